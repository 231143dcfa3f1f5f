// Package zmq4 stands in for github.com/go-zeromq/zmq4 in the kernel that runs in
// a browser: a socket is one of Jupyter's channels to the page. A message has the
// parts that it has in Jupyter's protocol on ZeroMQ, and is not signed.
package zmq4

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"

	"golessons/internal/lite/kernel/page"
)

// Channels are Jupyter's channels. The connection file gives each of them, in
// this order, a port from 1 on.
var Channels = []string{"shell", "control", "stdin", "iopub", "heartbeat"}

// A Msg is a message in parts.
type Msg struct{ Frames [][]byte }

// NewMsgFrom returns a message of these parts.
func NewMsgFrom(frames ...[]byte) Msg { return Msg{frames} }

// String returns the parts, one a line.
func (m Msg) String() string { return string(bytes.Join(m.Frames, []byte("\n"))) }

// A Socket is one of Jupyter's channels.
type Socket interface {
	Listen(address string) error
	Recv() (Msg, error)
	Send(Msg) error
	SendMulti(Msg) error
	Close() error
}

// NewRouter returns a socket, as NewPub and NewRep do: the address makes it a
// channel.
func NewRouter(context.Context) Socket { return &socket{closed: make(chan struct{})} }

// NewPub returns a socket.
func NewPub(ctx context.Context) Socket { return NewRouter(ctx) }

// NewRep returns a socket.
func NewRep(ctx context.Context) Socket { return NewRouter(ctx) }

var (
	mu        sync.Mutex
	listening = map[string]*socket{}
)

type socket struct {
	channel string
	closed  chan struct{}

	mu      sync.Mutex
	waiting []Msg // and not read yet
	more    chan struct{}
}

// Listen makes the socket the channel whose port is at the address's end. When
// all channels have sockets, messages come.
func (s *socket) Listen(address string) error {
	port := int(address[len(address)-1] - '1')
	if !strings.HasPrefix(address, "tcp://:") || port < 0 || port >= len(Channels) {
		return fmt.Errorf("no channel has the address %s", address)
	}
	s.channel, s.more = Channels[port], make(chan struct{}, 1)
	mu.Lock()
	defer mu.Unlock()
	listening[s.channel] = s
	if len(listening) == len(Channels) {
		page.Receive = receive
		page.Ready()
	}
	return nil
}

// A message is a message as the page sends it.
type message struct {
	Channel  string          `json:"channel"`
	Header   json.RawMessage `json:"header"`
	Parent   json.RawMessage `json:"parent_header"`
	Metadata json.RawMessage `json:"metadata"`
	Content  json.RawMessage `json:"content"`
}

const delimiter = "<IDS|MSG>"

// receive gives a message from the page to the socket of its channel.
func receive(text []byte) {
	var m message
	if err := json.Unmarshal(text, &m); err != nil {
		return
	}
	mu.Lock()
	s := listening[m.Channel]
	mu.Unlock()
	if s == nil {
		return
	}
	s.mu.Lock()
	s.waiting = append(s.waiting, NewMsgFrom([]byte(delimiter), nil, object(m.Header), object(m.Parent), object(m.Metadata), object(m.Content)))
	s.mu.Unlock()
	select {
	case s.more <- struct{}{}:
	default:
	}
}

// object returns an object's JSON, and an empty one's for null or nothing.
func object(text json.RawMessage) []byte {
	if len(text) == 0 || string(text) == "null" {
		return []byte("{}")
	}
	return text
}

// Recv waits for a message.
func (s *socket) Recv() (Msg, error) {
	for {
		s.mu.Lock()
		if len(s.waiting) > 0 {
			m := s.waiting[0]
			s.waiting = s.waiting[1:]
			s.mu.Unlock()
			return m, nil
		}
		s.mu.Unlock()
		select {
		case <-s.more:
		case <-s.closed:
			return Msg{}, errors.New("the socket is closed")
		}
	}
}

// Send sends a message to the page.
func (s *socket) Send(m Msg) error {
	for len(m.Frames) > 0 && string(m.Frames[0]) != delimiter {
		m.Frames = m.Frames[1:]
	}
	if len(m.Frames) != 6 {
		return errors.New("no message of Jupyter's protocol")
	}
	// The parts are JSON already, and may be large.
	text := fmt.Appendf(nil, `{"channel":%q`, s.channel)
	for i, name := range []string{"header", "parent_header", "metadata", "content"} {
		text = append(fmt.Appendf(text, ",%q:", name), m.Frames[i+2]...)
	}
	page.Current.Send(append(text, '}'))
	return nil
}

// SendMulti does the same.
func (s *socket) SendMulti(m Msg) error { return s.Send(m) }

// Close ends the wait for messages.
func (s *socket) Close() error {
	close(s.closed)
	return nil
}
