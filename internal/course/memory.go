package course

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"

	"golessons/helpers/progress"
	"golessons/internal/plainfile"
)

// MemoryFile is the file in a learner's folder that holds the memory. It also
// tells package progress that a folder is a learner's.
const MemoryFile = progress.Folder

// A memory is what we remember of a learner's folder: for each lesson the
// version that was put there last and the one that was put beside a changed
// copy (see past), and for each language its start page.
type memory struct {
	Shipped map[string]string `json:"shipped"`
	Beside  map[string]string `json:"beside,omitempty"`
	Start   map[string]string `json:"start,omitempty"`

	unreadable bool // the file is there, and can be neither read nor written anew
}

// readMemory reads the memory of a learner's folder. A damaged one counts as
// empty, so nothing that differs from the shipped version is overwritten. With an
// error the memory is returned too, and is unreadable.
func readMemory(folder *plainfile.Folder) (*memory, error) {
	var m memory
	data, err := folder.Read(MemoryFile, 1<<20)
	if err == nil && json.Unmarshal(data, &m) != nil {
		m = memory{}
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	m.unreadable = err != nil
	if m.Shipped == nil {
		m.Shipped = map[string]string{}
	}
	if m.Beside == nil {
		m.Beside = map[string]string{}
	}
	if m.Start == nil {
		m.Start = map[string]string{}
	}
	return &m, err
}

// of returns what is remembered of a lesson.
func (m *memory) of(lesson string) past {
	return past{m.Shipped[lesson], m.Beside[lesson], m.unreadable}
}

// write writes the memory into the learner's folder, if it has changed.
func (m *memory) write(folder *plainfile.Folder) error {
	if m.unreadable {
		return nil // that was said when it was read
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if old, err := folder.Read(MemoryFile, 1<<20); err == nil && bytes.Equal(old, data) {
		return nil
	}
	return folder.Write(MemoryFile, data)
}
