package launch

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"golessons/internal/kernel"
	"golessons/internal/plainfile"
)

const (
	// checkoutVariable names the checkout in an image, where nobody works in it.
	checkoutVariable = "GOLESSONS_CHECKOUT"

	// folderVariable names the learner's folder in a container, instead of
	// the one in the home folder.
	folderVariable = "GOLESSONS_DIR"

	// announceVariable lets the server print its address with the token
	// (server_config.py).
	announceVariable = "GOLESSONS_ANNOUNCE"

	// importsFile lists what the lessons import, for a layer that is made
	// before they are there and stays while they change.
	importsFile = "imports"
)

// containerDir has what a container makes for itself at its start. The
// Dockerfile tells Jupyter of it (JUPYTER_RUNTIME_DIR, JUPYTER_CONFIG_PATH,
// JUPYTER_PATH), so that whatever runs in the container finds it. On a machine
// that a class shares (classroom/), GOLESSONS_RUN names each learner's own.
var containerDir = cmp.Or(os.Getenv("GOLESSONS_RUN"), "/tmp/golessons")

// sealed reports whether the set-up is an image's: complete, and not the
// learner's to change.
func (s *State) sealed() bool {
	_, err := os.Stat(s.path("sealed"))
	return err == nil
}

// image does a part of the Dockerfile, and of a container that runs it.
func image(ctx context.Context, c *call) error {
	s, err := FindState()
	if err != nil {
		return err
	}
	part := ""
	if len(c.args) > 0 {
		part, c.args = c.args[0], c.args[1:]
	}
	switch part {
	case "tools":
		g, err := s.findGo(ctx)
		if err != nil {
			return err
		}
		return runSteps(ctx, c.out, nil, s.toolSteps(g))
	case "imports":
		imports, err := s.lessonImports()
		if err != nil {
			return err
		}
		return writeFile(s.path(importsFile), []byte(strings.Join(imports, "\n")))
	case "warm":
		return s.warmImage(ctx, c)
	case "seal":
		if err := s.warmImage(ctx, c); err != nil {
			return err
		}
		return writeFile(s.path("sealed"), nil)
	case "start":
		return s.startContainer(ctx, c)
	case "health":
		return health()
	}
	return fmt.Errorf("the parts of an image are tools, imports, warm, seal, start and health, not %q", part)
}

