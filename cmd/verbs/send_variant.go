package verbs

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/watemplate/watemplate/recipients"
	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/schema"
	"github.com/watemplate/watemplate/template"
)

// variant is a document that a campaign sends, made ready to be filled in for many recipients. After newVariant it is safe
// for concurrent use.
type variant struct {
	located
	envelope
	// defaults are what --set gives to those for whom the list has nothing.
	defaults template.Values
	// columns are those of the list that give this document something; those called by an address come last.
	columns []fedColumn
	// own are faults of the file, whoever the message goes to.
	own []template.Diagnostic
	// body is that of a message, which is the same for everybody.
	body   []byte
	shapes shapes
}

// fedColumn is a column of the list and a parameter that it gives values to.
type fedColumn struct {
	name string
	template.Parameter
	// address is the parameter's address where the column is called by the parameter's name: what --set gives to the
	// address yields to the column.
	address string
}

// newVariant makes a document ready for a list with these columns, of which this is the first row.
func newVariant(d located, defaults template.Values, columns []string, e envelope, first map[string]string) (*variant, error) {
	v := &variant{located: d, envelope: e, defaults: template.Values{}}
	if d.Template == nil {
		p := payload{Document: d.Document, envelope: e}
		err := p.encode()
		v.body = p.body
		return v, err
	}
	for _, p := range d.Template.Parameters() {
		if p.Param == nil {
			continue
		}
		for _, key := range []string{p.Name(), p.Address()} {
			if value, ok := defaults[key]; ok {
				v.defaults[key] = value
			}
		}
		for _, column := range columns {
			if column == p.Address() {
				v.columns = append(v.columns, fedColumn{column, p, ""})
			} else if column == p.Name() {
				v.columns = append(v.columns, fedColumn{column, p, p.Address()})
			}
		}
	}
	slices.SortStableFunc(v.columns, func(a, b fedColumn) int { return -cmp.Compare(a.address, b.address) })
	v.findOwn(first)
	return v, nil
}

// values are what a recipient's row gives, and for the rest the defaults. An empty cell gives nothing.
func (v *variant) values(row map[string]string) template.Values {
	values := make(template.Values, len(v.defaults)+len(v.columns))
	maps.Copy(values, v.defaults)
	for _, c := range v.columns {
		if cell := row[c.name]; cell != "" {
			delete(values, c.address)
			values[c.name] = cell
		}
	}
	return values
}

// hasColumn reports whether the list has a column for a parameter.
func (v *variant) hasColumn(p template.Parameter) bool {
	return slices.ContainsFunc(v.columns, func(c fedColumn) bool { return c.name == p.Address() || c.name == p.Name() })
}

// payload fills the document in for one recipient. Its faults are those of the file and of the row together.
func (v *variant) payload(row map[string]string) (payload, []template.Diagnostic) {
	p := payload{Document: v.Document, envelope: v.envelope}
	if v.Message != nil {
		return p, nil
	}
	p.bound, _ = render.Bind(v.Template, v.values(row))
	faults, _ := p.faults()
	return p, faults
}

// findOwn finds out which faults are the file's own: those that it has with the defaults, that no column could mend, and
// that the first recipient has too.
func (v *variant) findOwn(first map[string]string) {
	_, of := v.payload(first)
	_, bare := v.payload(nil)
	for _, d := range bare {
		if _, fed := v.fed(d.At); !fed && slices.ContainsFunc(of, d.Repeats) {
			v.own = append(v.own, d)
		}
	}
}

// isOwn reports whether a fault has been said of the file.
func (v *variant) isOwn(d template.Diagnostic) bool { return slices.ContainsFunc(v.own, d.Repeats) }

// fed is the column that gives what stands at a place of the file. Of a name and an address, it is the address.
func (v *variant) fed(at template.Span) (fedColumn, bool) {
	for _, c := range slices.Backward(v.columns) {
		if span := c.At(); at.Start.Compare(span.Start) >= 0 && at.Start.Compare(span.End) <= 0 {
			return c, true
		}
	}
	return fedColumn{}, false
}

// encode makes the body of a recipient's request.
func (v *variant) encode(p *payload) error {
	if v.body != nil {
		p.body = v.body
		return nil
	}
	var err error
	if p.body, err = render.Compile(p.bound, p.target, p.Envelope); err != nil {
		return err
	}
	return v.shapes.check(p.body)
}

// shapes are those of bodies that the schema has taken. The schema says nothing of a template's values but that they are not
// empty, so that of bodies that differ in nothing else one is enough; it takes longer than all the rest together.
type shapes struct {
	mu    sync.RWMutex
	known map[string]bool
}

func (s *shapes) check(body []byte) error {
	shape := shapeOf(body)
	s.mu.RLock()
	known := s.known[string(shape)]
	s.mu.RUnlock()
	if known {
		return nil
	}
	if err := schema.CheckRequest(body); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		s.known = map[string]bool{}
	}
	s.known[string(shape)] = true
	return nil
}

// shapeOf is a JSON value, as [render.Compile] writes it, without what its texts say, but that they are not empty.
func shapeOf(body []byte) []byte {
	shape := make([]byte, 0, len(body)/2)
	for i := 0; i < len(body); i++ {
		shape = append(shape, body[i])
		if body[i] != '"' {
			continue
		}
		start := i + 1
		for i = start; i < len(body) && body[i] != '"'; i++ {
			if body[i] == '\\' {
				i++
			}
		}
		switch {
		case i+1 < len(body) && body[i+1] == ':': // a key
			shape = append(shape, body[start:i]...)
		case i > start:
			shape = append(shape, '.')
		}
		shape = append(shape, '"')
	}
	return shape
}

// rowFault is what is wrong with a recipient, at a cell of the list.
type rowFault struct {
	recipients.Place
	column  string // its name, where it is known
	message string
	hint    string
	rule    string // empty where the list itself is at fault
	warning bool
}

// faultAt puts a fault of a filled-in template into the words of the list: it stands at the cell that is to be mended.
func (v *variant) faultAt(d template.Diagnostic, row recipients.Place, cell func(column string) recipients.Place) rowFault {
	f := rowFault{Place: row, message: d.Message, hint: d.Hint, rule: d.Rule, warning: d.Severity == template.Warning}
	c, fed := v.fed(d.At)
	if !fed {
		return f
	}
	f.Place, f.column = cell(c.name), c.name
	if d.Rule == template.RuleValueMissing {
		f.message = fmt.Sprintf("%q is empty, and there is no value for those without one", c.name)
		f.hint = fmt.Sprintf("fill it in, or give --set %s=...", cmp.Or(c.Name(), c.name))
	}
	return f
}
