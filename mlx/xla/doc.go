// Package xla makes GoMLX's XLA backend available to mlx:
//
//	import _ "golessons/mlx/xla"
//
// and then GOMLX_BACKEND=xla:cpu or GOMLX_BACKEND=xla:cuda in the environment
// chooses it; without that variable mlx stays with the Go backend. It is a
// package of its own because linking it takes three times as long: no cell
// pays for it that does not import it.
//
// It needs cgo (in a notebook `%env CGO_ENABLED=1` first) and the PJRT plugin
// of the device, which GoMLX's installer downloads the first time.
//
// Source: https://github.com/gomlx/go-xla
package xla
