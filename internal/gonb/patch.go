package gonb

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"
)

//go:embed patches/*.patch
var patchFiles embed.FS

// A Patch is one change to GoNB, for one reason.
type Patch struct {
	File     string // its name in patches
	Title    string
	Reason   string // what is wrong with GoNB as it is, for us
	Upstream string // what to tell its author

	changes []*gitdiff.File
	text    string
}

// Patches returns all patches in the order in which they are applied, which is
// the order of their names.
func Patches() ([]*Patch, error) {
	entries, err := patchFiles.ReadDir("patches")
	if err != nil {
		return nil, err
	}
	var patches []*Patch
	for _, entry := range entries {
		text, err := fs.ReadFile(patchFiles, "patches/"+entry.Name())
		if err != nil {
			return nil, err
		}
		p, err := parse(entry.Name(), string(text))
		if err != nil {
			return nil, err
		}
		patches = append(patches, p)
	}
	return patches, nil
}

// parse reads a patch: a mail with a subject, a text whose last paragraph
// begins with "Upstream:", and a diff. Each of them has to be there.
func parse(file, text string) (*Patch, error) {
	changes, preamble, err := gitdiff.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	header, err := gitdiff.ParsePatchHeader(preamble)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	reason, upstream, _ := strings.Cut(header.Body, "\n\nUpstream:")
	p := &Patch{file, header.Title, strings.TrimSpace(reason), strings.TrimSpace(upstream), changes, text}
	switch {
	case p.Title == "":
		return nil, fmt.Errorf("%s has no title (Subject:)", file)
	case p.Reason == "":
		return nil, fmt.Errorf("%s has no reason", file)
	case p.Upstream == "":
		return nil, fmt.Errorf(`%s does not say what to tell GoNB's author (a last paragraph "Upstream: ...")`, file)
	case len(changes) == 0:
		return nil, fmt.Errorf("%s changes nothing", file)
	}
	for _, change := range changes {
		if change.IsDelete || change.IsRename || change.IsCopy || change.IsBinary {
			return nil, fmt.Errorf("%s: a patch changes or adds text files only", file)
		}
	}
	return p, nil
}

// applyChange returns the content of a file with a patch's change. Every hunk
// has to fit exactly, and where it says: an inexact fit may be a wrong one.
func applyChange(old []byte, change *gitdiff.File) ([]byte, error) {
	var b bytes.Buffer
	err := gitdiff.Apply(&b, bytes.NewReader(old), change)
	return b.Bytes(), err
}

// hunkOf returns which hunk of a change an error is about.
func hunkOf(err error, change *gitdiff.File) string {
	var at *gitdiff.ApplyError
	if !errors.As(err, &at) || at.Fragment < 1 || at.Fragment > len(change.TextFragments) {
		return ""
	}
	hunk := fmt.Sprintf("hunk %d (%s)", at.Fragment, strings.TrimSpace(change.TextFragments[at.Fragment-1].Header()))
	if at.Line > 0 {
		hunk += fmt.Sprintf(", line %d", at.Line)
	}
	return hunk
}
