// Package display shows pictures, tables and text in the notebook. It is the
// only package of a cell that talks to the kernel.
//
// It speaks GoNB's protocol itself: gob over the named pipe in $GONB_PIPE.
// GoNB's own client, gonbui, adds 125 ms to the linking of every cell, the
// protocol alone 30 ms. For every display it also does two things that gonbui
// leaves to its caller. It keeps the order: the first thing printed stands
// first. And it waits until the kernel has the output, so that nothing is lost
// when the program ends.
package display

import (
	"encoding/gob"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// Output is one output of a cell in several formats. Empty ones are not sent;
// Jupyter shows the richest format that it can and may.
type Output struct {
	HTML string
	SVG  []byte
	PNG  []byte
	// Text is shown where no other format can be.
	Text string
	// Width and Height are the size in CSS pixels at which PNG is shown;
	// 0 means one CSS pixel for each of its pixels.
	Width, Height int
}

// InNotebook reports whether a GoNB kernel runs this program.
func InNotebook() bool { return os.Getenv(protocol.GONB_PIPE_ENV) != "" }

// Show shows out under the cell. Without a kernel, or when the kernel does not
// answer, it prints out.Text to standard output.
func Show(out Output) {
	if !send("", out) {
		fmt.Println(out.Text)
	}
}

// Update shows out in place of the last output with the same id, or as a new
// output if there is none, and reports whether the kernel has taken it. Use
// NewID for the id.
func Update(id string, out Output) bool { return send(id, out) }

// NewID returns an id for Update that no other run of a cell uses, and that this
// one has not used. A browser's clock is too coarse to tell two calls apart.
func NewID() string {
	return fmt.Sprintf("golessons-%d-%d-%d", os.Getpid(), time.Now().UnixNano(), ids.Add(1))
}

// ids counts the ids of this program.
var ids atomic.Int64

// answerLimit is how long the kernel may take to confirm an output.
const answerLimit = 20 * time.Second

// kernel is the connection to the kernel that runs this program.
var kernel struct {
	sync.Mutex
	opened  bool
	broken  bool // after the first error nothing is sent any more
	encoder *gob.Encoder
	acks    chan int // the numbers of the requests that the kernel has confirmed
	syncs   int      // the number of the last request
}

// send sends out to the kernel, waits until the kernel has it, and reports
// whether that worked.
func send(id string, out Output) bool {
	if !InNotebook() {
		return false
	}
	kernel.Lock()
	defer kernel.Unlock()
	if kernel.broken {
		return false
	}
	err := open()
	if err == nil && drainStdout() {
		// The kernel has read what was printed; after one more round trip it
		// has passed it on to Jupyter.
		err = roundTrip()
	}
	if err == nil {
		err = kernel.encoder.Encode(message(id, out))
	}
	if err == nil {
		err = roundTrip()
	}
	kernel.broken = err != nil
	return err == nil
}

// message returns out in GoNB's protocol; with an id it can be updated.
func message(id string, out Output) *protocol.DisplayData {
	data := map[protocol.MIMEType]any{protocol.MIMETextPlain: out.Text}
	if out.HTML != "" {
		data[protocol.MIMETextHTML] = out.HTML
	}
	if len(out.SVG) > 0 {
		data[protocol.MIMEImageSVG] = string(out.SVG)
	}
	msg := &protocol.DisplayData{Data: data, DisplayID: id}
	if len(out.PNG) > 0 {
		data[protocol.MIMEImagePNG] = out.PNG
		if out.Width > 0 && out.Height > 0 {
			msg.Metadata = map[string]any{string(protocol.MIMEImagePNG): map[string]int{
				"width": out.Width, "height": out.Height,
			}}
		}
	}
	return msg
}

// open opens the pipes to the kernel and back, once.
func open() error {
	if kernel.opened {
		return nil
	}
	writer, err := os.OpenFile(os.Getenv(protocol.GONB_PIPE_ENV), os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	reader, err := os.OpenFile(os.Getenv(protocol.GONB_PIPE_BACK_ENV), os.O_RDONLY, 0)
	if err != nil {
		writer.Close()
		return err
	}
	kernel.encoder = gob.NewEncoder(writer)
	kernel.acks = make(chan int)
	kernel.opened = true
	go readAcks(gob.NewDecoder(reader), kernel.acks)
	return nil
}

// readAcks passes on the numbers of the requests that the kernel confirms, until
// the pipe is closed.
func readAcks(decoder *gob.Decoder, acks chan<- int) {
	defer close(acks)
	for {
		var value protocol.CommValue
		if err := decoder.Decode(&value); err != nil {
			return
		}
		if value.Address == protocol.GonbuiSyncAckAddress {
			if n, ok := value.Value.(int); ok {
				acks <- n
			}
		}
	}
}

// roundTrip waits until the kernel has dealt with everything sent so far.
func roundTrip() error {
	kernel.syncs++
	err := kernel.encoder.Encode(&protocol.DisplayData{Data: map[protocol.MIMEType]any{
		protocol.MIMECommValue: &protocol.CommValue{
			Address: protocol.GonbuiSyncAddress, Value: kernel.syncs,
		},
	}})
	if err != nil {
		return err
	}
	limit := time.After(answerLimit)
	for {
		select {
		case n, ok := <-kernel.acks:
			if !ok {
				return errors.New("the kernel closed its pipe")
			}
			if n == kernel.syncs {
				return nil
			}
		case <-limit:
			return errors.New("the kernel does not answer")
		}
	}
}
