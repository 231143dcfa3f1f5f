package launch

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	progressfile "golessons/helpers/progress"
)

// within fails the test if f is not done soon, instead of hanging.
func within(t *testing.T, what string, f func()) {
	t.Helper()
	done := make(chan bool)
	go func() { f(); close(done) }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s does not end", what)
	}
}

// oddThings are what may stand where a file or a folder is expected.
var oddThings = map[string]func(t *testing.T, path string){
	"a named pipe": func(t *testing.T, path string) {
		if err := syscall.Mkfifo(path, 0o644); err != nil {
			t.Fatal(err)
		}
	},
	"a socket": func(t *testing.T, path string) {
		l, err := net.Listen("unix", path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
	},
	"a folder": func(t *testing.T, path string) {
		write(t, filepath.Join(path, "mine"), "mine")
	},
	"a file": func(t *testing.T, path string) { write(t, path, "mine") },
	"a link that leads nowhere": func(t *testing.T, path string) {
		symlink(t, "nowhere", path)
	},
	"a link that leads to itself": func(t *testing.T, path string) {
		symlink(t, filepath.Base(path), path)
	},
	"a link to a file": func(t *testing.T, path string) {
		file := filepath.Join(t.TempDir(), "elsewhere")
		write(t, file, "elsewhere")
		symlink(t, file, path)
		t.Cleanup(func() {
			if got := content(t, file); got != "elsewhere" {
				t.Errorf("through a link was written %s", got)
			}
		})
	},
	"a link to a folder": func(t *testing.T, path string) {
		dir := t.TempDir()
		symlink(t, dir, path)
		t.Cleanup(func() {
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Errorf("through a link was written %v", left)
			}
		})
	},
	"a link to a device": func(t *testing.T, path string) { symlink(t, "/dev/zero", path) },
	"a file that cannot be read": func(t *testing.T, path string) {
		if os.Geteuid() == 0 {
			t.Skip("root reads everything")
		}
		write(t, path, "mine")
		os.Chmod(path, 0)
	},
	"a folder that cannot be entered": func(t *testing.T, path string) {
		if os.Geteuid() == 0 {
			t.Skip("root enters everything")
		}
		if err := os.Mkdir(path, 0); err != nil {
			t.Fatal(err)
		}
	},
}

func symlink(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Fatal(err)
	}
}

