package course

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"

	progressfile "golessons/helpers/progress"
	"golessons/internal/plainfile"
)

// copied is what we remember of a learner's folder, in .golessons.json there:
// for each lesson, the hash of the version that was last put there, and of the
// one that was put beside a changed one; and the start pages' hashes.
type copied struct {
	Shipped map[string]string `json:"shipped"`
	Beside  map[string]string `json:"beside,omitempty"`
	Start   map[string]string `json:"start,omitempty"` // of each language's start page

	unknown bool // there is something that cannot be read, nor be written anew
}

const CopiedFile = progressfile.Folder

// readCopied reads what is remembered of the learner's folder. Damaged, it is
// as if nothing had been copied: then nothing that differs is overwritten
// either. With an error there can be no memory.
func readCopied(folder *plainfile.Folder) (*copied, error) {
	var c copied
	data, err := folder.Read(CopiedFile, 1<<20)
	if err == nil && json.Unmarshal(data, &c) != nil {
		c = copied{}
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	c.unknown = err != nil
	if c.Shipped == nil {
		c.Shipped = map[string]string{}
	}
	if c.Beside == nil {
		c.Beside = map[string]string{}
	}
	if c.Start == nil {
		c.Start = map[string]string{}
	}
	return &c, err
}

func (c *copied) write(folder *plainfile.Folder) error {
	if c.unknown {
		return nil // was said
	}
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	if old, err := folder.Read(CopiedFile, 1<<20); err == nil && bytes.Equal(old, data) {
		return nil
	}
	return folder.Write(CopiedFile, data)
}
