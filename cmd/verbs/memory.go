package verbs

import "runtime/debug"

// reader reads files, one after another, into the same memory.
type reader struct{ buffer []byte }

// grow makes room behind the first n bytes.
func (r *reader) grow(n int) {
	if n == len(r.buffer) {
		r.buffer = append(r.buffer, make([]byte, max(n, 16<<10))...)
	}
}

// tuneMemory lets the garbage collector wait for 32 MB before it begins, because all that a linter allocates is
// garbage after a file, but keeps the whole within [allowMemory]. The function that it returns undoes that.
func tuneMemory() (undo func()) {
	percent, limit := debug.SetGCPercent(800), debug.SetMemoryLimit(-1)
	allowMemory(0)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

// tuneSending lets the garbage collector wait longer: what a message leaves behind is garbage at once, and little is kept,
// so that it would begin anew after some hundred messages. It does not wait beyond [sendingMemory], so that a long list
// needs no more than a short one. The function that it returns undoes that.
func tuneSending() (undo func()) {
	percent, limit := debug.SetGCPercent(400), debug.SetMemoryLimit(sendingMemory)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

// sendingMemory is how much memory of Go's own, in bytes, may fill up before the garbage is collected.
const sendingMemory = 64 << 20

// allowMemory sets how much memory may be taken for some number of files, of which each leaves a summary behind.
func allowMemory(files int) { debug.SetMemoryLimit(44<<20 + int64(files)*64) }
