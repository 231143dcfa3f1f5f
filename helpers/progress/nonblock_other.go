//go:build !unix

package progress

// nonblock is for systems with named pipes.
const nonblock = 0