// shortDir is a folder with a path short enough for a socket.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "d")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// One entry of the learner's folder that is not what it should be costs what it
// stands for and a sentence, at a start and at a reset, and stays as it is.
func TestOddEntries(t *testing.T) {
	const lessonFile, other, japanese = "en/02_relu.ipynb", "en/03_overfitting.ipynb", "ja/02_relu.ipynb"
	for _, at := range []struct {
		path    string
		changed bool              // the learner's lessons are not as they were shipped
		fine    []string          // kinds that are what is expected there
		lost    []string          // which lessons are not brought up to date
		reset   bool              // whether the first lesson can be brought back
		says    map[string]string // at the start, by kind; "" is any other
	}{
		{path: lessonFile, fine: []string{"a file"}, lost: []string{lessonFile},
			says: map[string]string{"": "en/02_relu.ipynb: ", "a named pipe": "02_relu.ipynb is a named pipe, not a file; it is left as it is"}},
		{path: "en", fine: []string{"a folder"}, lost: []string{lessonFile, other},
			says: map[string]string{"": "the lessons there are left as they are", "a link to a folder": "en is a link, not a folder (no link is followed in there)"}},
		{path: progressfile.File, fine: []string{"a file"}, reset: true,
			says: map[string]string{"": "the start page in en/ counts no exercises"}},
		{path: copiedFile, fine: []string{"a file"}, changed: true, lost: []string{lessonFile, other, japanese}, reset: true,
			says: map[string]string{"": "lessons that are there are not brought up to date"}},
		{path: "backup", fine: []string{"a folder"}, changed: true, lost: []string{lessonFile, other, japanese},
			says: map[string]string{"": "en/03_overfitting.ipynb: ", "a file": "backup is a file, not a folder; it is left as it is"}},
		{path: "en/index.md", fine: []string{"a file"}, reset: true,
			says: map[string]string{"": "en/index.md: "}},
	} {
		for kind, make := range oddThings {
			if slices.Contains(at.fine, kind) {
				continue
			}
			t.Run(at.path+" is "+kind, func(t *testing.T) {
				s := &State{Checkout: t.TempDir(), Dir: t.TempDir()}
				dir := shortDir(t)
				ship := func(version string) {
					for _, f := range []string{lessonFile, other, japanese} {
						write(t, filepath.Join(s.lessonsDir(), f), lesson(version, ""))
					}
					write(t, filepath.Join(s.lessonsDir(), "en", startPage), "# Course\n"+hereMark+"\n")
				}
				ship("v1")
				if at.changed { // v2 will replace v1, for which there must be a backup
					if err := s.copyLessons(dir, &bytes.Buffer{}); err != nil {
						t.Fatal(err)
					}
				}
				ship("v2")
				path := filepath.Join(dir, at.path)
				os.RemoveAll(path)
				os.MkdirAll(filepath.Dir(path), 0o755)
				make(t, path)
				before, err := os.Lstat(path)
				if err != nil {
					t.Fatal(err)
				}
				var said bytes.Buffer
				within(t, "the start", func() { err = s.copyLessons(dir, &said) })
				if err != nil {
					t.Errorf("the start ended with %v", err)
				}
				want := at.says[""]
				if special, ok := at.says[kind]; ok {
					want = special
				}
				if !strings.Contains(said.String(), want) {
					t.Errorf("said %q, want %q", said.String(), want)
				}
				for _, f := range []string{lessonFile, other, japanese} {
					data, _ := readFile(filepath.Join(dir, f))
					if got, want := string(data) == lesson("v2", ""), !slices.Contains(at.lost, f); got != want {
						t.Errorf("%s is up to date: %v, want %v\n%s", f, got, want, said.String())
					}
				}

				t.Setenv(checkoutVariable, s.Checkout)
				write(t, filepath.Join(s.Checkout, "go.mod"), "module golessons\n")
				if at.changed {
					write(t, filepath.Join(dir, lessonFile), "mine")
				}
				var out, errOut bytes.Buffer
				code := 0
				within(t, "reset", func() { code = Main([]string{"reset", "-dir", dir, lessonFile, "ja/02"}, &out, &errOut) })
				if (code == 0) != at.reset {
					t.Errorf("reset: status %d\n%s%s", code, out.String(), errOut.String())
				}
				if !at.reset && (!strings.Contains(errOut.String(), "en/02_relu.ipynb is not brought back: ") || strings.Contains(out.String(), "en/02_relu.ipynb")) {
					t.Errorf("reset said\n%s%s", out.String(), errOut.String())
				}
				if !strings.Contains(out.String(), "ja/02_relu.ipynb is") && at.path != "backup" {
					t.Errorf("another lesson was not brought back:\n%s%s", out.String(), errOut.String())
				}
				if after, err := os.Lstat(path); err != nil || !os.SameFile(before, after) {
					t.Errorf("%s was replaced", at.path)
				}
			})
		}
	}
}

