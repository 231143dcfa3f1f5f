// Package display is the one way from a cell's program into the notebook.
//
// It speaks GoNB's protocol (gob over the named pipe in $GONB_PIPE) by itself:
// linking gonbui, which does the same, costs every cell 125 ms, the protocol
// alone 30 ms. Two things gonbui leaves to its caller are done here for every
// display: what was printed before stays before it, and it has arrived when
// Show returns, so that nothing is lost when the program ends.
package display

import (
	"encoding/gob"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// Output is one thing to show in all its forms. Empty forms are left out; the
// front end shows the richest one that it can and may.
type Output struct {
	HTML string
	SVG  []byte
	PNG  []byte
	// Text stands for the output where nothing else can be shown.
	Text string
	// Width and Height are the size in CSS pixels at which PNG is shown;
	// 0 is the picture's own size.
	Width, Height int
}

// InNotebook tells whether a GoNB kernel runs this program.
func InNotebook() bool { return os.Getenv(protocol.GONB_PIPE_ENV) != "" }

// Show puts out into the cell's output. Without a kernel, or when the kernel
// does not answer, it prints the text form to standard output.
func Show(out Output) {
	if !send("", out) {
		fmt.Println(out.Text)
	}
}

// Update replaces what was shown under the same id, or shows it for the first
// time, and tells whether there is a notebook to show it in. An id is NewID's.
func Update(id string, out Output) bool { return send(id, out) }

// NewID makes an id for Update that no other cell run has.
func NewID() string { return fmt.Sprintf("golessons-%d-%d", os.Getpid(), time.Now().UnixNano()) }

// answerLimit is how long the kernel may take to say that it has an output.
const answerLimit = 20 * time.Second

var kernel struct {
	sync.Mutex
	opened  bool
	broken  bool
	encoder *gob.Encoder
	acks    chan int
	syncs   int
}

// send shows out in the notebook and waits until it is there.
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
		// The kernel has taken what was printed; after one more round trip
		// it has passed it on.
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

// roundTrip returns when the kernel has dealt with all that was sent before.
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
