package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/template"
)

// many are the files of a large folder, in four languages each, and with a fault here and there.
func many(n int) []*template.File {
	languages := []string{"en_US", "id", "ms", "pt_BR"}
	files := make([]*template.File, n)
	for i := range files {
		text := strings.NewReplacer("order_shipped", fmt.Sprintf("order_%d", i/4), "en_US", languages[i%4],
			"warehouse", fmt.Sprintf("warehouse number %d", i)).Replace(shipped)
		if i%50 == 7 {
			text += "fotter: typo\n"
		}
		files[i] = template.Parse(fmt.Sprintf("campaigns/%05d.yaml", i), []byte(text))
	}
	return files
}

func filled(b *testing.B, n int) *screen {
	files := many(n)
	s := &screen{t: b, model: New(Options{
		Load: func(_ context.Context, emit func([]*template.File)) error { emit(files); return nil },
		Read: func([]string) ([]*template.File, error) {
			text := strings.Replace(shipped, "order_shipped", "order_1", 1) // saved anew
			return []*template.File{template.Parse(files[4].Name, []byte(text))}, nil
		},
	})}
	s.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	s.run(s.model.Init())
	b.ReportAllocs()
	return s
}

// BenchmarkFirstRows is from the first files being read to their rows being drawn, of a folder of any size.
func BenchmarkFirstRows(b *testing.B) {
	files := many(32)
	for b.Loop() {
		m := New(Options{Load: func(_ context.Context, emit func([]*template.File)) error { emit(files); return nil }})
		next, _ := m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
		next, _ = next.Update(load(b.Context(), m.options, m.folder)())
		_ = next.View()
	}
}

// BenchmarkSave is from the word that a file of ten thousand was saved to the screen that shows it; reading it
// and waiting for the editor to finish come on top.
func BenchmarkSave(b *testing.B) {
	s := filled(b, 10_000)
	for b.Loop() {
		next, cmd := s.model.Update(changedMsg{[]string{"campaigns/00004.yaml"}})
		next, cmd = next.Update(cmd())
		_ = next.View()
		b.StopTimer()
		next, _ = next.Update(cmd()) // the faults between files, a moment later
		s.model = next.(Model)
		b.StartTimer()
	}
}

// BenchmarkCompare is what the faults between ten thousand files take, which come after them.
func BenchmarkCompare(b *testing.B) {
	s := filled(b, 10_000)
	for b.Loop() {
		s.model.folder.compared()
	}
}

func BenchmarkUpdate(b *testing.B) {
	for _, n := range []int{200, 10_000} {
		s := filled(b, n)
		update := func(name string, msgs ...tea.Msg) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				m := tea.Model(s.model)
				for i := 0; b.Loop(); i++ {
					m, _ = m.Update(msgs[i%len(msgs)])
				}
			})
		}
		update("batch", loadedMsg{folder: s.model.folder})
		update("move", keyPress("j"))
		s.press("/")
		update("filter", keyPress("o"), keyPress("<backspace>"))
	}
}