// By its own name the learner's folder may be a link.
func TestLearnersFolderIsALink(t *testing.T) {
	s := &State{Checkout: t.TempDir(), Dir: t.TempDir()}
	write(t, filepath.Join(s.lessonsDir(), "en", "02_relu.ipynb"), lesson("v1", ""))
	real, dir := t.TempDir(), filepath.Join(t.TempDir(), "link")
	symlink(t, real, dir)
	if err := s.copyLessons(dir, &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	if got := content(t, filepath.Join(real, "en", "02_relu.ipynb")); got != lesson("v1", "") {
		t.Errorf("wrote %s", got)
	}
	symlink(t, "nowhere", dir+"2")
	if _, err := learnerDir(dir + "2"); err == nil || !strings.Contains(err.Error(), "link2 is a link to nowhere, which is not there; mount or make that, or name another folder with -dir") {
		t.Errorf("a link that leads nowhere: %v", err)
	}
	symlink(t, "loop", filepath.Join(filepath.Dir(dir), "loop"))
	if _, err := learnerDir(filepath.Join(filepath.Dir(dir), "loop")); err == nil {
		t.Error("a link that leads to itself is no error")
	}
}

// What stands in the state folder and is no file is made anew, and nobody waits
// for it.
func TestOddState(t *testing.T) {
	for kind, make := range oddThings {
		if kind == "a folder" || kind == "a file" || strings.Contains(kind, "cannot be") {
			continue // a sentence says it
		}
		t.Run(kind, func(t *testing.T) {
			s := &State{Dir: shortDir(t)}
			os.MkdirAll(s.path("stamps"), 0o755)
			for _, name := range []string{"lock-setting-up", "stamps/venv", "x.json", "jupyter.log"} {
				make(t, s.path(name))
			}
			within(t, "the state", func() {
				f, err := s.lock(t.Context(), &bytes.Buffer{}, "setting up", "")
				if err != nil {
					t.Error(err)
				} else {
					f.Close()
				}
				if s.stamped("venv", "key", s.Dir) {
					t.Error("stamped")
				}
				if err := s.stamp("venv", "key", s.Dir); err != nil || !s.stamped("venv", "key", s.Dir) {
					t.Errorf("not stamped anew: %v", err)
				}
				if err := writeJSON(s.path("x.json"), 1); err != nil {
					t.Error(err)
				}
				if log, err := newLog(s.path("jupyter.log")); err != nil {
					t.Error(err)
				} else {
					log.Close()
				}
			})
		})
	}
}

// A launcher that hangs keeps nobody from the lessons in another folder.
func TestLocksAreOfAFolder(t *testing.T) {
	s := &State{Dir: t.TempDir()}
	dir, other := t.TempDir(), t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	symlink(t, dir, link)
	lock := func(dir string) (*os.File, error) {
		which, err := identity(dir)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		return s.lock(ctx, &bytes.Buffer{}, "opening the lessons", "-"+which)
	}
	hangs, err := lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer hangs.Close()
	if f, err := lock(other); err != nil {
		t.Errorf("another folder: %v", err)
	} else {
		f.Close()
	}
	if f, err := lock(link); err == nil {
		f.Close()
		t.Error("the same folder by another path was locked twice")
	}
}

// Who can read a file can lock it: another user could keep every start waiting.
func TestLocksArePrivate(t *testing.T) {
	s := &State{Dir: t.TempDir()}
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	write(t, s.path("lock-old"), "")
	for _, name := range []string{"old", "new"} {
		f, err := s.openLock(name)
		if err != nil {
			t.Fatal(err)
		}
		info, err := f.Stat()
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
		f.Close()
	}
}

// The first Ctrl-C ends a command, whatever it is busy with.
func TestFirstStopEnds(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	release := make(chan bool)
	defer close(release)
	cmd := command{name: "reset", run: func(context.Context, *call) error {
		<-release // and never looks at ctx
		return nil
	}}
	within(t, "a stopped command", func() {
		if err := runUntil(ctx, cmd, &call{}); err == nil {
			t.Error("it says that it is done")
		}
	})
}

// Files and folders in the learner's folder have the modes that the umask
// says.
func TestUmask(t *testing.T) {
	s := &State{Checkout: t.TempDir(), Dir: t.TempDir()}
	write(t, filepath.Join(s.lessonsDir(), "en", "02_relu.ipynb"), lesson("v1", ""))
	write(t, filepath.Join(s.lessonsDir(), "en", startPage), "# Course\n")
	for umask, want := range map[int]os.FileMode{0o077: 0, 0o027: 0o050, 0o022: 0o055} {
		dir := filepath.Join(t.TempDir(), "d")
		old := syscall.Umask(umask)
		err := s.copyLessons(dir, &bytes.Buffer{})
		log, logErr := newLog(s.path("jupyter.log"))
		syscall.Umask(old)
		if err != nil || logErr != nil {
			t.Fatal(err, logErr)
		}
		log.Close()
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
		if info, err := os.Stat(s.path("jupyter.log")); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("umask %o: the log has mode %o", umask, info.Mode().Perm())
		}
	}
}

