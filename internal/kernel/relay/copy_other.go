//go:build !unix

package relay

import "io"

func (l *Relay) copy(w io.Writer, r io.Reader) error {
	_, err := io.Copy(w, r)
	return err
}
