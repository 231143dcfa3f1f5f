package course

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golessons/internal/course/coursetest"
	"golessons/internal/disktest"
)

// The learner's folder itself may be a link.
func TestLearnersFolderIsALink(t *testing.T) {
	c := Course{t.TempDir()}
	disktest.Write(t, filepath.Join(c.Dir, "en", "02_relu.ipynb"), coursetest.Lesson("v1", ""))
	real, dir := t.TempDir(), filepath.Join(t.TempDir(), "link")
	disktest.Symlink(t, real, dir)
	if err := c.Copy(dir, &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	if got := disktest.Read(t, filepath.Join(real, "en", "02_relu.ipynb")); got != coursetest.Lesson("v1", "") {
		t.Errorf("wrote %s", got)
	}
	disktest.Symlink(t, "nowhere", dir+"2")
	if _, err := LearnerDir(dir + "2"); err == nil || !strings.Contains(err.Error(), "link2 is a link to nowhere, which is not there; mount or make that, or name another folder with -dir") {
		t.Errorf("a link that leads nowhere: %v", err)
	}
	disktest.Symlink(t, "loop", filepath.Join(filepath.Dir(dir), "loop"))
	if _, err := LearnerDir(filepath.Join(filepath.Dir(dir), "loop")); err == nil {
		t.Error("a link that leads to itself gives no error")
	}
}

// Files and folders in the learner's folder get the modes that the umask leaves
// them.
func TestUmask(t *testing.T) {
	c := Course{t.TempDir()}
	disktest.Write(t, filepath.Join(c.Dir, "en", "02_relu.ipynb"), coursetest.Lesson("v1", ""))
	disktest.Write(t, filepath.Join(c.Dir, "en", StartPage), "# Course\n")
	for umask, want := range map[int]os.FileMode{0o077: 0, 0o027: 0o050, 0o022: 0o055} {
		dir := filepath.Join(t.TempDir(), "d")
		old := syscall.Umask(umask)
		err := c.Copy(dir, &bytes.Buffer{})
		syscall.Umask(old)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			info, _ := d.Info()
			found++
			allowed := want
			if !d.IsDir() {
				allowed &^= 0o111
			}
			if info.Mode().Perm()&0o077 != allowed {
				t.Errorf("umask %o: %s has mode %o", umask, path, info.Mode().Perm())
			}
			return nil
		})
		if found != 5 { // the folder, en, a lesson, the page, the memory
			t.Errorf("found %d files", found)
		}
	}
}
