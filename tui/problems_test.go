package tui

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// slips has three faults with a fix and one without.
const slips = `name: order_sent
Language: en-us
category: UTILITY
body:
  text: "Hi <<1>>, your order has been sent and is on its way to you. It will be with you within a few days, we hope; thank you for your patience, <<1>>!"
  params: [{exampel: A-1043}]
`

// writable gives a screen an editor, which only takes note of what it is to open, and the fixes of the linter.
func (s *screen) writable() (opened *[]string) {
	opened = new([]string)
	s.model.options.Edit = func(file string, line, column int) (*exec.Cmd, error) {
		*opened = append(*opened, fmt.Sprintf("%s:%d:%d", file, line, column))
		return exec.Command("editor"), nil
	}
	s.model.options.Fix = s.fix
	return opened
}

func (s *screen) fix(file string, fault *template.Diagnostic) (Change, error) {
	text := s.find(file)
	if text == nil {
		return Change{}, errors.New("\x1b[2Jit is gone")
	}
	was, linter := *text, lint.New(lint.Options{})
	fixed, mended := linter.Fix(file, []byte(was))
	if fault != nil {
		fixed, mended = linter.FixOne([]byte(was), *fault)
	}
	if len(mended) == 0 {
		return Change{}, nil
	}
	c := Change{Diff: fmt.Sprintf("--- %s\n+++ %[1]s\n", template.Visible(file))}
	for _, d := range mended {
		c.Titles = append(c.Titles, d.Fix.Title)
	}
	for i, line := range strings.Split(was, "\n") {
		if now := strings.Split(string(fixed), "\n"); i < len(now) && now[i] != line {
			c.Diff += template.Visible("-"+line) + "\n" + template.Visible("+"+now[i]) + "\n"
		}
	}
	c.Apply = func() error {
		if text := s.find(file); text == nil || *text != was {
			return errors.New("it has changed")
		}
		*s.find(file) = string(fixed)
		return nil
	}
	return c, nil
}

// find is the text of a file, nil if there is none.
func (s *screen) find(file string) *string {
	for i := 0; i+1 < len(s.files); i += 2 {
		if s.files[i] == file {
			return &s.files[i+1]
		}
	}
	return nil
}

// sizes shows what keys lead to in three windows.
func sizes(t *testing.T, name, keys string, files ...string) {
	t.Helper()
	var got strings.Builder
	for _, size := range [][2]int{{120, 40}, {80, 24}, {40, 12}} {
		s := newScreen(t, size[0], size[1], files...)
		s.writable()
		s.press(keys)
		fmt.Fprintf(&got, "-- %dx%d --\n%s\n", size[0], size[1], s.text())
	}
	golden(t, name, got.String())
}

func TestProblemScreens(t *testing.T) {
	sizes(t, "problems_fixable", "2jjj", "a.yaml", slips)
	sizes(t, "problems_source", "2jjj<enter>", "a.yaml", slips)
	sizes(t, "problems_fix", "2jj<up>f", "a.yaml", slips)
	sizes(t, "problems_fix_file", "2F", "a.yaml", slips)
}

func TestTabsInEveryWindow(t *testing.T) {
	for _, keys := range []string{"2", "2F", "2<enter>", "3", "3tt", "4"} {
		s := newScreen(t, 80, 24, "a.yaml", slips, "b.yaml", strings.Replace(slips, "Language: en-us", "language: pt_BR", 1))
		s.writable()
		s.press(keys)
		for width := 0; width < 120; width += 3 {
			for _, height := range []int{5, 9, 24} {
				s.send(tea.WindowSizeMsg{Width: width, Height: height})
			}
		}
	}
}

// TestCaret holds that the caret stands below the very characters, however wide they and those before them are.
func TestCaret(t *testing.T) {
	s := newStyles()
	s.learn(modern)
	for _, c := range []struct {
		excerpt     lint.Excerpt
		width       int
		line, caret string
	}{
		{lint.Excerpt{Before: "body: ", Covered: "{{1}}", After: " hi"}, 40, "body: {{1}} hi", "      ^~~~~"},
		{lint.Excerpt{Before: "body: 您👩‍🚀\t", Covered: "好", After: "吗"}, 40, "body: 您👩‍🚀    好吗", "              ^~"},
		{lint.Excerpt{Before: "0123456789", Covered: "ab", After: "cdefghij"}, 12, "…789abcdefg…", "    ^~"},
		{lint.Excerpt{Before: "0123456789", Covered: "abcdefghijkl", After: ""}, 12, "…789abcdefg…", "    ^~~~~~~~"},
		{lint.Excerpt{Before: "您您您您您", Covered: "a", After: "bcdefghi"}, 12, "…您您abcdef…", "     ^"},
		{lint.Excerpt{Before: "end"}, 12, "end", "   ^"},
	} {
		line, caret := pointed(s, s.fault, &c.excerpt, c.width)
		assert.Equal(t, c.line, ansi.Strip(line))
		assert.Equal(t, c.caret, ansi.Strip(caret))
	}
}

