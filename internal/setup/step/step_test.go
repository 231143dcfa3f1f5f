package step

import (
	"errors"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"golessons/internal/disktest"
)

// A step ends with its program, whatever that prints and leaves running. It waits two
// seconds for what is left running; two cases do that.
func TestStepEndsWithItsProgram(t *testing.T) {
	for _, tt := range []struct{ name, script, says string }{
		{"a long line", `head -c 3000000 /dev/zero | tr '\0' x; echo; echo end >&2; exit 3`, "sh failed: end"},
		{"a line without an end", `echo one; printf two; exit 3`, "sh failed: two"},
		{"something left running", `sleep 300 & echo left; exit 3`, "sh failed: left"},
		{"nothing", "exit 3", "sh failed: exit status 3"},
		{"success", `sleep 300 & echo fine`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := NewStatusLine(io.Discard, "")
			defer p.End(nil)
			cmd := exec.Command("sh", "-c", tt.script)
			var err error
			disktest.Within(t, "the step", func() { err = p.Run(t.Context(), cmd) })
			exec.Command("kill", "--", "-"+strconv.Itoa(cmd.Process.Pid)).Run()
			if (err == nil) != (tt.says == "") || err != nil && err.Error() != tt.says {
				t.Errorf("error %v, want %q", err, tt.says)
			}
			var pe *programError
			if err != nil && (!errors.As(err, &pe) || tt.name == "a long line" && !strings.HasPrefix(pe.lines[0], "xxx")) {
				t.Errorf("the error does not keep the program's output: %v", err)
			}
		})
	}
}
