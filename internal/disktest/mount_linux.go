package disktest

import "syscall"

// mount mounts a disk of the given size, in memory, at a folder.
func mount(folder, size string) (unmount func(), err error) {
	if err := syscall.Mount("none", folder, "tmpfs", 0, "size="+size); err != nil {
		return nil, err
	}
	return func() { syscall.Unmount(folder, syscall.MNT_DETACH) }, nil
}
