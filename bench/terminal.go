package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/creack/pty"
)

// terminal runs a program on a terminal of 120 x 40 that answers what programs ask terminals.
type terminal struct {
	command *exec.Cmd
	file    *os.File
	started time.Time

	mu      sync.Mutex
	written bytes.Buffer
	came    chan struct{} // a word when something was written
}

// answers are what this terminal says of itself. Programs that get no answer wait.
var answers = []struct{ question, answer string }{
	{"\x1b[c", "\x1b[?62;22c"},
	{"\x1b]10;?", "\x1b]10;rgb:ffff/ffff/ffff\x07"},
	{"\x1b]11;?", "\x1b]11;rgb:0000/0000/0000\x07"},
	{"\x1b[6n", "\x1b[1;1R"},
	{"\x1b[?2026$p", "\x1b[?2026;2$y"},
	{"\x1b[?2027$p", "\x1b[?2027;0$y"},
	{"\x1b[>q", "\x1bP>|bench\x1b\\"},
	{"\x1b[>0q", "\x1bP>|bench\x1b\\"},
	{"\x1b[?u", "\x1b[?0u"},
}

func startTerminal(p program) (*terminal, error) {
	t := &terminal{command: exec.Command(p.args[0], p.args[1:]...), came: make(chan struct{}, 1)}
	t.command.Env, t.command.Dir = append([]string{"TERM=xterm-256color", "COLORTERM=truecolor"}, p.env...), p.dir
	t.started = time.Now()
	var err error
	if t.file, err = pty.StartWithSize(t.command, &pty.Winsize{Rows: 40, Cols: 120}); err != nil {
		return nil, err
	}
	go t.read()
	return t, nil
}

func (t *terminal) read() {
	buffer := make([]byte, 64<<10)
	for {
		n, err := t.file.Read(buffer)
		chunk := string(buffer[:n])
		for _, a := range answers {
			for range strings.Count(chunk, a.question) {
				_, _ = t.file.WriteString(a.answer) // a program that has gone needs none
			}
		}
		t.mu.Lock()
		t.written.Write(buffer[:n])
		t.mu.Unlock()
		select {
		case t.came <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

var errSilent = errors.New("the program drew nothing in ten seconds")

// until waits for what was written since a place to hold a text, any at all if it is empty, and returns the time.
func (t *terminal) until(since int, text string) (time.Time, error) {
	deadline := time.After(10 * time.Second)
	for {
		t.mu.Lock()
		fresh := t.written.Bytes()[since:]
		found := len(fresh) > 0 && bytes.Contains(fresh, []byte(text))
		t.mu.Unlock()
		if found {
			return time.Now(), nil
		}
		select {
		case <-t.came:
		case <-deadline:
			return time.Time{}, errSilent
		}
	}
}

// quiet waits until nothing has been written for a while, and returns how much there is.
func (t *terminal) quiet() int {
	for {
		select {
		case <-t.came:
		case <-time.After(150 * time.Millisecond):
			t.mu.Lock()
			defer t.mu.Unlock()
			return t.written.Len()
		}
	}
}

// press types a key and returns how long it takes until something is drawn.
func (t *terminal) press(key string) (float64, error) {
	since := t.quiet()
	start := time.Now()
	if _, err := t.file.WriteString(key); err != nil {
		return 0, err
	}
	drawn, err := t.until(since, "")
	return drawn.Sub(start).Seconds(), err
}

func (t *terminal) end() {
	_ = t.command.Process.Kill()
	_ = t.command.Wait() // it was killed
	_ = t.file.Close()
}
