package site

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"golessons/helpers/handlers"
)

// policy lets a page do what the lessons need: its own script, the handlers of
// sliders and hints, styles, pictures that it brings along and the font beside
// it. What else an output may have in it, which somebody's cell wrote, neither
// runs nor loads. Hashes hold on a disk too, where a page has no origin.
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'unsafe-hashes' " + hashes(append([]string{script}, handlers.All()...)),
	"style-src 'self' 'unsafe-inline'", // tables and figures have style attributes
	"img-src 'self' data:",
	"font-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
}, "; ")

func hashes(scripts []string) string {
	var all []string
	for _, s := range scripts {
		sum := sha256.Sum256([]byte(s))
		all = append(all, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	return strings.Join(all, " ")
}

// Policy is the page's Content-Security-Policy.
func (page) Policy() string { return policy }