// warmImage fills the caches for the cells of the lessons that are there, and
// makes them what they have to be in an image.
func (s *State) warmImage(ctx context.Context, c *call) error {
	g, err := s.findGo(ctx)
	if err != nil {
		return err
	}
	if err := s.linkModule(); err != nil {
		return err
	}
	// What an earlier layer sealed is looked at again: it had fewer lessons.
	if err := os.Remove(s.path("sealed")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	steps, err := s.warmSteps(g)
	if err != nil {
		return err
	}
	if err := runSteps(ctx, c.out, nil, append([]step{s.registerStep(g)}, steps...)); err != nil {
		return err
	}
	os.Remove(s.path("warm", "program"))
	if err := os.Chtimes(s.path("rebuild.json"), sharedTime, sharedTime); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	os.Remove(filepath.Join(g.cache, "trim.txt")) // Go's, for the learner's go to write
	for _, dir := range []string{g.cache, s.path("gopls")} {
		if err := share(dir, func(string) bool { return true }); err != nil {
			return err
		}
	}
	// Modules are not to be written, the folders between them are.
	return share(g.path, func(dir string) bool {
		rel, _ := filepath.Rel(g.mod, dir)
		return strings.HasPrefix(rel, "cache"+string(filepath.Separator)) || !strings.Contains(rel, "@")
	})
}

// sharedTime is the time that the files of an image's caches carry. Go and
// gopls throw away what has not been used for five days, by its time, and an
// image is older than that: what comes from the future stays.
var sharedTime = time.Date(2037, 1, 1, 0, 0, 0, 0, time.UTC)

// share makes the folders below dir for which open says so such that every
// user may add to them and none may take away what others put there, and the
// files in them readable. What is so already is not touched: in an image that
// would be a copy of it.
func share(dir string, open func(dir string) bool) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && !open(name) {
			return fs.SkipDir
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if d.IsDir() {
			if want := 0o777 | fs.ModeSticky; info.Mode()&(fs.ModePerm|fs.ModeSticky) != want {
				return os.Chmod(name, want)
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		if info.Mode()&0o444 != 0o444 {
			if err := os.Chmod(name, info.Mode()|0o444); err != nil {
				return err
			}
		}
		if !info.ModTime().Equal(sharedTime) {
			return os.Chtimes(name, sharedTime, sharedTime)
		}
		return nil
	})
}

// startContainer prepares the learner's folder and then becomes the command
// that the container was given, or without one the server: JupyterHub's where
// a hub has started the container, otherwise JupyterLab.
func (s *State) startContainer(ctx context.Context, c *call) error {
	command := c.args
	serves := len(command) == 0 || filepath.Base(command[0]) == "jupyterhub-singleuser"
	if health() == nil {
		// Another command in a container whose server runs.
	} else if err := s.prepareContainer(ctx, c); err != nil {
		if serves {
			return err
		}
		// A shell is what helps now.
		fmt.Fprintf(c.err, "golessons: %v\n", err)
	}
	if len(command) == 0 {
		command = []string{"jupyter-lab"}
		if os.Getenv("JUPYTERHUB_API_TOKEN") != "" {
			command = []string{"jupyterhub-singleuser"}
		}
	}
	program, err := exec.LookPath(command[0])
	if err != nil {
		return err
	}
	// The learner reads the address, with its token, in what the container prints.
	env := append(os.Environ(), announceVariable+"=1")
	return fmt.Errorf("cannot start %s: %w", program, syscall.Exec(program, command, env))
}

// prepareContainer makes what the server and the kernels need, wherever it can
// be written: in the home folder, in containerDir, in the learner's folder.
func (s *State) prepareContainer(ctx context.Context, c *call) error {
	dir, err := learnerDir(os.Getenv(folderVariable))
	if err != nil {
		return err
	}
	home, _ := os.UserHomeDir()
	if err := writable(home); err != nil {
		fmt.Fprintf(c.err, "golessons: %s cannot be written by uid %d, so JupyterLab's settings last as long as this container\n", home, os.Getuid())
		os.Setenv("HOME", filepath.Join(containerDir, "home"))
		home = os.Getenv("HOME")
	}
	// A container that was stopped and started again.
	if err := os.RemoveAll(containerDir); err != nil {
		return unwritable(containerDir, err)
	}
	kernel.Sweep()
	if err := os.MkdirAll(home, 0o777); err != nil {
		return unwritable(home, err)
	}
	g, err := s.findGo(ctx)
	if err != nil {
		return err
	}
	if err := s.adapt(g, home); err != nil {
		return err
	}
	lang := localeLanguage(os.Getenv)
	if err := labSettings(filepath.Join(containerDir, "lab"), lang); err != nil {
		return err
	}
	err = writeJSON(filepath.Join(containerDir, "config", "jupyter_server_config.json"), map[string]any{
		"ServerApp": map[string]any{
			"ip": "0.0.0.0", "port_retries": 0, "open_browser": false,
			"root_dir": dir, "default_url": "/" + s.page(lang),
		},
		"LabApp": map[string]any{"app_settings_dir": filepath.Join(containerDir, "lab"), "default_url": "/" + s.page(lang)},
	})
	if err != nil {
		return err
	}
	if err := s.fillFolder(ctx, c, dir); err != nil {
		return err
	}
	if err := os.Chdir(dir); err != nil {
		return err
	}
	return s.trustLater(home)
}

// fillFolder copies the lessons into the learner's folder, one container at a
// time.
func (s *State) fillFolder(ctx context.Context, c *call, dir string) error {
	err := os.MkdirAll(dir, 0o777)
	if err == nil {
		var f *os.File
		if f, err = os.CreateTemp(dir, ".golessons-new-*"); err == nil {
			err = errors.Join(f.Close(), os.Remove(f.Name()))
		}
	}
	if err != nil {
		return notOurs(dir, err)
	}
	folder, err := os.Open(dir)
	if err != nil {
		return notOurs(dir, err)
	}
	defer folder.Close()
	// A file system that knows no locks is used without, and one that hangs is
	// not waited for: nothing is lost when two do it.
	for range 100 {
		if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); !errors.Is(err, syscall.EWOULDBLOCK) {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return s.copyLessons(dir, c.err)
}

// notOurs is the sentence for a learner's folder that the container's user
// cannot write.
func notOurs(dir string, err error) error {
	there := dir
	info, statErr := os.Stat(there)
	for statErr != nil && there != filepath.Dir(there) {
		there = filepath.Dir(there)
		info, statErr = os.Stat(there)
	}
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	if statErr != nil {
		return fmt.Errorf("cannot write to %s (%v)", dir, err)
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("cannot write the lessons to %s (%v); mount a folder or a volume there that can be written", dir, err)
	}
	return fmt.Errorf("cannot write the lessons to %s: %s belongs to uid %d, and this container runs as uid %d; start it with `--user %d:%d --group-add users`, or type `sudo chown -R %d:%d FOLDER` for the mounted folder",
		dir, there, owner.Uid, os.Getuid(), owner.Uid, owner.Gid, os.Getuid(), os.Getgid())
}

// adapt registers the kernel anew for this container where it cannot be used
// as the image has it: the build cache cannot be written (a read-only root
// file system), or nothing in the temporary folder may be run (noexec, which
// is what Docker's --tmpfs gives).
func (s *State) adapt(g *goTool, home string) error {
	changed := false
	if writable(g.cache) != nil {
		cache := filepath.Join(containerDir, "cache")
		if err := linkCache(g.cache, cache); err != nil {
			return err
		}
		g.cache, changed = cache, true
	}
	if !runsPrograms(os.TempDir()) {
		tmp, err := ownTemp(filepath.Join(home, ".cache", "golessons"))
		if err != nil {
			return err
		}
		g.tmp, changed = tmp, true
	}
	if !changed {
		return nil
	}
	os.Setenv("GOCACHE", g.cache)
	return s.writeKernelspec(filepath.Join(containerDir, "share", "jupyter", "kernels", KernelName), g)
}

// linkCache makes dir a Go build cache that has all of cache's entries as
// links.
func linkCache(cache, dir string) error {
	parts, err := filepath.Glob(filepath.Join(escapeGlob(cache), "[0-9a-f][0-9a-f]"))
	if err != nil {
		return err
	}
	for _, part := range parts {
		entries, err := os.ReadDir(part)
		if err != nil {
			return err
		}
		own := filepath.Join(dir, filepath.Base(part))
		if err := os.MkdirAll(own, 0o777); err != nil {
			return unwritable(dir, err)
		}
		for _, e := range entries {
			if err := os.Symlink(filepath.Join(part, e.Name()), filepath.Join(own, e.Name())); err != nil {
				return unwritable(dir, err)
			}
		}
	}
	return nil
}

// runsPrograms reports whether a program in dir can be run.
func runsPrograms(dir string) bool {
	f, err := os.CreateTemp(dir, ".golessons-*")
	if err != nil {
		return false
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString("#!/bin/sh\n")
	err = errors.Join(err, f.Chmod(0o700), f.Close())
	return err == nil && exec.Command(f.Name()).Run() == nil
}

// ownTemp makes a folder in dir for this container's kernels, which other
// containers on the same volume leave alone, and removes those of containers
// that are gone: a folder is in use as long as it is locked, and the lock is
// handed on to the server.
func ownTemp(dir string) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil { // who can read it can lock it
		return "", unwritable(dir, err)
	}
	all, err := os.Open(dir)
	if err != nil {
		return "", err
	}
	defer all.Close()
	syscall.Flock(int(all.Fd()), syscall.LOCK_EX) // between making and locking one
	olds, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "tmp*"))
	for _, old := range olds {
		if f, err := os.Open(old); err == nil {
			if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil {
				os.RemoveAll(old)
			}
			f.Close()
		}
	}
	tmp, err := os.MkdirTemp(dir, "tmp")
	if err != nil {
		return "", unwritable(dir, err)
	}
	fd, err := syscall.Open(tmp, syscall.O_RDONLY, 0) // kept by what this process becomes
	if err == nil {
		err = syscall.Flock(fd, syscall.LOCK_EX)
	}
	if err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return "", err
	}
	return tmp, nil
}

