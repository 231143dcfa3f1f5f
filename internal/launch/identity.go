package launch

import (
	"fmt"
	"os"
	"syscall"
)

// identity names a folder, by whatever path it is reached.
func identity(dir string) (string, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return "", unwritable(dir, err)
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return hash(dir), nil
	}
	return hash(fmt.Sprint(stat.Dev), fmt.Sprint(stat.Ino)), nil
}
