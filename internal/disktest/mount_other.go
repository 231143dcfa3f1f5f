//go:build unix && !linux

package disktest

import "errors"

// mount is for Linux, where a disk can be in memory.
func mount(folder, size string) (unmount func(), err error) { return nil, errors.ErrUnsupported }
