package course

import (
	"os"
	"path/filepath"

	"golessons/internal/plainfile"
	"golessons/internal/state"
	"golessons/internal/words"
)

// LearnerFolder is the folder of a learner's copies in the home folder, if -dir
// names no other.
const LearnerFolder = "golessons-notebooks"

// LearnerDir returns the path of the folder of the learner's copies: dir, or the
// default if that is empty. The folder need not exist.
func LearnerDir(dir string) (string, error) {
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", words.Errorf("there is no home folder to put the lessons in (%v); name a folder with -dir", err)
		}
		dir = filepath.Join(home, LearnerFolder)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if target, err := os.Readlink(dir); err == nil {
		if _, err := os.Stat(dir); err != nil {
			return "", words.Errorf("%s is a link to %s, which is not there; mount or make that, or name another folder with -dir", dir, target)
		}
	}
	return dir, nil
}

// openLearnerDir opens the folder of the learner's copies. It makes the folder
// if there is none.
func openLearnerDir(dir string) (*plainfile.Folder, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, state.Unwritable(dir, err)
	}
	folder, err := plainfile.OpenFolder(dir)
	if err != nil {
		return nil, state.Unwritable(dir, err)
	}
	return folder, nil
}
