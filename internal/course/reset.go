package course

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"

	"golessons/internal/plainfile"
	"golessons/internal/state"
	"golessons/internal/words"
)

// Reset brings lessons in the learner's folder back as they were shipped, and
// goes on to the others when it cannot bring one back.
func (c Course) Reset(ctx context.Context, dir string, names []string, out, errOut io.Writer) error {
	var files []string
	for _, word := range names {
		found, err := c.Matching(word)
		if err != nil {
			return err
		}
		files = append(files, found...)
	}
	folder, err := openLearnerDir(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	seen, err := readMemory(folder)
	if err != nil {
		words.Fprintf(errOut, "golessons: %s; what is brought back is not remembered\n", Reason(err))
	}
	failed := 0
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := c.resetLesson(folder, f, seen, out)
		if plainfile.Everywhere(err) {
			return state.Unwritable(dir, err)
		}
		if err != nil && len(files) == 1 {
			return words.Errorf("%s is not brought back: %s", f, Reason(err))
		}
		if err != nil {
			failed++
			words.Fprintf(errOut, "golessons: %s is not brought back: %s\n", f, Reason(err))
		}
	}
	if err := seen.write(folder); err != nil {
		return state.Unwritable(dir, err)
	}
	if failed > 0 {
		return words.Errorf("%d of %d lessons could not be brought back, and are left as they are", failed, len(files))
	}
	return nil
}

// resetLesson brings one lesson back, and says on out that it has.
func (c Course) resetLesson(folder *plainfile.Folder, f string, seen *memory, out io.Writer) error {
	shipped, text, err := c.readShipped(f)
	if err != nil {
		return err
	}
	backup := ""
	current, err := folder.Read(f, plainfile.Large)
	switch {
	case err == nil && bytes.Equal(current, shipped):
		words.Fprintf(out, "%s is as it was shipped\n", f)
		return nil
	case err == nil:
		if backup, err = backUp(folder, f, current); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := folder.Write(f, shipped); err != nil {
		return err
	}
	seen.Shipped[f] = state.Hash(text)
	if backup == "" {
		words.Fprintf(out, "%s is there again\n", f)
	} else {
		words.Fprintf(out, "%s is as it was shipped again; yours is in %s\n", f, backup)
	}
	return nil
}
