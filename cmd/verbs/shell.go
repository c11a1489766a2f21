package verbs

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"golang.org/x/term"
)

// shell is what a command may know of the world around it. Nothing else in this package reads the environment.
type shell struct {
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
	// inTerminal, outTerminal and errTerminal say which of the three is a terminal.
	inTerminal, outTerminal, errTerminal bool
	// readSecret reads a line from the terminal that the standard input is, which does not show it.
	readSecret func() ([]byte, error)
	// cacheDir is where programs may keep what they can do without; empty for nowhere.
	cacheDir string
	// stateDir is where programs keep what they must not lose; empty for nowhere.
	stateDir string
	// tools are nil in a program that does without.
	tools *Tools
	// width is the terminal's width in cells, 80 where there is none.
	width int
	// errSize is the size of the terminal that the standard error is, in cells, as it is at this moment.
	errSize func() (width, height int)
}

func osShell() shell {
	s := shell{in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv, width: 80}
	s.cacheDir, _ = os.UserCacheDir()
	s.stateDir = userStateDir()
	s.inTerminal = term.IsTerminal(int(os.Stdin.Fd()))
	s.outTerminal = term.IsTerminal(int(os.Stdout.Fd()))
	s.errTerminal = term.IsTerminal(int(os.Stderr.Fd()))
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
		s.width = w
	}
	s.readSecret = readSecret
	s.errSize = func() (width, height int) {
		if w, h, err := term.GetSize(int(os.Stderr.Fd())); err == nil && w > 0 && h > 0 {
			return w, h
		}
		return 80, 24
	}
	return s
}

// readSecret reads a line from the terminal without showing it. Ctrl-C does not leave the terminal so that it shows
// nothing any more.
func readSecret() ([]byte, error) {
	terminal := int(os.Stdin.Fd())
	before, err := term.GetState(terminal)
	if err != nil {
		return nil, err
	}
	ctx, stop := untilInterrupted(context.Background())
	defer stop()
	defer context.AfterFunc(ctx, func() {
		_ = term.Restore(terminal, before) // there is nothing else to do about it
		fmt.Fprintln(os.Stderr)
		os.Exit(statusCanceled)
	})()
	return term.ReadPassword(terminal)
}

// userStateDir is the user's folder for what programs must not lose, as each system has it; empty if there is none. The
// standard library knows those for the cache and for settings alone.
func userStateDir() string {
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	if runtime.GOOS == "windows" {
		return os.Getenv("LocalAppData")
	}
	home, err := os.UserHomeDir()
	switch {
	case err != nil || !filepath.IsAbs(home):
		return ""
	case runtime.GOOS == "darwin" || runtime.GOOS == "ios":
		return filepath.Join(home, "Library", "Application Support")
	}
	return filepath.Join(home, ".local", "state")
}

// colour decides whether a stream gets colours: --color, then NO_COLOR and CLICOLOR_FORCE, then whether it is a
// terminal that can show them.
func (s shell) colour(flag string, terminal bool) bool {
	switch {
	case flag == "always":
		return true
	case flag == "never" || s.getenv("NO_COLOR") != "":
		return false
	case s.getenv("CLICOLOR_FORCE") != "" && s.getenv("CLICOLOR_FORCE") != "0":
		return true
	}
	return terminal && s.getenv("TERM") != "dumb"
}

// dark guesses whether the terminal's background is dark from COLORFGBG, which needs no question to the terminal.
func (s shell) dark() bool {
	_, bg, found := strings.Cut(s.getenv("COLORFGBG"), ";")
	if i := strings.LastIndexByte(bg, ';'); i >= 0 {
		bg = bg[i+1:]
	}
	return !found || bg != "7" && bg != "15"
}

// untilInterrupted is a context that Ctrl-C ends, for what has something to finish. All else just dies of it, as a
// command that waits for its input should.
func untilInterrupted(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
}
