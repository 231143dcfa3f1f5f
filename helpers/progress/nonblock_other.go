//go:build !unix

package progress

// nonblock is 0, because there are no named pipes.
const nonblock = 0
