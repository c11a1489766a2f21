package tui

import (
	"fmt"

	"github.com/watemplate/watemplate/template"
)

// Row is one row of a list of recipients.
type Row struct {
	// Label names the contact, such as its number, and may be empty.
	Label string
	// Values are those of the row, by a parameter's name or address. Those that a template has no parameter for are
	// passed over.
	Values template.Values
}

// step goes to another row of the recipients. Before the first and after the last is none.
func (m *Model) step(n int) {
	all := len(m.options.Recipients) + 1
	m.row = (m.row + n + all) % all
}

// rowTitle says which row of the recipients the values are from.
func (m *Model) rowTitle() string {
	all := m.options.Recipients
	if m.row == 0 {
		return fmt.Sprintf("no row of %d · %s", len(all), template.Visible(m.options.RecipientsName))
	}
	title := fmt.Sprintf("row %d of %d", m.row, len(all))
	for _, part := range []string{all[m.row-1].Label, m.options.RecipientsName} {
		if part != "" {
			title += " · " + template.Visible(part)
		}
	}
	return title
}

// layer is what a document is given from one source, and what the form calls that.
type layer struct {
	name   string
	values template.Values
}

// layers are what a document is given from outside its file. A later one wins.
func (m *Model) layers(e *entry) []layer {
	var all []layer
	add := func(name string, values template.Values) {
		if len(values) > 0 {
			all = append(all, layer{name, values})
		}
	}
	add("given", m.options.Values)
	if m.row > 0 {
		add(fmt.Sprintf("row %d", m.row), m.options.Recipients[m.row-1].Values)
	}
	add("typed", m.given[e.id.named()])
	return all
}
