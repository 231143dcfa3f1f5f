package zmq4

import (
	"encoding/json"
	"testing"

	"golessons/internal/lite/kernel/page"
	"golessons/internal/lite/kernel/page/pagetest"
)

// A message comes in at its channel's socket in the parts of Jupyter's protocol,
// and one that is sent goes out as JSON with the channel.
func TestSockets(t *testing.T) {
	w := pagetest.New(t)
	sockets := map[string]Socket{}
	for i, channel := range Channels {
		s := NewRouter(t.Context())
		if err := s.Listen("tcp://:" + string(rune('1'+i))); err != nil {
			t.Fatal(err)
		}
		sockets[channel] = s
	}
	page.Receive([]byte(`{"channel": "control", "header": {"msg_id": "1"}, "parent_header": null, "content": {"code": "日本"}}`))
	page.Receive([]byte(`{"channel": "control", "header": {"msg_id": "2"}, "parent_header": {}, "metadata": {"a": 1}, "content": {}}`))
	page.Receive([]byte(`{"channel": "unknown"}`))
	page.Receive([]byte(`no JSON`))
	for _, want := range []string{
		"<IDS|MSG>\n\n{\"msg_id\": \"1\"}\n{}\n{}\n{\"code\": \"日本\"}",
		"<IDS|MSG>\n\n{\"msg_id\": \"2\"}\n{}\n{\"a\": 1}\n{}",
	} {
		m, err := sockets["control"].Recv()
		if err != nil || m.String() != want {
			t.Errorf("Recv = %q, %v, want %q", m, err, want)
		}
	}
	m := NewMsgFrom([]byte("identity"), []byte("<IDS|MSG>"), nil, []byte(`{"msg_type":"stream"}`), []byte(`{}`), []byte(`{}`), []byte(`{"text":"<a>"}`))
	if err := sockets["iopub"].SendMulti(m); err != nil {
		t.Fatal(err)
	}
	want := `{"channel":"iopub","header":{"msg_type":"stream"},"parent_header":{},"metadata":{},"content":{"text":"<a>"}}`
	if len(w.Sent) != 1 || w.Sent[0] != want || !json.Valid([]byte(w.Sent[0])) {
		t.Errorf("sent %q, want %s", w.Sent, want)
	}
	if err := sockets["iopub"].Send(NewMsgFrom([]byte("half"))); err == nil {
		t.Error("half a message was sent")
	}
	sockets["shell"].Close()
	if _, err := sockets["shell"].Recv(); err == nil {
		t.Error("a closed socket has a message")
	}
}

// A connection file names a port for each channel, in their order.
func TestConnection(t *testing.T) {
	if err := NewRouter(t.Context()).Listen("tcp://:9"); err == nil {
		t.Error("there is a channel 9")
	}
}
