package tui

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

var update = flag.Bool("update", false, "write the golden files")

const shipped = `name: order_shipped
language: en_US
category: utility
header: Your order is on its way
body:
  text: |
    Hi <<1>>, your order *<<2>>* has left our warehouse.
    It should be with you by <<3>>.
  params:
    - {value: $contact.name, example: Maria}
    - {name: order, example: A-1043}
    - {name: eta, value: tomorrow}
footer: Acme Parcels
buttons:
  - type: quick_reply
    text: Stop updates
`

const portuguese = `name: order_shipped
language: pt_BR
category: utility
body:
  text: Olá 👩‍🚀 <<1>>, o pedido saiu 🚚
  params: [João]
`

const chinese = `name: welcome
language: zh_CN
category: marketing
body: 您好，欢迎光临我们的商店。今天全场五折优惠，欢迎选购！
`

const arabic = `name: sale_ar
language: ar
category: marketing
body: مرحبا بكم في متجرنا! خصم خمسين بالمئة
fotter: typo
`

const hello = "type: text\ntext: Hello, we are open again.\n"

const broken = "name: half_written\nlanguage: en\nbody: {{1}} hello: there\n"

// screen drives a model as Bubble Tea would, one message after another, without a terminal.
type screen struct {
	t     testing.TB
	model Model
	files []string // names and texts in turn
	err   error
	quit  bool
	// suspended is how often the shell got the terminal.
	suspended int
}

func newScreen(t testing.TB, width, height int, files ...string) *screen {
	t.Helper()
	return newSendingScreen(t, width, height, nil, files...)
}

// newSendingScreen is a screen that sends with a sender, if there is one.
func newSendingScreen(t testing.TB, width, height int, sender *Sender, files ...string) *screen {
	t.Helper()
	s := &screen{t: t, files: files}
	s.model = New(Options{Load: s.load, Read: s.read, Place: "campaigns", Time: "12:30", Sender: sender})
	s.send(modern)
	s.send(tea.WindowSizeMsg{Width: width, Height: height})
	s.run(s.model.Init())
	return s
}

// modern is what a terminal says that takes the code points of a character together.
var modern = tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset}

// TestOldTerminal: what the terminal counts by code points is drawn so. That no line is too wide, screen.check holds.
func TestOldTerminal(t *testing.T) {
	const family = "name: family\nlanguage: en\nbody: Hi 👨‍👩‍👧‍👦, a long weekend for all of you!\n"
	s := newScreen(t, 120, 40, "a.yaml", family)
	assert.Contains(t, s.text(), "│ Hi 👨‍👩‍👧‍👦, a long weekend for all of you!    12:30 │")
	s.model.styles.cells = cells{}
	s.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	assert.Contains(t, s.text(), "│ Hi 👨‍👩‍👧‍👦, a long weekend for all of you!    │", "eight cells for the family leave no room for the time")
}

func (s *screen) load(_ context.Context, emit func([]*template.File)) error {
	for _, f := range s.parsed() { // one by one, as the slowest of disks would
		emit([]*template.File{f})
	}
	return s.err
}

func (s *screen) read(names []string) ([]*template.File, error) {
	return slices.DeleteFunc(s.parsed(), func(f *template.File) bool { return !slices.Contains(names, f.Name) }), s.err
}

func (s *screen) parsed() []*template.File {
	var files []*template.File
	for i := 0; i+1 < len(s.files); i += 2 {
		files = append(files, template.Parse(s.files[i], []byte(s.files[i+1])))
	}
	return files
}

func (s *screen) send(msg tea.Msg) {
	next, cmd := s.model.Update(msg)
	s.model = next.(Model)
	s.check(fmt.Sprintf("%T %v", msg, msg))
	s.run(cmd)
}

func (s *screen) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		s.quit = true
	case tea.SuspendMsg:
		s.suspended++
	case tea.BatchMsg:
		for _, cmd := range msg {
			s.run(cmd)
		}
	default:
		s.send(msg)
	}
}

// press types keys, named ones in angle brackets: "/sale<enter>".
func (s *screen) press(keys string) {
	for _, k := range regexp.MustCompile(`<[a-z+]+>|.`).FindAllString(keys, -1) {
		s.send(keyPress(k))
	}
}

