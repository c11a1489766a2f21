package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// labels are the rows of the list, each by its label and language.
func (s *screen) labels() []string {
	var all []string
	for _, i := range s.model.list.shown {
		e := s.model.list.entries[i]
		all = append(all, strings.TrimSpace(e.label+" "+e.language))
	}
	return all
}

func (s *screen) saved(names ...string) { s.send(changedMsg{names}) }

// TestBatches: the first files are seen, and may be used, while others are still being read.
func TestBatches(t *testing.T) {
	batches := make(chan []*template.File)
	s := &screen{t: t, model: New(Options{Load: func(_ context.Context, emit func([]*template.File)) error {
		for batch := range batches {
			emit(batch)
		}
		return nil
	}})}
	s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	var next tea.Cmd
	take := func(cmd tea.Cmd) {
		t.Helper()
		m, more := s.model.Update(cmd())
		s.model, next = m.(Model), more
		s.check("a batch")
	}
	assert.Contains(t, s.text(), "reading the templates...")

	go func() {
		batches <- []*template.File{template.Parse("b.yaml", []byte(chinese)), template.Parse("c.yaml", []byte(arabic))}
	}()
	take(load(s.model.ctx, s.model.options, s.model.folder))
	assert.Contains(t, s.text(), "Templates 2… ")
	s.press("j")
	require.Equal(t, "sale_ar ar", s.selected())

	go func() {
		batches <- []*template.File{template.Parse("d.yaml", []byte(strings.Replace(chinese, "zh_CN", "zh_TW", 1)))}
	}()
	take(next)
	assert.Equal(t, []string{"welcome zh_CN", "welcome zh_TW", "sale_ar ar"}, s.labels(), "a variant stands with the others of its name")
	assert.Equal(t, "sale_ar ar", s.selected(), "a row that came in above changes nothing")

	s.press("/sale")
	go func() {
		batches <- []*template.File{template.Parse("e.yaml", []byte(shipped)), template.Parse("f.yaml", []byte(strings.Replace(arabic, "_ar", "_2", 1)))}
	}()
	take(next)
	assert.Equal(t, []string{"sale_ar ar", "sale_2 ar"}, s.labels(), "the filter holds for what comes")
	assert.Equal(t, "sale_ar ar", s.selected())

	close(batches)
	take(next)
	assert.Nil(t, next)
	s.press("<esc>")
	assert.Contains(t, s.text(), "Templates 5 ")
}

// TestLoadEndsWithTheScreen: nobody waits for a screen that is gone.
func TestLoadEndsWithTheScreen(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	cmd := load(ctx, Options{Load: func(ctx context.Context, emit func([]*template.File)) error {
		for range 3 {
			emit([]*template.File{template.Parse("a.yaml", []byte(chinese))})
		}
		ended <- ctx.Err()
		return ctx.Err()
	}}, New(Options{}).folder)
	require.NotNil(t, cmd())
	cancel()
	require.ErrorIs(t, <-ended, context.Canceled)
}

func TestSavedFileAlone(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", chinese, "b.yaml", shipped, "d.yaml", arabic)
	before := s.model.list.entries[0]
	s.press("j")
	s.files[3] = strings.Replace(shipped, "Acme Parcels", "Acme Ships", 1)
	s.files[1] = strings.Replace(chinese, "welcome", "unseen", 1)
	s.saved("b.yaml")
	assert.Contains(t, s.text(), "Acme Ships")
	assert.Same(t, before, s.model.list.entries[0], "nobody said that it was saved")

	s.files = append(s.files, "c.yaml", strings.Replace(chinese, "welcome", "new", 1))
	s.saved("c.yaml")
	assert.Equal(t, []string{"welcome zh_CN", "order_shipped en_US", "new zh_CN", "sale_ar ar"}, s.labels(), "a new file stands in its place")
	s.files = s.files[2:]
	s.saved("a.yaml", "never seen.yaml")
	assert.Equal(t, []string{"order_shipped en_US", "new zh_CN", "sale_ar ar"}, s.labels(), "a file is gone")
	assert.Equal(t, "order_shipped en_US", s.selected())

	s.err = errors.New("c.yaml: permission denied")
	s.files = s.files[:4]
	s.saved("c.yaml", "d.yaml")
	assert.Contains(t, s.text(), "permission denied")
	assert.Len(t, s.labels(), 3, "what cannot be read may still be there")
	s.err = nil
	s.saved("c.yaml")
	assert.NotContains(t, s.text(), "permission denied")
}

// TestWindowStays: rows that come in above, or go, do not move what is looked at.
func TestWindowStays(t *testing.T) {
	var files []string
	for i := range 60 {
		files = append(files, fmt.Sprintf("%02d.yaml", i), strings.Replace(chinese, "welcome", fmt.Sprintf("name_%02d", i), 1))
	}
	s := newScreen(t, 80, 24, files...)
	s.press("G<up><up><up>")
	rows := func() string { // without the title, which counts
		_, rest, _ := strings.Cut(s.text(), "\n")
		list, _, _ := strings.Cut(rest, "─ Values")
		return list
	}
	before := rows()
	require.Contains(t, before, "▸ name_56")
	s.files = append([]string{"00 new.yaml", shipped}, files...)
	s.saved("00 new.yaml")
	assert.Equal(t, before, rows())
	s.files = files[40:]
	s.saved()
	assert.Equal(t, before, rows())
}

