package main

import (
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// tmux is a terminal multiplexer of our own, in which one program runs on a terminal that nobody looks at.
type tmux struct{ socket string }

func (t tmux) run(args ...string) (string, error) {
	out, err := exec.Command("tmux", append([]string{"-L", t.socket, "-f", "/dev/null"}, args...)...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("tmux %s: %w: %s", args[0], err, out)
	}
	return string(out), nil
}

// start runs a command line in a window of its own, which stays when the command has ended. The command is not told of
// tmux, for then it would ask which colours the terminal around tmux has, and there is none.
func (t tmux) start(dir, command string, width, height int) error {
	_, err := t.run("new-session", "-d", "-c", dir, "-x", fmt.Sprint(width), "-y", fmt.Sprint(height),
		"env -u TMUX TERM=xterm-256color COLORTERM=truecolor COLORFGBG='15;0' "+command+"; echo ended with status $?; sleep 1000")
	return err
}

func (t tmux) end() { _, _ = t.run("kill-server") }

// press types a key by tmux's name for it, such as Enter or C-r. After Escape it waits a moment, for a key that follows at
// once is one pressed with Alt.
func (t tmux) press(key string) error {
	_, err := t.run("send-keys", key)
	if key == "Escape" {
		time.Sleep(200 * time.Millisecond)
	}
	return err
}

func (t tmux) typeText(text string) error {
	_, err := t.run("send-keys", "-l", text)
	return err
}

func (t tmux) resize(width, height int) error {
	_, err := t.run("resize-window", "-x", fmt.Sprint(width), "-y", fmt.Sprint(height))
	return err
}

// patience is how long a text may take to appear.
const patience = 20 * time.Second

// wait waits until a text stands on the terminal.
func (t tmux) wait(text string) error {
	deadline := time.Now().Add(patience)
	for {
		plain, err := t.run("capture-pane", "-p")
		if err != nil {
			return err
		}
		if strings.Contains(plain, text) {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("after %s there is no %q; the screen is\n%s", patience, text, plain)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// settled waits until two looks at the terminal are alike, and returns what is seen.
func (t tmux) settled() (string, error) {
	last := ""
	for range 50 {
		now, err := t.run("capture-pane", "-e", "-p")
		if err != nil || now == last {
			return now, err
		}
		last = now
		time.Sleep(40 * time.Millisecond)
	}
	return last, nil
}
