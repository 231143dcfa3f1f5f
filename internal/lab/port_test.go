package lab

import (
	"net"
	"testing"

	"golessons/internal/state"
)

func TestFreePort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	taken := l.Addr().(*net.TCPAddr).Port
	s := &state.State{Dir: t.TempDir()}
	if _, _, err := ReservePort(s, taken); err == nil {
		t.Error("a port in use was reserved")
	}
	// Two launchers that start at once get two ports.
	p, first, err := ReservePort(s, 0)
	if err != nil || p < DefaultPort {
		t.Fatalf("%d, %v", p, err)
	}
	q, second, err := ReservePort(s, 0)
	if err != nil || q == p {
		t.Fatalf("%d and then %d, %v", p, q, err)
	}
	second.Close()
	first.Close()
	again, third, err := ReservePort(s, 0)
	if err != nil || again != p {
		t.Errorf("%d, and when it is given back %d, %v", p, again, err)
	}
	third.Close()
}
