//go:build !unix

package verbs

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
)

// become runs another program in the place of this one and returns its exit status. Ctrl-C reaches both; what it means is
// the other's to say.
func become(path string, args []string) (int, error) {
	signal.Ignore(os.Interrupt)
	c := exec.Command(path, args...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := c.Run()
	if _, ended := errors.AsType[*exec.ExitError](err); ended {
		err = nil
	}
	return c.ProcessState.ExitCode(), err
}
