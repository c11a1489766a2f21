//go:build unix

package verbs

import (
	"os"
	"syscall"
)

// become replaces this program by another, so that signals and the terminal are the other's alone. It returns only if
// that failed.
func become(path string, args []string) (int, error) {
	return 0, syscall.Exec(path, append([]string{campaignProgram}, args...), os.Environ())
}
