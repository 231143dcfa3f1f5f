package site

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"golessons/helpers/handlers"
)

// policy is the Content-Security-Policy of all pages. It allows what the lessons
// need: the page's own script, the handlers of sliders, hints and predictions, styles,
// pictures inside the page and the font beside it. Anything else in an output,
// which somebody's cell has written, neither runs nor loads. The scripts are
// allowed by their hashes, because a page that is read from a disk has no origin.
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'unsafe-hashes' " + hashes(append([]string{script}, handlers.All()...)),
	"style-src 'self' 'unsafe-inline'", // tables and figures have style attributes
	"img-src 'self' data:",
	"font-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
}, "; ")

// hashes returns the policy's sources for scripts.
func hashes(scripts []string) string {
	var all []string
	for _, s := range scripts {
		sum := sha256.Sum256([]byte(s))
		all = append(all, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	return strings.Join(all, " ")
}

// Policy returns the page's Content-Security-Policy.
func (page) Policy() string { return policy }