func keyPress(k string) tea.KeyPressMsg {
	named := map[string]tea.Key{
		"<up>": {Code: tea.KeyUp}, "<down>": {Code: tea.KeyDown}, "<pgup>": {Code: tea.KeyPgUp},
		"<pgdown>": {Code: tea.KeyPgDown}, "<home>": {Code: tea.KeyHome}, "<end>": {Code: tea.KeyEnd},
		"<left>": {Code: tea.KeyLeft}, "<right>": {Code: tea.KeyRight},
		"<tab>": {Code: tea.KeyTab}, "<shift+tab>": {Code: tea.KeyTab, Mod: tea.ModShift},
		"<enter>": {Code: tea.KeyEnter}, "<esc>": {Code: tea.KeyEscape}, "<backspace>": {Code: tea.KeyBackspace},
		"<ctrl+c>": {Code: 'c', Mod: tea.ModCtrl}, "<ctrl+u>": {Code: 'u', Mod: tea.ModCtrl},
		"<ctrl+r>": {Code: 'r', Mod: tea.ModCtrl}, "<ctrl+z>": {Code: 'z', Mod: tea.ModCtrl},
	}
	if key, ok := named[k]; ok {
		return tea.KeyPressMsg(key)
	}
	return tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
}

var colour = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// check holds what every screen holds: it fits the window, and nothing in it commands the terminal but colours.
func (s *screen) check(after string) {
	s.t.Helper()
	content := s.model.View().Content
	lines := strings.Split(content, "\n")
	if content != "" && len(lines) > max(0, s.model.height) {
		s.t.Fatalf("after %s: %d lines in a window of %d", after, len(lines), s.model.height)
	}
	for _, line := range lines {
		plain := colour.ReplaceAllString(line, "")
		for _, width := range []int{s.model.styles.StringWidth(line), s.model.styles.StringWidth(plain)} {
			if width > max(0, s.model.width) {
				s.t.Fatalf("after %s: %d cells in a window of %d: %q", after, width, s.model.width, line)
			}
		}
		if visible := template.Visible(plain); visible != plain {
			s.t.Fatalf("after %s: commands for the terminal in %q", after, line)
		}
	}
}