func TestEdit(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", chinese, "b.yaml", shipped+"---\n"+slips)
	s.press("e")
	assert.Contains(t, s.text(), "there is no editor here")
	opened := s.writable()
	s.press("e")
	s.press("jje") // the list: where the document begins
	s.press("2je") // a fault
	s.press("<enter>ne<esc>")
	assert.Equal(t, []string{"a.yaml:1:1", "b.yaml:18:1", "b.yaml:20:11", "b.yaml:22:148"}, *opened)

	s.files[1] += "footer: edited\n"
	s.send(editedMsg{"a.yaml", errors.New("exit status 1\x1b")})
	assert.Contains(t, s.text(), `the editor: exit status 1\x1b`)
	s.send(editedMsg{"a.yaml", &exec.Error{Name: "nosuch", Err: exec.ErrNotFound}})
	assert.Contains(t, s.text(), "set EDITOR")
	assert.Equal(t, "edited", s.model.list.entries[0].opened().template.Footer.Text.Value, "the files are read again")

	s.model.options.Edit = func(string, int, int) (*exec.Cmd, error) { return nil, errors.New("set EDITOR") }
	for _, keys := range []string{"e", "<enter>e"} { // and in a dialog
		s.press(keys)
		assert.Contains(t, s.text(), "set EDITOR")
	}
	s = newScreen(t, 80, 24)
	s.press("e")
	assert.Contains(t, s.text(), "there is nothing to edit")
}

func TestFix(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", slips)
	s.press("2f")
	assert.Contains(t, s.text(), "nothing is written here")
	s.writable()
	s.press("fq")
	assert.Equal(t, slips, s.files[1], "left")
	assert.Nil(t, s.model.dialog)
	s.press("<enter>fy")
	assert.Contains(t, s.text(), "wrote a.yaml")
	assert.Equal(t, strings.Replace(slips, "Language", "language", 1), s.files[1], "one fault, one fix")

	s.press("f")
	s.files[1] += "footer: somebody else was quicker\n"
	s.press("y")
	assert.Contains(t, s.text(), "not written: it has changed")
	assert.Equal(t, 1, strings.Count(s.files[1], "en-us"))
	assert.NotNil(t, s.model.list.entries[0].opened().template.Footer, "what was written there is shown")

	s.press("F<enter>")
	assert.Contains(t, s.files[1], "language: en_US\ncategory: utility\n")
	s.press("<end>kkkkF")
	assert.Contains(t, s.text(), "a.yaml: nothing that can be fixed safely")
	for range s.model.list.selected().problems {
		s.press("f")
		assert.Contains(t, s.text(), "no safe fix for this problem")
		s.press("j")
	}
}

func TestFixComesLate(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", slips)
	s.press("2?")
	s.send(changeMsg{file: "a.yaml", change: Change{Diff: "--- a\n+++ a\n"}})
	assert.IsType(t, helpDialog{}, s.model.dialog, "nobody is torn out of what they do")
	s.press("<esc>/")
	s.send(changeMsg{file: "a.yaml", change: Change{Diff: "--- a\n+++ a\n"}})
	assert.Nil(t, s.model.dialog)
	s.press("<esc>")
	s.send(changeMsg{err: errors.New("it is\ngone")})
	assert.Contains(t, s.text(), `no fix: it is\ngone`)
}

// TestNextFault walks through the faults of a long file from its source.
func TestNextFault(t *testing.T) {
	var text bytes.Buffer
	text.WriteString("name: a\nlanguage: en\nCategory: utility\n")
	text.WriteString(strings.Repeat("# a remark\n", 100))
	text.WriteString("body: Your order is on its way.\nfotter: Acme\n")
	s := newScreen(t, 80, 24, "a.yaml", text.String())
	require.Len(t, s.model.list.selected().problems, 2)
	s.press("2<enter>")
	assert.Contains(t, s.text(), "problem 1 of 2")
	assert.Contains(t, s.text(), "  3 │ Category: utility\n     │ ^~~~~~~~")
	s.press("nn")
	assert.Contains(t, s.text(), "problem 2 of 2")
	assert.Contains(t, s.text(), "105 │ fotter: Acme\n     │ ^~~~~~")
	s.press("k")
	top := s.model.cover.top
	s.press("kk")
	assert.Equal(t, top-2, s.model.cover.top)
	s.files[1] = strings.Replace(s.files[1], "fotter", "footer", 1)
	s.send(changedMsg{})
	assert.Contains(t, s.text(), "problem 1 of 1", "it is mended elsewhere")
	s.files[1] = strings.Replace(s.files[1], "Category", "category", 1)
	s.send(changedMsg{})
	assert.Contains(t, s.text(), " a.yaml ↑\n", "no problem is named")
	s.press("n<enter>")
	assert.Nil(t, s.model.dialog)
}

func TestClickProblem(t *testing.T) {
	s := newScreen(t, 120, 40, "a.yaml", slips)
	s.press("2")
	at := s.model.layout().panel
	tab := s.model.panel.tabs[onProblems].(*problemsTab)
	click := func(line int) {
		s.send(tea.MouseClickMsg{X: at.x + 3, Y: at.y + line, Button: tea.MouseLeft})
	}
	click(tab.starts[2])
	assert.Equal(t, 2, tab.cursor)
	assert.Nil(t, s.model.dialog)
	click(tab.starts[2] + 1)
	assert.IsType(t, sourceDialog{}, s.model.dialog)
	s.press("<esc>")
	click(at.height - 1)
	assert.Nil(t, s.model.dialog, "nothing is there")
}