// smallDisk returns the folder of a disk of its own, of the given size.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("mounts a small disk: needs root")
	}
	disk := t.TempDir()
	if err := syscall.Mount("none", disk, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("cannot mount a small disk here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, syscall.MNT_DETACH) })
	return disk
}

// On a full disk nothing is lost, and nothing is said that is not so.
func TestFullDisk(t *testing.T) {
	disk := smallDisk(t, "64k")
	s := &State{Checkout: t.TempDir(), Dir: t.TempDir()}
	const f = "en/02_relu.ipynb"
	shipped := lesson(strings.Repeat("shipped ", 1000), "") // two pages
	write(t, filepath.Join(s.lessonsDir(), f), shipped)
	write(t, filepath.Join(s.Checkout, "go.mod"), "module golessons\n")
	t.Setenv(checkoutVariable, s.Checkout)
	mine := filepath.Join(disk, f)
	write(t, mine, "mine")
	for free := range 6 { // pages that are left
		os.RemoveAll(filepath.Join(disk, "backup"))
		os.Remove(filepath.Join(disk, "filler"))
		write(t, mine, "mine")
		fill(t, filepath.Join(disk, "filler"), free)
		var out, errOut bytes.Buffer
		code := Main([]string{"reset", "-dir", disk, f}, &out, &errOut)
		said := fmt.Sprintf("%d pages free: status %d, %s%s", free, code, out.String(), errOut.String())
		back := content(t, mine) == shipped
		if strings.Contains(out.String(), "as it was shipped again") != back {
			t.Error(said)
		}
		if !back && content(t, mine) != "mine" {
			t.Errorf("%s: the lesson is %q", said, content(t, mine))
		}
		if code != 0 && !strings.HasPrefix(errOut.String(), "golessons: cannot write to "+disk+" (no space left on device)") {
			t.Error(said)
		}
		if strings.Count(errOut.String(), "\n") > 1 {
			t.Error(said)
		}
		if left, _ := filepath.Glob(filepath.Join(disk, "*", ".golessons-new-*")); len(left) > 0 {
			t.Errorf("%s: left %q", said, left)
		}
		if free == 0 && code == 0 {
			t.Errorf("%s, want that the disk is full", said)
		}
	}
	if err := s.copyLessons(disk, &bytes.Buffer{}); err != nil { // the last round had room
		t.Error(err)
	}
	os.Remove(filepath.Join(disk, "filler"))
	write(t, filepath.Join(s.lessonsDir(), f), lesson("v2", ""))
	fill(t, filepath.Join(disk, "filler"), 0)
	err := s.copyLessons(disk, &bytes.Buffer{})
	if err == nil || !strings.Contains(err.Error(), "no space left on device") || content(t, mine) != shipped {
		t.Errorf("a new version: %v", err)
	}
}

// fill leaves so many pages of a disk free.
func fill(t *testing.T, file string, pages int) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for page := make([]byte, 4096); err == nil; {
		_, err = f.Write(page)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(max(0, info.Size()/4096-int64(pages)) * 4096); err != nil {
		t.Fatal(err)
	}
}

// A set-up on a full disk says so, and takes nothing for done.
func TestFullDiskAtSetUp(t *testing.T) {
	disk := smallDisk(t, "64k")
	s := &State{Dir: disk}
	write(t, s.path("settings.json"), "1")
	fill(t, s.path("filler"), 0)
	for what, err := range map[string]error{
		"a stamp":  s.stamp("venv", "key", s.Dir, "filler"),
		"settings": writeJSON(s.path("settings.json"), 2),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), "cannot write to "+disk) || !strings.Contains(err.Error(), "no space left on device") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if s.stamped("venv", "key", s.Dir) {
		t.Error("the step is taken to be done")
	}
	if got := content(t, s.path("settings.json")); got != "1" {
		t.Errorf("the settings are %q", got)
	}
}

// A disk that cannot be written is a sentence, and what is on it stays.
func TestReadOnlyDisk(t *testing.T) {
	disk := smallDisk(t, "64k")
	s := &State{Checkout: t.TempDir(), Dir: t.TempDir()}
	write(t, filepath.Join(s.lessonsDir(), "en/02_relu.ipynb"), lesson("v1", ""))
	write(t, filepath.Join(s.Checkout, "go.mod"), "module golessons\n")
	write(t, filepath.Join(disk, "en/02_relu.ipynb"), "mine")
	if err := syscall.Mount("none", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("cannot make a disk read-only here: %v", err)
	}
	t.Setenv(checkoutVariable, s.Checkout)
	for _, args := range [][]string{{"reset", "-dir", disk, "02"}, {"start", "-dir", disk}} {
		var out, errOut bytes.Buffer
		if code := Main(args, &out, &errOut); code != 1 || out.Len() > 0 ||
			!strings.HasPrefix(errOut.String(), "golessons: cannot write to "+disk+" (") || strings.Count(errOut.String(), "\n") != 1 {
			t.Errorf("%s: status %d\n%s%s", args[0], code, out.String(), errOut.String())
		}
	}
	if got := content(t, filepath.Join(disk, "en/02_relu.ipynb")); got != "mine" {
		t.Errorf("the lesson is %q", got)
	}
}
