//go:build unix

package verbs

import (
	"io/fs"
	"syscall"

	"github.com/watemplate/watemplate/template"
)

// read returns the text of a file, or a byte more than the limit of one that is too large. It is good until the next
// one is read. The system is asked directly: package os makes nine calls where three do, and of ten thousand files
// that is half the time to read them. A regular file has been read when it gives less than there was room for.
func (r *reader) read(path string, regular bool) ([]byte, error) {
	fail := func(op string, err error) ([]byte, error) {
		return nil, explainPath(path, &fs.PathError{Op: op, Path: path, Err: err})
	}
	fd, err := retried(func() (int, error) { return syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC, 0) })
	if err != nil {
		return fail("open", err)
	}
	defer syscall.Close(fd) // nothing was written
	for n := 0; ; {
		r.grow(n)
		m, err := retried(func() (int, error) { return syscall.Read(fd, r.buffer[n:]) })
		if err != nil {
			return fail("read", err)
		}
		if n += m; m == 0 || n > template.MaxSize || regular && n < len(r.buffer) {
			return r.buffer[:n:n], nil
		}
	}
}

// retried asks the system again when a signal came between.
func retried(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if err != syscall.EINTR {
			return n, err
		}
	}
}
