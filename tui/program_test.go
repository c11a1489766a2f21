package tui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// terminal keeps what a program writes.
type terminal struct {
	mu      sync.Mutex
	written bytes.Buffer
}

func (o *terminal) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.written.Write(p)
}

func (o *terminal) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.written.String()
}

func (o *terminal) shows(text string) func() bool {
	return func() bool { return strings.Contains(ansi.Strip(o.String()), text) }
}

// TestProgram runs the loop itself once: it starts, shows, follows a change of the files, moves and quits.
func TestProgram(t *testing.T) {
	texts := make(chan string, 2)
	texts <- chinese
	texts <- chinese + "---\n" + shipped
	changes := make(chan []string)
	read := func([]string) ([]*template.File, error) {
		return []*template.File{template.Parse("a.yaml", []byte(<-texts))}, nil
	}
	o := Options{
		Load: func(_ context.Context, emit func([]*template.File)) error {
			files, err := read(nil)
			emit(files)
			return err
		},
		Read:  read,
		Watch: func() (<-chan []string, error) { return changes, nil },
	}
	keys, typing := io.Pipe()
	var out terminal
	var final tea.Model
	ended := make(chan error, 1)
	go func() {
		var err error
		final, err = tea.NewProgram(New(o), tea.WithInput(keys), tea.WithOutput(&out), tea.WithWindowSize(80, 24),
			tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignals()).Run()
		ended <- err
	}()
	wait := func(text string) {
		t.Helper()
		require.Eventually(t, out.shows(text), 10*time.Second, time.Millisecond, "the screen never shows %q", text)
	}
	wait("welcome")
	changes <- []string{"a.yaml"}
	wait("order_shipped")
	_, err := io.WriteString(typing, "j")
	require.NoError(t, err)
	wait("Acme Parcels")
	_, err = io.WriteString(typing, "q")
	require.NoError(t, err)
	select {
	case err := <-ended:
		require.NoError(t, err)
	case <-time.After(10 * time.Second):
		t.Fatal("q does not quit")
	}
	last := final.(Model)
	assert.Equal(t, "order_shipped", last.list.selected().label)
	assert.Contains(t, out.String(), "\x1b[?1049l", "the terminal is as it was")
}

func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := Run(ctx, Options{}, tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithoutSignals())
	require.ErrorIs(t, err, context.Canceled)
}

// TestRunEndsUnderWay: who ends the screen while a message is on its way is told that nobody knows what became of it.
func TestRunEndsUnderWay(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	sender := (&outbox{}).sender()
	sender.To = "id:7"
	sender.Send = func(context.Context, string, []byte, func(string)) Answer {
		cancel() // from outside, as a signal would
		<-t.Context().Done()
		return Answer{}
	}
	o := Options{Sender: sender, Load: func(_ context.Context, emit func([]*template.File)) error {
		emit([]*template.File{template.Parse("a.yaml", []byte(hello))})
		return nil
	}}
	keys, typing := io.Pipe()
	ended := make(chan error, 1)
	var out terminal
	go func() {
		ended <- Run(ctx, o, tea.WithInput(keys), tea.WithOutput(&out), tea.WithWindowSize(80, 24), tea.WithoutSignals())
	}()
	require.Eventually(t, out.shows("we are open"), 10*time.Second, time.Millisecond)
	_, err := io.WriteString(typing, "s\t\tyes\r")
	require.NoError(t, err)
	select {
	case err := <-ended:
		require.ErrorIs(t, err, ErrUnderWay)
		assert.ErrorContains(t, err, "id:7")
	case <-time.After(10 * time.Second):
		t.Fatal("the screen does not end")
	}
}

func TestRunWithoutColours(t *testing.T) {
	for color, want := range map[bool]bool{true: true, false: false} {
		var out terminal
		o := Options{Color: &color, Load: func(_ context.Context, emit func([]*template.File)) error {
			emit([]*template.File{template.Parse("a.yaml", []byte(chinese))})
			return nil
		}}
		keys, typing := io.Pipe()
		ended := make(chan error, 1)
		go func() {
			ended <- Run(t.Context(), o, tea.WithInput(keys), tea.WithOutput(&out), tea.WithWindowSize(80, 24), tea.WithoutSignals(),
				tea.WithEnvironment([]string{"TERM=xterm-256color"}))
		}()
		require.Eventually(t, out.shows("welcome"), 10*time.Second, time.Millisecond)
		_, err := io.WriteString(typing, "q")
		require.NoError(t, err)
		require.NoError(t, <-ended)
		assert.Equal(t, want, strings.Contains(out.String(), "38;"), out.String())
	}
}

func ExampleRun() {
	read := func(_ context.Context, emit func([]*template.File)) error {
		emit([]*template.File{template.Parse("welcome.yaml", []byte("name: welcome\nlanguage: en\nbody: Hello!\n"))})
		return nil
	}
	// Here the keys come from a text; a program leaves these options out, and has the terminal.
	err := Run(context.Background(), Options{Load: read},
		tea.WithInput(strings.NewReader("q")), tea.WithOutput(io.Discard), tea.WithWindowSize(80, 24))
	fmt.Println(err)
	// Output: <nil>
}