// trustLater signs the shipped notebooks beside the start of the server, with
// a secret that only this home folder has: one in the image would let
// everybody sign.
func (s *State) trustLater(home string) error {
	secret := filepath.Join(home, ".local", "share", "jupyter", "notebook_secret")
	if _, err := os.Stat(secret); errors.Is(err, fs.ErrNotExist) {
		// Before the server and the signer make one each.
		random := make([]byte, 1024)
		rand.Read(random)
		if err := plainfile.WritePrivate(secret, []byte(base64.StdEncoding.EncodeToString(random))); err != nil {
			return unwritable(filepath.Dir(secret), err)
		}
	}
	files, err := s.shipped()
	if err != nil {
		return err
	}
	// It gives way to the server, which is waited for.
	args := []string{"-c", `nice "$@" </dev/null >/dev/null 2>&1 &`, "sh", s.venvPython(), "-c", trustScript}
	for _, f := range files {
		args = append(args, filepath.Join(s.lessonsDir(), f))
	}
	return exec.Command("/bin/sh", args...).Run()
}

// health asks the container's server whether it answers.
func health() error {
	dir := os.Getenv("JUPYTER_RUNTIME_DIR")
	files, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "jpserver-*.json"))
	slices.Sort(files)
	err := errors.New("no server runs (yet)")
	for _, f := range files {
		var v struct {
			Port    int    `json:"port"`
			BaseURL string `json:"base_url"`
		}
		data, readErr := readFile(f)
		if readErr != nil || json.Unmarshal(data, &v) != nil {
			continue
		}
		var resp *http.Response
		client := http.Client{Timeout: 3 * time.Second}
		if resp, err = client.Get(fmt.Sprintf("http://127.0.0.1:%d%sapi", v.Port, v.BaseURL)); err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		err = fmt.Errorf("the server answers %s", resp.Status)
	}
	return err
}
