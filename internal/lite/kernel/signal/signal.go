// Package signal stands in for os/signal in the kernel that runs in a browser,
// where the only signal is the learner's Interrupt.
package signal

import (
	"os"

	"golessons/internal/lite/kernel/page"
)

// Notify sends os.Interrupt to c whenever the learner interrupts the kernel.
func Notify(c chan<- os.Signal, _ ...os.Signal) {
	page.Interrupt = func() {
		select {
		case c <- os.Interrupt:
		default: // an interrupt is waiting already
		}
	}
}

// Reset does what no kernel in a browser needs.
func Reset(...os.Signal) {}
