package rebuild

import (
	"os"
	"syscall"
	"testing"
)

// BenchmarkReady measures what each cell costs before the compiler is called. It
// needs a module that the set-up has made: REBUILD_WARM names its folder "warm".
func BenchmarkReady(b *testing.B) {
	dir := os.Getenv("REBUILD_WARM")
	if dir == "" {
		b.Skip("needs REBUILD_WARM, the set-up's folder warm")
	}
	builder := Builder{Dir: dir, File: os.Getenv(FileVariable)}
	if !builder.Ready() {
		b.Fatal("not ready")
	}
	var before, after syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	for b.Loop() {
		builder.Ready()
	}
	syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	cpu := func(u syscall.Rusage) int64 { return u.Utime.Nano() + u.Stime.Nano() }
	b.ReportMetric(float64(cpu(after)-cpu(before))/1e6/float64(b.N), "cpu-ms/op")
}
