package lab

import (
	"os"
	"os/exec"
	"testing"
)

// A container prints its address with the token, and no other line with a token.
func TestLogHidesTokens(t *testing.T) {
	const script = `
import logging, runpy
runpy.run_path("server_config.py")
for file in "serverapp.py", "log.py":
    print(logging.getLogRecordFactory()("ServerApp", 20, file, 1, "%s?token=%s&x=1", ("/lab", "abc"), None).getMessage())
`
	for announces, want := range map[string]string{
		"":  "/lab?token=[secret]&x=1\n/lab?token=[secret]&x=1\n",
		"1": "/lab?token=abc&x=1\n/lab?token=[secret]&x=1\n",
	} {
		cmd := exec.Command("python3", "-c", script)
		cmd.Env = append(os.Environ(), AnnounceVariable+"="+announces)
		if out, err := cmd.CombinedOutput(); err != nil || string(out) != want {
			t.Errorf("%s=%s: %v, got\n%s, want\n%s", AnnounceVariable, announces, err, out, want)
		}
	}
}
