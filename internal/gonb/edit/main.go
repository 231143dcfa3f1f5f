// Command edit makes a git repository of GoNB's source in which each of our
// patches is a commit, and writes the patches anew from there:
//
//	go run ./internal/gonb/edit FOLDER                 make it
//	go run ./internal/gonb/edit -onto v0.12.0 FOLDER   make it, and move it to another version of GoNB
//	go run ./internal/gonb/edit -update FOLDER         write internal/gonb/patches from its commits
//
// Our packages stand in the repository too, but belong to no commit, so that it
// can be built and tested. It needs git, and is run in the checkout.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golessons/internal/gonb"
)

const (
	patches  = "internal/gonb/patches"
	upstream = "upstream" // the tag of GoNB as it is
	copies   = "internal/golessons"
)

func main() {
	onto := flag.String("onto", "", "the `version` of GoNB to move the patches to")
	update := flag.Bool("update", false, "write the patches from the folder's commits")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	checkout, err := os.Getwd()
	if err == nil && *update {
		err = write(flag.Arg(0), filepath.Join(checkout, patches))
	} else if err == nil {
		err = create(checkout, flag.Arg(0), *onto)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "edit:", err)
		os.Exit(1)
	}
}

// create makes the repository.
func create(checkout, dir, onto string) error {
	source, err := output(checkout, "go", "list", "-m", "-f", "{{.Dir}}", gonb.Module)
	if err != nil {
		return err
	}
	if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"init", "-q"},
		{"config", "user.name", "The golessons authors"},
		{"config", "user.email", "golessons@localhost"},
		{"config", "commit.gpgsign", "false"}, // of the one who edits, in a rebase
	} {
		if _, err := output(dir, "git", args...); err != nil {
			return err
		}
	}
	if err := commit(dir, filepath.Base(source)); err != nil {
		return err
	}
	// Keep our files out of the commits.
	if err := os.WriteFile(filepath.Join(dir, ".git", "info", "exclude"), []byte("/"+copies+"/\n"), 0o666); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(checkout, patches, "*.patch"))
	if err != nil {
		return err
	}
	if _, err := output(dir, "git", append([]string{"am", "-q", "--keep-cr"}, files...)...); err != nil {
		return err
	}
	patched, err := os.MkdirTemp("", "gonb-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(patched)
	if err := gonb.Apply(source, checkout, filepath.Join(patched, "gonb")); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(dir, copies), os.DirFS(filepath.Join(patched, "gonb", copies))); err != nil {
		return err
	}
	if onto == "" {
		return nil
	}
	return move(checkout, dir, onto)
}

// move rebases the patches onto another version of GoNB. Git stops at a
// conflict, and says how to go on.
func move(checkout, dir, version string) error {
	downloaded, err := output(checkout, "go", "mod", "download", "-json", gonb.Module+"@"+version)
	if err != nil {
		return err
	}
	var module struct{ Dir string }
	if err := json.Unmarshal([]byte(downloaded), &module); err != nil {
		return err
	}
	old, err := output(dir, "git", "rev-parse", upstream)
	if err != nil {
		return err
	}
	ours, err := output(dir, "git", "branch", "--show-current")
	if err != nil {
		return err
	}
	for _, args := range [][]string{{"checkout", "-q", "--detach", old}, {"rm", "-rq", "."}} {
		if _, err := output(dir, "git", args...); err != nil {
			return err
		}
	}
	if err := os.CopyFS(dir, os.DirFS(module.Dir)); err != nil {
		return err
	}
	if err := commit(dir, filepath.Base(module.Dir)); err != nil {
		return err
	}
	_, err = output(dir, "git", "rebase", "-q", "--onto", upstream, old, ours)
	return err
}

// commit records what is in dir as GoNB's source.
func commit(dir, version string) error {
	for _, args := range [][]string{
		{"add", "-A", "-f", ".", ":!" + copies},
		{"commit", "-q", "-m", version},
		{"tag", "-f", upstream},
	} {
		if _, err := output(dir, "git", args...); err != nil {
			return err
		}
	}
	return nil
}

// write replaces the patches in to with the commits in dir, unless there are
// changes in no commit, or a rebase has stopped half way.
func write(dir, to string) error {
	changed, err := output(dir, "git", "status", "--porcelain")
	if err != nil {
		return err
	}
	branch, err := output(dir, "git", "branch", "--show-current")
	if err != nil {
		return err
	}
	if changed != "" || branch == "" {
		return fmt.Errorf("not all of %s is in a commit of its branch: see git status there", dir)
	}
	mails, err := os.MkdirTemp("", "gonb-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(mails)
	if _, err := output(dir, "git", "format-patch", "-q", "-N", "-k", "-p", "--zero-commit", "--no-signature", "--filename-max-length=100", "-o", mails, upstream+"..HEAD"); err != nil {
		return err
	}
	names, err := filepath.Glob(filepath.Join(mails, "*.patch"))
	if err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(to, "*.patch"))
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	for _, name := range names {
		mail, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		short := strings.ToLower(strings.TrimPrefix(filepath.Base(name), "00"))
		if err := os.WriteFile(filepath.Join(to, short), []byte(plain(string(mail))), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// plain returns a mail without the parts that differ each time it is written:
// its date, and the hashes of the files.
func plain(mail string) string {
	lines := strings.SplitAfter(mail, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool {
		return strings.HasPrefix(line, "From 0000000") || strings.HasPrefix(line, "Date: ") || hashes.MatchString(line)
	}), "")
}

var hashes = regexp.MustCompile(`^index [0-9a-f]+\.\.[0-9a-f]+`)

func output(dir, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if name == "git" { // the patches are the same whatever somebody's own settings of git are
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	}
	out, err := cmd.Output()
	if err != nil {
		if exit, ok := err.(*exec.ExitError); ok {
			err = fmt.Errorf("%w: %s%s", err, out, exit.Stderr)
		}
		return "", fmt.Errorf("%s: %w", cmd, err)
	}
	return strings.TrimSpace(string(out)), nil
}
