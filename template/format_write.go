package template

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// maxWidth is how many columns a line in brackets may have.
const maxWidth = 100

// writer writes documents in the house's form.
type writer struct {
	b strings.Builder
	// lead is the dashes and indentation of list items whose first line has not been written yet.
	lead string
	// open says that an empty line may come next: not at the beginning of a document or a component.
	open bool
}

func (w *writer) document(root *entry) {
	w.open = false
	w.notes(root.head, 0)
	if root.nested("") {
		if root.tail != "" {
			w.notes([]string{root.tail}, 0) // it followed a bracket that is gone
		}
		w.entries(root, 0)
	} else {
		w.scalar(root, "", 0)
	}
	w.notes(root.foot, 0)
}

func (w *writer) entries(e *entry, indent int) {
	for _, c := range e.entries {
		w.notes(c.head, indent)
		line := w.begin(indent)
		if e.kind == yaml.SequenceNode {
			line += "- "
		} else {
			line = w.key(c, line, indent)
		}
		w.value(c, line, indent, e.kind == yaml.SequenceNode)
		w.notes(c.foot, indent+2)
	}
}

// maxKey is how many characters a key may have before its colon; YAML reads no more without a mark before it.
const maxKey = 1000

// key is the line with a key. A very long one has a line of its own.
func (w *writer) key(e *entry, line string, indent int) string {
	name := e.name(false)
	if utf8.RuneCountInString(name) <= maxKey {
		return line + name + ": "
	}
	w.b.WriteString(line + "? " + name + "\n")
	return strings.Repeat(" ", indent) + ": "
}

// value writes what stands after a key or a dash, which line holds.
func (w *writer) value(e *entry, line string, indent int, item bool) {
	if !e.nested(line) {
		w.scalar(e, line, indent)
		return
	}
	if item && e.tail == "" {
		w.lead = line
	} else {
		w.line(strings.TrimRight(line, " "), e)
	}
	w.open = false
	w.entries(e, indent+2)
}

// scalar writes a value that needs no lines of its own but those of a block.
func (w *writer) scalar(e *entry, line string, indent int) {
	if e.kind != yaml.ScalarNode {
		w.line(line+e.brackets(), e)
		return
	}
	text, inline := e.inline(false, maxWidth-utf8.RuneCountInString(line))
	if inline {
		w.line(strings.TrimRight(line+text, " "), e)
		return
	}
	head, lines := e.inBlock()
	w.line(line+head, e)
	for _, content := range lines {
		if content != "" {
			content = strings.Repeat(" ", indent+2) + content
		}
		w.b.WriteString(content + "\n")
	}
}

// begin is what the next line begins with: its indentation, or the dashes that wait for it.
func (w *writer) begin(indent int) string {
	lead := w.lead
	if w.lead = ""; lead == "" {
		lead = strings.Repeat(" ", indent)
	}
	return lead
}

// line writes the line of an entry with the comment at its end, in the column where that began if the author had set it
// off.
func (w *writer) line(s string, e *entry) {
	w.b.WriteString(s)
	if e.tail != "" {
		gap := 1
		if e.tailColumn > 0 {
			gap = max(2, e.tailColumn-1-utf8.RuneCountInString(s))
		}
		w.b.WriteString(strings.Repeat(" ", gap) + e.tail)
	}
	w.b.WriteByte('\n')
	w.open = true
}

// notes writes comments and empty lines, above the dash of an item that has not begun.
func (w *writer) notes(lines []string, indent int) {
	if w.lead != "" {
		indent = len(w.lead) - len(strings.TrimLeft(w.lead, " "))
	}
	for _, line := range lines {
		if line != "" {
			w.b.WriteString(strings.Repeat(" ", indent) + line + "\n")
		} else if w.open {
			w.b.WriteByte('\n')
		}
		w.open = line != ""
	}
}

// nested reports whether a map or list stands on lines of its own below what line holds.
func (e *entry) nested(line string) bool {
	if e.kind == yaml.ScalarNode || len(e.entries) == 0 {
		return false
	}
	return !e.flow || !e.quiet() || utf8.RuneCountInString(line+e.brackets()) > maxWidth
}

// quiet reports whether an entry can stand in brackets: no comment and no line break is inside.
func (e *entry) quiet() bool {
	for _, c := range e.entries {
		if len(c.head)+len(c.foot)+len(c.tail) > 0 || strings.Contains(c.text, "\n") || !c.quiet() {
			return false
		}
	}
	return true
}

// brackets is the entry on one line.
func (e *entry) brackets() string {
	if e.kind == yaml.ScalarNode {
		text, _ := e.inline(true, maxWidth)
		if e.bare && text == "" {
			return "null"
		}
		return text
	}
	var all []string
	for _, c := range e.entries {
		if e.kind == yaml.MappingNode {
			all = append(all, c.name(true)+": "+c.brackets())
		} else {
			all = append(all, c.brackets())
		}
	}
	if e.kind == yaml.MappingNode {
		return "{" + strings.Join(all, ", ") + "}"
	}
	return "[" + strings.Join(all, ", ") + "]"
}