// FuzzUpdate holds that whatever happens, nothing panics and the screen fits the window; screen.send checks.
func FuzzUpdate(f *testing.F) {
	f.Add([]byte("jjjk\t\t/ship\r?"), "name: a\nlanguage: en\nbody: hi\n")
	f.Add([]byte{200, 40, 12, 'j', 201, 202, '/', 'x', 203, 9, 9, 'G'}, shipped+"---\n"+portuguese)
	f.Add([]byte{200, 0, 0, 200, 1, 1, 201, 200, 60, 5, 9, 9, 204, 3, 3}, arabic)
	f.Add([]byte("jsid:7\t9\tyes\r\r"), hello)
	f.Add([]byte{'s', 206, 9, 9, 'y', 'e', 's', 203, 0, 0, 13, 200, 30, 6, 205, 1, 1, 27}, sendable+"---\n"+portuguese)
	f.Add([]byte{'G', 207, 1, 0, 3, 0, 207, 2, 1, 4, 0, '!', 207, 0, 2, 1, 207, 1, 0, 5, 1, 'j', 27}, shipped)
	f.Add([]byte{'/', 206, 207, 27, 203, 'r'}, broken)
	f.Add([]byte("jj2jj\rnNne\x1bFyf3tty\x1b4\r"), slips+"---\n"+shipped)
	f.Add([]byte{'j', '4', 218, 219, '\r', 204, 50, 12, '3', 't', 'y', '2', 204, 60, 14, 204, 60, 14, 'f', 203, 0, 2, 'y'}, slips)
	f.Add([]byte{'1', 'n', 'p', 'p', 211, '\r', 'a', 206, 218, 'b', 217, '\t', 221, 206, 203, 1, 1, 'x', 204, 60, 18, 220}, invoice)
	f.Fuzz(func(t *testing.T, events []byte, text string) {
		var sender *Sender
		if len(events)%2 == 0 {
			sender = (&outbox{answer: Answer{Unknown: true, Err: errors.New(text)}, notes: []string{text}}).sender()
		}
		s := newSendingScreen(t, 80, 24, sender, "a.yaml", shipped, "b\x1b[2J\u202e.yaml", text, "c.yaml", hello+"---\n"+hello)
		s.writable()
		if len(events)%3 == 0 {
			s.model.styles.cells = cells{}
		}
		texts := []string{text, shipped, portuguese + "---\n" + broken + "---\n" + arabic, "", hello, text + "---\n" + text}
		s.model.options.Recipients = append(recipients, Row{text, template.Values{"body.1": text, "order": text, text: "x"}})
		special := []string{
			"<up>", "<down>", "<pgup>", "<pgdown>", "<home>", "<end>", "<shift+tab>", "<backspace>",
			"<left>", "<right>", "<ctrl+r>", "<ctrl+u>",
		}
		for i := 0; i < len(events) && i < 200; i++ {
			arg := func() int {
				if i++; i < len(events) {
					return int(events[i])
				}
				return 0
			}
			switch e := events[i]; {
			case e == '\t':
				s.press("<tab>")
			case e == '\r':
				s.press("<enter>")
			case e == 27:
				s.press("<esc>")
			case e == 200:
				s.send(tea.WindowSizeMsg{Width: arg(), Height: arg()})
			case e == 201:
				s.files = s.files[:arg()%3*2]
				s.send(changedMsg{})
			case e == 202:
				s.files = append(s.files, fmt.Sprintf("%d.yaml", i), texts[arg()%len(texts)])
				s.send(changedMsg{})
			case e == 203 && len(s.files) > 0:
				s.files[arg()%(len(s.files)/2)*2+1] = texts[arg()%len(texts)]
				s.send(changedMsg{})
			case e == 204:
				s.send(tea.MouseClickMsg{X: arg(), Y: arg(), Button: tea.MouseLeft})
			case e == 205:
				s.send(tea.MouseWheelMsg{X: arg(), Y: arg(), Button: tea.MouseWheelDown})
			case e == 206:
				s.send(tea.PasteMsg{Content: text})
			case e == 207 && len(s.files) > 0: // one file is saved, renamed or removed, and broken perhaps
				at := arg() % (len(s.files) / 2) * 2
				was := s.files[at]
				switch arg() % 3 {
				case 0:
					s.files[at+1] = texts[arg()%len(texts)]
				case 1:
					s.files[at] = fmt.Sprintf("%c.yaml", 'a'+arg()%5)
				default:
					s.files = slices.Delete(slices.Clone(s.files), at, at+2)
				}
				s.send(changedMsg{[]string{was, fmt.Sprintf("%c.yaml", 'a'+arg()%5)}})
			case e >= 210 && int(e) < 210+len(special):
				s.press(special[e-210])
			case e >= ' ' && e < 127:
				s.send(keyPress(string(rune(e))))
			}
		}
	})
}

func BenchmarkView(b *testing.B) {
	var files []string
	for i := range 200 {
		files = append(files, fmt.Sprintf("%d.yaml", i), strings.Replace(shipped, "order", fmt.Sprintf("order_%d", i), 1))
	}
	s := newScreen(b, 120, 40, files...)
	b.ReportAllocs()
	for b.Loop() {
		_ = s.model.View()
	}
}
