package verbs

import (
	"cmp"
	"slices"

	"github.com/watemplate/watemplate/recipients"
	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// sendPlan is what a list comes to. It is gathered while the list is read, and shown before anything is sent.
type sendPlan struct {
	rows, recipients, skipped, duplicates int64
	// repeated are the first duplicates.
	repeated []duplicate
	// languages says how many are sent each.
	languages map[string]int64
	// values are the parameters in the order in which they were met, and what everybody is sent for them.
	values []*sameValue
	byName map[string]*sameValue
	// previews are the first recipients.
	previews []preview
	// warnings are the first of so many.
	warnings []rowFault
	warned   int64
}

// duplicate is a row whose contact another row has.
type duplicate struct {
	at      recipients.Place
	contact string
	first   int // the row that is sent
}

// sameValue is a parameter's value, as long as it is everybody's.
type sameValue struct {
	name, value string
	origin      origin
	differs     bool
	filled      filled
}

// filled are the recipients whose cell for a parameter is empty, and what the first of them is sent in its place.
type filled struct {
	count  int64
	value  string
	origin origin
}

// origin says where a value comes from.
type origin uint8

const (
	fromFile origin = iota
	fromSet
	fromColumn
)

// preview is a recipient whose message is shown.
type preview struct {
	at      recipients.Place
	contact string
	payload payload
}

// The plan names as many of each.
const (
	planPreviews   = 3
	planDuplicates = 10
	planWarnings   = 3
)

func newSendPlan() *sendPlan {
	return &sendPlan{languages: map[string]int64{}, byName: map[string]*sameValue{}}
}

// add takes in a row that is sent.
func (p *sendPlan) add(r *row) {
	p.recipients++
	p.languages[r.payload.language()]++
	if len(p.previews) < planPreviews {
		p.previews = append(p.previews, preview{r.Place, r.Contact, r.payload})
	}
	for _, f := range r.faults {
		p.warned++
		if len(p.warnings) < planWarnings {
			p.warnings = append(p.warnings, f)
		}
	}
	if r.payload.bound == nil {
		return
	}
	for _, v := range r.payload.bound.Values {
		p.value(r, v)
	}
}

// value notes what a recipient is sent for a parameter. What the platform fills in is everybody's own.
func (p *sendPlan) value(r *row, v render.Value) {
	name := v.Name()
	same := p.byName[name]
	if same == nil {
		same = &sameValue{name: name, value: v.Sent, origin: r.origin(v), differs: template.Dynamic(v.Sent)}
		p.byName[name] = same
		p.values = append(p.values, same)
	}
	if same.value != v.Sent {
		same.differs = true
	}
	if from := r.origin(v); from != fromColumn && r.variant.hasColumn(v.Parameter) {
		if same.filled.count++; same.filled.count == 1 {
			same.filled.value, same.filled.origin = v.Sent, from
		}
	}
}

// origin says where a value of a row comes from.
func (r *row) origin(v render.Value) origin {
	switch {
	case v.Source == render.File:
		return fromFile
	case r.Values[v.Name()] != "" || r.Values[v.Address()] != "":
		return fromColumn
	}
	return fromSet
}

// same are the values that everybody is sent, the file's own first: those were perhaps forgotten. Those that stand in for
// empty cells are told otherwise.
func (p *sendPlan) same() []*sameValue {
	if p.recipients < 2 {
		return nil
	}
	same := slices.DeleteFunc(slices.Clone(p.values), func(v *sameValue) bool { return v.differs || v.filled.count > 0 })
	slices.SortStableFunc(same, func(a, b *sameValue) int { return cmp.Compare(a.origin, b.origin) })
	return same
}

// duplicate takes in a row whose contact another row has.
func (p *sendPlan) duplicate(r *row, first int) {
	p.duplicates++
	if len(p.repeated) < planDuplicates {
		p.repeated = append(p.repeated, duplicate{r.Place, r.Contact, first})
	}
}
