package verbs

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/watemplate/watemplate/recipients"
	"github.com/watemplate/watemplate/template"
)

// row is a row of the list on its way to the journal.
type row struct {
	recipients.Recipient
	cells   []string
	places  []recipients.Place // of the cells of the list's parameters, in their order
	variant *variant
	payload payload
	faults  []rowFault
}

// atOnce is how many rows are filled in before the journal is given them.
const atOnce = 512

// columnAt is the name of the column of a cell; empty where it cannot be told.
func (g *gathering) columnAt(cells []recipients.Cell, at recipients.Place) string {
	columns := g.list.Columns()
	i := slices.IndexFunc(cells, func(c recipients.Cell) bool { return c.Place == at })
	if i < 0 || at.Sheet == "" && len(cells) != len(columns) || i >= len(columns) {
		return ""
	}
	return columns[i]
}

// choose finds the variant that a row is sent. An error ends the reading: the template itself is at fault.
func (g *gathering) choose(r *row) error {
	i := g.variants.standard
	if r.Language != "" && g.variants.name() != "" {
		i = g.variants.find(r.Language)
	}
	if i < 0 {
		there := strings.Join(g.variants.languages(), ", ")
		f := rowFault{Place: r.Place, column: languageColumn, message: fmt.Sprintf("%s is not there in %q; there is %s", g.variants.name(), r.Language, there)}
		if r.Language == "" {
			f.message = fmt.Sprintf("the row does not say in which language; there is %s", there)
			f.hint = "fill it in, or give those without one a language with --language"
		}
		r.faults = append(r.faults, f)
		return nil
	}
	if g.ready[i] == nil {
		v, err := g.prepare(i, r.Values)
		if err != nil {
			return err
		}
		g.ready[i] = v
	}
	r.variant = g.ready[i]
	return nil
}

// prepare makes a variant ready for its first recipient. Faults of its file end it.
func (g *gathering) prepare(i int, first map[string]string) (*variant, error) {
	d := g.variants.documents[i]
	if len(d.file.Problems) > 0 {
		g.faults = append(g.faults, fileFaults{d.file, d.file.Problems})
		return nil, errProblems
	}
	if d.Template != nil {
		if other, twice := g.variants.rival(i); twice {
			return nil, usage("%s is in %s and in %s; a campaign cannot choose between them", d, d.file.Name, other.file.Name)
		}
	}
	v, err := newVariant(d, g.defaults, g.parameters, g.envelope, first)
	if err != nil {
		return nil, err
	}
	for k := range v.own {
		if f := &v.own[k]; f.Rule == template.RuleValueMissing {
			f.Hint = g.lacking(v, *f)
		}
	}
	g.faults = append(g.faults, fileFaults{d.file, v.own})
	if template.Blocks(v.own, template.Send) {
		return nil, errProblems
	}
	return v, nil
}

// lacking says where a value can come from that neither the file nor the list has.
func (g *gathering) lacking(v *variant, d template.Diagnostic) string {
	for _, p := range v.Template.Parameters() {
		if p.At() != d.At {
			continue
		}
		hint := fmt.Sprintf("add a column %s to the list, give everybody the same with --set %[1]s=..., or write a value in the file", p.Name())
		if near := template.Nearest(p.Name(), g.parameters, 2); near != "" {
			hint = fmt.Sprintf("is it the column %s? say --map %s=%[1]s; or ", template.Visible(near), p.Name()) + hint
		}
		return hint
	}
	return d.Hint
}

// fill fills the template in for rows without faults, on all processors.
func (g *gathering) fill(rows []row) error {
	workers := min(runtime.GOMAXPROCS(0), len(rows))
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(rows) && errs[w] == nil; i += workers {
				errs[w] = g.fillOne(&rows[i])
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// fillOne makes a row's payload, or says what is wrong with it. Where the list gave no values for its own faults, nothing
// more can be said.
func (g *gathering) fillOne(r *row) error {
	if r.variant == nil || len(r.Values) == 0 && r.bad() {
		return nil
	}
	cell := func(column string) recipients.Place { return r.places[slices.Index(g.parameters, column)] }
	said := len(r.faults)
	var faults []template.Diagnostic
	r.payload, faults = r.variant.payload(r.Values)
	for _, d := range faults {
		if r.variant.isOwn(d) {
			continue
		}
		f := r.variant.faultAt(d, r.Place, cell)
		if !slices.ContainsFunc(r.faults[:said], func(of rowFault) bool { return of.Place == f.Place && f.column != "" }) {
			r.faults = append(r.faults, f)
		}
	}
	if r.bad() {
		return nil
	}
	return r.variant.encode(&r.payload)
}

// bad reports whether a row cannot be sent.
func (r *row) bad() bool {
	return slices.ContainsFunc(r.faults, func(f rowFault) bool { return !f.warning })
}

// language is the code of the template's language; empty of a message.
func (p *payload) language() string {
	if p.Template == nil {
		return ""
	}
	return p.Template.Language.Value
}
