package lab

import (
	"fmt"
	"net"
	"os"
	"strconv"

	"golessons/internal/state"
	"golessons/internal/words"
)

// DefaultPort is the port of JupyterLab without -port, if it is free.
const DefaultPort = 8888

// PortIsFree reports whether a server can listen on a port of this machine.
func PortIsFree(port int) bool {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return false
	}
	l.Close()
	return true
}

// PortTaken returns the error for a value of -port that is taken.
func PortTaken(port int) error {
	return words.Errorf("port %d is taken by another program; leave -port away to get a free one", port)
}

// ReservePort returns port, or for 0 the first free one from DefaultPort on.
// Until the returned lock is closed, no other launcher of this state takes the
// port: JupyterLab does not listen on it before it has started.
func ReservePort(s *state.State, port int) (int, *os.File, error) {
	from, to := port, port
	if port == 0 {
		from, to = DefaultPort, DefaultPort+99
	}
	for p := from; p <= to; p++ {
		lock, err := s.OpenLock(fmt.Sprintf("port-%d", p))
		if err != nil {
			return 0, nil, err
		}
		locked, err := state.TryLock(lock)
		if err != nil {
			return 0, nil, err
		}
		if locked && PortIsFree(p) {
			return p, lock, nil
		}
		lock.Close()
	}
	if port != 0 {
		return 0, nil, PortTaken(port)
	}
	return 0, nil, words.Errorf("the ports from %d to %d are all taken; name a free one with -port", from, to)
}