func (s *screen) text() string {
	lines := strings.Split(ansi.Strip(s.model.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func (s *screen) selected() string {
	e := s.model.list.selected()
	if e == nil {
		return ""
	}
	return e.label + " " + e.language
}

func TestScreens(t *testing.T) {
	campaigns := []string{
		"hello.yaml", hello, "sale.yaml", arabic, "shipped.yaml", shipped + "---\n" + portuguese, "welcome.yaml", chinese,
	}
	for _, c := range []struct {
		name  string
		files []string
		keys  string
	}{
		{"list", campaigns, "jj"},
		{"filter", campaigns, "/ship"},
		{"filter_kept", campaigns, "/nothing like it<enter>"},
		{"phone", campaigns, "jj<enter>j"},
		{"help", campaigns, "?"},
		{"problems", campaigns, "j<shift+tab>"},
		{"message", campaigns, ""},
		{"empty", nil, ""},
		{"broken", []string{"half.yaml", broken, "welcome.yaml", chinese}, ""},
		{"broken_phone", []string{"half.yaml", broken, "welcome.yaml", chinese}, "<tab>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got strings.Builder
			for _, size := range [][2]int{{120, 40}, {80, 24}, {40, 12}} {
				s := newScreen(t, size[0], size[1], c.files...)
				s.press(c.keys)
				fmt.Fprintf(&got, "-- %dx%d --\n%s\n", size[0], size[1], s.text())
			}
			golden(t, c.name, got.String())
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "go test ./tui -update writes it")
	assert.Equal(t, string(want), got)
}

func TestEveryWindow(t *testing.T) {
	s := newScreen(t, 80, 24, "shipped.yaml", shipped, "sale.yaml", arabic)
	for _, keys := range []string{"", "<tab>", "<tab>", "<tab>/x", "<esc>?", "?"} {
		s.press(keys)
		for width := range 70 {
			for _, height := range []int{0, 1, 4, 5, 6, 9, 24} {
				s.send(tea.WindowSizeMsg{Width: width, Height: height})
			}
		}
	}
	s.send(tea.WindowSizeMsg{Width: 19, Height: 24})
	assert.Equal(t, "the window is too …", s.text())
}

func TestQuit(t *testing.T) {
	for _, keys := range []string{"q", "<ctrl+c>", "/q<ctrl+c>", "?<ctrl+c>"} {
		s := newScreen(t, 80, 24)
		s.press(keys)
		assert.True(t, s.quit, keys)
	}
	s := newScreen(t, 80, 24)
	s.press("/q")
	assert.False(t, s.quit, "a letter is text in the filter")
}

func TestBackground(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", chinese)
	require.Equal(t, render.Light, s.model.phone.theme)
	s.send(tea.BackgroundColorMsg{Color: color.Black})
	assert.Equal(t, render.Dark, s.model.phone.theme)
	s.press("d")
	s.send(tea.BackgroundColorMsg{Color: color.Black})
	assert.Equal(t, render.Light, s.model.phone.theme, "the user has chosen")
}

func TestSuspend(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", invoice)
	s.press("<ctrl+z>/<ctrl+z><esc>1<enter><ctrl+z>")
	assert.Equal(t, 3, s.suspended, "in the list, the filter and a value")
	s.press("<esc>?<ctrl+z>")
	assert.Equal(t, 3, s.suspended, "not in a dialog, in which a message may be under way")
}

func TestFilter(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", shipped, "b.yaml", chinese, "c.yaml", arabic)
	s.press("j")
	assert.Equal(t, "welcome zh_CN", s.selected())
	s.press("/MARKETING le")
	assert.Equal(t, "sale_ar ar", s.selected())
	s.press("<backspace><backspace>")
	assert.Equal(t, "welcome zh_CN", s.selected(), "what was selected is selected when it comes back")
	s.press("<enter><down>")
	assert.Equal(t, "sale_ar ar", s.selected())
	s.press("<esc>")
	assert.Equal(t, "sale_ar ar", s.selected())
	assert.Len(t, s.model.list.shown, 3)
	s.press("/x👩‍🚀")
	assert.Empty(t, s.selected())
	s.press("<backspace>")
	assert.Equal(t, "x", s.model.list.filter, "an emoji is one character")
	s.press("<ctrl+u>")
	s.send(tea.PasteMsg{Content: "wel\x1b]0;\a\n"})
	assert.Equal(t, `wel\x1b]0;\x07`, s.model.list.filter)
}

func TestReloadKeepsSelection(t *testing.T) {
	s := newScreen(t, 40, 12, "b.yaml", shipped+"---\n"+portuguese, "c.yaml", chinese)
	s.press("j<enter>j")
	require.Equal(t, "order_shipped pt_BR", s.selected())
	reload := func(files ...string) {
		s.files = files
		s.send(changedMsg{})
	}
	reload("a.yaml", arabic, "b.yaml", shipped+"---\n"+portuguese+"footer: Acme\n", "c.yaml", chinese)
	assert.Equal(t, "order_shipped pt_BR", s.selected(), "a file came in above")
	reload("b.yaml", portuguese+"---\n"+shipped)
	assert.Equal(t, "order_shipped pt_BR", s.selected(), "the documents changed places")
	reload("b.yaml", strings.Replace(portuguese, "order_shipped", "order_sent", 1)+"---\n"+shipped)
	assert.Equal(t, "order_sent pt_BR", s.selected(), "it was given another name")
	reload("a.yaml", arabic)
	assert.Equal(t, "sale_ar ar", s.selected(), "its file is gone")
	reload("a.yaml", arabic, "b.yaml", strings.Replace(portuguese, "order_shipped", "order_sent", 1))
	assert.Equal(t, "order_sent pt_BR", s.selected(), "its file is back")
	reload()
	assert.Empty(t, s.selected())
}

func TestReloadKeepsScroll(t *testing.T) {
	long := "name: long\nlanguage: en\nbody: |\n" + strings.Repeat("  one line\n\n", 40)
	s := newScreen(t, 80, 24, "a.yaml", chinese, "b.yaml", long)
	s.press("j<tab><pgdown>")
	top := s.model.phone.top
	require.Positive(t, top)
	s.files[3] += "footer: Acme\n"
	s.press("r")
	assert.Equal(t, top, s.model.phone.top)
	s.press("<esc>k")
	assert.Zero(t, s.model.phone.top, "another document begins at its top")
}

func TestHalfWritten(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", chinese, "b.yaml", portuguese+"---\n"+shipped, "c.yaml", arabic)
	s.press("jj2<esc>")
	s.files[3] = portuguese + "---\n" + strings.Replace(shipped, "body:", "body: {{1}} hi: ", 1)
	s.press("r")
	assert.Equal(t, "order_shipped en_US", s.selected())
	assert.Len(t, s.model.list.entries, 4)
	assert.Contains(t, s.text(), "as it was before the file was broken")
	assert.Contains(t, s.text(), "Acme Parcels")
	assert.Contains(t, s.text(), "✗ b.yaml:")
	assert.Zero(t, s.model.list.entries[1].errors, "the other document of the file is whole")
	s.press("r")
	assert.Contains(t, s.text(), "Acme Parcels", "still broken, still seen")

	s.files[3] = strings.ReplaceAll(portuguese+"---\n"+shipped, "body:", "body: {{1}} hi: ")
	s.press("r")
	assert.Equal(t, "order_shipped en_US", s.selected())
	assert.Contains(t, s.text(), "Problems 1]", "each has its own")
	assert.NotContains(t, s.text(), "b.yaml:4:")

	s.files[3] = portuguese
	s.press("r")
	assert.Equal(t, "sale_ar ar", s.selected(), "the document was deleted")
}

// TestUnreadable: no tab is silent about a file of which nothing can be read.
func TestUnreadable(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", "name: \"half")
	for _, tab := range []string{"1", "3", "4"} {
		s.press(tab)
		assert.Contains(t, s.text(), "nothing can be read of this file; see its problems", tab)
	}
}

func TestLoadFails(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", chinese)
	s.files, s.err = nil, errors.New("open \x1b[2J: permission denied")
	s.press("r")
	assert.Contains(t, s.text(), `cannot read: open \x1b[2J: permission denied`)
	assert.Equal(t, "welcome zh_CN", s.selected(), "what was read stays")
	s.files, s.err = []string{"b.yaml", arabic}, nil
	s.press("r")
	assert.NotContains(t, s.text(), "cannot read")
	assert.Equal(t, "sale_ar ar", s.selected())
}

func TestOneLoadAtATime(t *testing.T) {
	m := New(Options{Load: func(context.Context, func([]*template.File)) error { return nil }})
	next, cmd := m.Update(changedMsg{})
	assert.Nil(t, cmd, "the first reading is under way")
	next, cmd = next.Update(loadedMsg{})
	assert.NotNil(t, cmd, "the change is read after it")
	_, cmd = next.Update(loadedMsg{})
	assert.Nil(t, cmd)
}

func TestWatch(t *testing.T) {
	changes := make(chan []string, 1)
	started := watch(func() (<-chan []string, error) { return changes, nil })()
	m, cmd := New(Options{}).Update(started)
	changes <- []string{"a.yaml"}
	assert.Equal(t, changedMsg{[]string{"a.yaml"}}, cmd())
	close(changes)
	m, cmd = m.Update(cmd())
	assert.Nil(t, cmd)
	assert.Contains(t, m.(Model).notice, "the watch has ended; press r")
}

func TestMouse(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", shipped, "b.yaml", chinese, "c.yaml", arabic)
	s.send(tea.MouseClickMsg{X: 3, Y: 2, Button: tea.MouseLeft})
	assert.Equal(t, "welcome zh_CN", s.selected())
	s.send(tea.MouseClickMsg{X: 3, Y: 9, Button: tea.MouseLeft})
	assert.Equal(t, "welcome zh_CN", s.selected(), "no row is there")
	s.send(tea.MouseWheelMsg{X: 3, Y: 2, Button: tea.MouseWheelDown})
	assert.Equal(t, "sale_ar ar", s.selected())
	s.send(tea.MouseClickMsg{X: 50, Y: 2, Button: tea.MouseLeft})
	assert.Equal(t, onPhone, s.model.focus)
}

// TestHelp holds that the help knows every key.
func TestHelp(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.press("?")
	for _, group := range s.model.keys.full() {
		for _, b := range group.keys {
			assert.Contains(t, s.text(), b.Help().Desc)
		}
	}
	s.press("<esc>")
	assert.Nil(t, s.model.dialog)
}
