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

// start runs a command line in a window of its own. The window stays when the command has ended.
func (t tmux) start(dir, command string, width, height int) error {
	_, err := t.run("new-session", "-d", "-c", dir, "-x", fmt.Sprint(width), "-y", fmt.Sprint(height),
		"COLORTERM=truecolor COLORFGBG='15;0' "+command+"; echo ended with status $?; sleep 1000")
	return err
}

func (t tmux) end() { _, _ = t.run("kill-server") }

// press types keys, each by tmux's name for it, such as Enter or C-r.
func (t tmux) press(keys ...string) error {
	_, err := t.run(append([]string{"send-keys"}, keys...)...)
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

// wait waits until a text stands on the terminal, or until it stands there no more.
func (t tmux) wait(text string, there bool) error {
	deadline := time.Now().Add(patience)
	for {
		plain, err := t.run("capture-pane", "-p")
		if err != nil {
			return err
		}
		if strings.Contains(plain, text) == there {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("after %s the screen should show %q: %v; it is\n%s", patience, text, there, plain)
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
