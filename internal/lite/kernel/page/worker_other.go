//go:build !js

package page

// Ready does nothing where there is no browser: tests set [Current].
func Ready() {}
