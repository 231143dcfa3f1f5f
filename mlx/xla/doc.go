// Package xla makes GoMLX's XLA backend available to mlx:
//
//	import _ "golessons/mlx/xla"
//
// GOMLX_BACKEND=xla:cpu or GOMLX_BACKEND=xla:cuda in the environment then chooses it;
// without that variable mlx stays with the Go backend. Linking it takes three times
// as long, so it is a package apart: only a cell that imports it pays for that.
//
// It needs cgo (in a notebook `%env CGO_ENABLED=1` first) and the PJRT plugin
// of the device, which GoMLX's installer downloads the first time.
//
// Source: https://github.com/gomlx/go-xla
package xla
