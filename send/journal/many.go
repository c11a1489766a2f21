package journal

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// many is a statement with a list of rows in it. Its parameters are the fixed ones, then the rows'.
type many struct {
	head, tail string
	fixed      int      // the parameters before the rows
	columns    []string // the types to cast to, empty where the place says it

	mu    sync.Mutex
	texts map[int]string
}

// sizes are the numbers of rows that statements are written for.
var sizes = []int{1, 4, 16, 64, 256}

// write makes the statement for the rows and its parameters: the fixed ones, then the rows'. Few statements have to be
// prepared, because they have one of a few sizes: the last row is repeated to fill them, which must do no harm.
func (m *many) write(fixed []any, rows []any) (string, []any) {
	width := len(m.columns)
	n := len(rows) / width
	size := n
	for _, s := range sizes {
		if s >= n {
			size = s
			break
		}
	}
	args := make([]any, 0, len(fixed)+size*width)
	args = append(append(args, fixed...), rows...)
	for range size - n {
		args = append(args, rows[len(rows)-width:]...)
	}
	return m.text(size), args
}

// text is the statement for so many rows.
func (m *many) text(size int) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if text, found := m.texts[size]; found {
		return text
	}
	var b strings.Builder
	b.WriteString(m.head)
	next := m.fixed
	for i := range size {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteByte('(')
		for k, typ := range m.columns {
			if k > 0 {
				b.WriteString(", ")
			}
			next++
			if typ == "" {
				fmt.Fprintf(&b, "$%d", next)
				continue
			}
			fmt.Fprintf(&b, "cast($%d as %s)", next, typ)
		}
		b.WriteByte(')')
	}
	b.WriteString(m.tail)
	if m.texts == nil {
		m.texts = map[int]string{}
	}
	m.texts[size] = b.String()
	return b.String()
}

// run changes rows, as many at a time as the database takes well, and makes sure that every one was changed.
func (m *many) run(t *tx, fixed []any, rows []any, want int64) error {
	var changed int64
	for part := range slices.Chunk(rows, t.dialect.rows*len(m.columns)) {
		text, args := m.write(fixed, part)
		n, err := t.exec(text, args...)
		if err != nil {
			return err
		}
		changed += n
	}
	return must(changed, want)
}
