package launch

import (
	"fmt"
	"os"
	"syscall"
)

// Identity names a folder, by whatever path it is reached.
func Identity(dir string) (string, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return "", Unwritable(dir, err)
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return Hash(dir), nil
	}
	return Hash(fmt.Sprint(stat.Dev), fmt.Sprint(stat.Ino)), nil
}