// TestRenamedFile: the selection follows a document whose file is renamed, in one step or in two.
func TestRenamedFile(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", chinese, "b.yaml", shipped+"---\n"+portuguese)
	s.press("jj")
	require.Equal(t, "order_shipped pt_BR", s.selected())
	s.files[2] = "z.yaml"
	s.saved("b.yaml", "z.yaml")
	assert.Equal(t, "order_shipped pt_BR", s.selected())
	assert.Equal(t, "z.yaml", s.model.list.selected().path)

	files := s.files
	s.files = s.files[:2]
	s.saved("z.yaml")
	assert.Equal(t, "welcome zh_CN", s.selected())
	s.files = append(files[:2:2], "y.yaml", files[3])
	s.saved("y.yaml")
	assert.Equal(t, "order_shipped pt_BR", s.selected())
}

// TestRenamedDocument: a document that was copied and given another name is not taken for the one it was copied from.
func TestRenamedDocument(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", chinese, "b.yaml", chinese)
	s.press("j")
	s.files[3] = strings.Replace(chinese, "welcome", "hello", 1)
	s.saved("b.yaml")
	assert.Equal(t, "hello zh_CN", s.selected())
}

func TestBrokenSave(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", chinese, "b.yaml", shipped)
	s.press("j")
	s.files[3] = strings.Replace(shipped, "body:", "body: {{1}} hi: ", 1)
	s.saved("b.yaml")
	s.saved("b.yaml")
	assert.Equal(t, "order_shipped en_US", s.selected())
	assert.Contains(t, s.text(), "as it was before the file was broken")
	assert.Contains(t, s.text(), "Acme Parcels")
	s.press("/is:stale")
	assert.Equal(t, []string{"order_shipped en_US"}, s.labels())
	s.files[3] = shipped
	s.saved("b.yaml")
	assert.Empty(t, s.labels())
	s.press("<esc>")
	assert.Equal(t, "order_shipped en_US", s.selected())
	assert.NotContains(t, s.text(), "as it was")
}

// TestFaultsBetweenFiles: they are those of lint, come when all files are there and go with the file that makes them.
func TestFaultsBetweenFiles(t *testing.T) {
	s := newScreen(t, 120, 40, "a.yaml", chinese, "b.yaml", shipped)
	s.press("2<esc>")
	assert.NotContains(t, s.text(), "there is another")
	s.files = append(s.files, "c.yaml", chinese)
	s.saved("c.yaml")
	s.press("j")
	require.Equal(t, "welcome zh_CN", s.selected())
	assert.Contains(t, s.text(), "there is another")
	var want []template.Diagnostic
	for _, d := range lint.Run(s.parsed()) {
		if d.File == "c.yaml" {
			want = append(want, d)
		}
	}
	assert.Equal(t, want, s.model.list.selected().problems)
	s.files = s.files[2:]
	s.saved("a.yaml")
	assert.NotContains(t, s.text(), "[name-language-unique]")
}

// TestLinter: what the configuration turns off is not shown, and a changed configuration counts when all is read again.
func TestLinter(t *testing.T) {
	rules, err := lint.Levels{"marketing-opt-out": lint.Off}, error(nil)
	s := &screen{t: t, files: []string{"c.yaml", arabic}}
	s.model = New(Options{
		Load: s.load, Read: s.read,
		Lint: func() (*lint.Linter, error) { return lint.New(lint.Options{Rules: rules}), err },
	})
	s.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	s.run(s.model.Init())
	s.press("2")
	assert.NotContains(t, s.text(), "[marketing-opt-out]")
	rules = nil
	s.saved("c.yaml")
	assert.NotContains(t, s.text(), "[marketing-opt-out]", "the linter is not asked for at every save")
	s.saved()
	assert.Contains(t, s.text(), "[marketing-opt-out]")
	rules, err = lint.Levels{"marketing-opt-out": lint.Off}, errors.New(".watemplate.yaml:1:1: there is no rule")
	s.press("r")
	assert.Contains(t, s.text(), "there is no rule")
	assert.Contains(t, s.text(), "[marketing-opt-out]", "the last good configuration holds")
}

// TestChangedWhileReading: what changes meanwhile is read afterwards, all of it at once.
func TestChangedWhileReading(t *testing.T) {
	var asked [][]string
	m := tea.Model(New(Options{
		Load: func(context.Context, func([]*template.File)) error { asked = append(asked, nil); return nil },
		Read: func(names []string) ([]*template.File, error) { asked = append(asked, names); return nil, nil },
	}))
	for _, names := range [][]string{{"a.yaml"}, {"b.yaml", "a.yaml"}} {
		var cmd tea.Cmd
		m, cmd = m.Update(changedMsg{names})
		assert.Nil(t, cmd)
	}
	m, cmd := m.Update(loadedMsg{folder: m.(Model).folder})
	cmd()
	m, _ = m.Update(changedMsg{[]string{"c.yaml"}})
	m, _ = m.Update(changedMsg{})
	_, cmd = m.Update(loadedMsg{folder: m.(Model).folder})
	cmd()
	assert.Equal(t, [][]string{{"a.yaml", "b.yaml"}, nil}, asked)
}

// TestWatchOfSome: where not all can be watched, the screen says so and follows the rest.
func TestWatchOfSome(t *testing.T) {
	changes := make(chan []string, 1)
	m, cmd := New(Options{}).Update(watchingMsg{changes, errors.New("the system watches no more folders")})
	assert.Equal(t, "some saved files are not seen: the system watches no more folders; press r", m.(Model).notice)
	changes <- []string{"a.yaml"}
	assert.Equal(t, changedMsg{[]string{"a.yaml"}}, cmd())
}
