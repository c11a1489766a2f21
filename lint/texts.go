package lint

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"unicode/utf16"

	"github.com/watemplate/watemplate/template"
)

// kind is what a text is for: rules ask for the texts of a kind.
type kind uint8

const (
	other kind = iota
	headerKind
	bodyKind
	urlKind
	cardBodyKind
	callKind // the label of a button for calls
	kinds
)

// noun is what a message calls a thing: header, url of button 2, body of card 1.
type noun struct {
	name   string
	number int // from 1, or 0 where there is only one
	card   int // from 1, or 0 outside a carousel
}

func (n noun) String() string {
	s := n.name
	if n.number > 0 {
		s += " " + strconv.Itoa(n.number)
	}
	if n.card > 0 {
		s += " of card " + strconv.Itoa(n.card)
	}
	return s
}

// text is one of a template's texts, with the name that messages give it.
type text struct {
	noun
	kind kind
	template.Text
	// params and slots belong to the texts that may hold placeholders: the entries beside them, and the distinct
	// placeholders that a value can be bound to, the numbered ones in their order.
	params []*template.Param
	slots  []template.Placeholder
}

// textsOf returns the texts that may hold placeholders: of a text header, the bodies and the url buttons.
func textsOf(t *template.Template) []text {
	var all []text
	add := func(k kind, n noun, t template.Text, params []*template.Param) {
		if t.IsSet() {
			all = append(all, text{n, k, t, params, slots(t)})
		}
	}
	for _, part := range t.Parts() {
		if h := part.Header; h != nil && h.Format.Value == "text" {
			add(headerKind, noun{"header", 0, part.Card}, h.Text, h.Params)
		}
		if b := part.Body; b != nil {
			k := bodyKind
			if part.Card > 0 {
				k = cardBodyKind
			}
			add(k, noun{"body", 0, part.Card}, b.Text, b.Params)
		}
		for i, b := range part.Buttons {
			if b.Type.Value == "url" {
				add(urlKind, noun{"url of button", i + 1, part.Card}, b.URL, b.Params)
			}
		}
	}
	return all
}

// maxScanned is how many placeholders are told apart by looking through them all.
const maxScanned = 16

// slots returns the distinct well-formed placeholders of a text. A text that mixes numbers and names keeps both.
func slots(t template.Text) []template.Placeholder {
	if len(t.Placeholders) == 0 {
		return nil
	}
	all := make([]template.Placeholder, 0, len(t.Placeholders))
	var seen map[string]bool
	if len(t.Placeholders) > maxScanned {
		seen = make(map[string]bool, len(t.Placeholders))
	}
	for _, p := range t.Placeholders {
		known := seen[p.Name]
		if seen == nil {
			known = slices.ContainsFunc(all, func(q template.Placeholder) bool { return q.Name == p.Name })
		}
		if p.Slot > 0 && !known {
			all = append(all, p)
			if seen != nil {
				seen[p.Name] = true
			}
		}
	}
	slices.SortStableFunc(all, func(a, b template.Placeholder) int { return cmp.Compare(a.Slot, b.Slot) })
	return all
}

// header is the header's text, if there is one; body, footer and labels are alike.
func header(p *Pass) []text { return p.byKind[headerKind] }

func body(p *Pass) []text { return p.byKind[bodyKind] }

func urls(p *Pass) []text { return p.byKind[urlKind] }

func footer(p *Pass) []text {
	if f := p.Template.Footer; f != nil && f.Text.IsSet() {
		return []text{{noun: noun{name: "footer"}, Text: f.Text}}
	}
	return nil
}

// running are the texts that run on, as labels and addresses do not.
func (p *Pass) running() [4][]text {
	return [...][]text{header(p), body(p), p.byKind[cardBodyKind], footer(p)}
}

// labels are gathered once: several rules ask for them.
func labels(p *Pass) []text {
	if p.labels != nil {
		return p.labels
	}
	for _, part := range p.Template.Parts() {
		for i, b := range part.Buttons {
			if b.Text.IsSet() {
				k := other
				if b.Type.Value == "voice_call" {
					k = callKind
				}
				p.labels = append(p.labels, text{noun: noun{"text of button", i + 1, part.Card}, kind: k, Text: b.Text})
			}
			if b.AutofillText.IsSet() {
				p.labels = append(p.labels, text{noun: noun{"autofill_text of button", i + 1, part.Card}, Text: b.AutofillText})
			}
		}
	}
	return p.labels
}

// spelled is a placeholder as its author wrote it.
func (t text) spelled(p template.Placeholder) string { return t.Value[p.Start:p.End] }

// at is where a placeholder stands.
func (t text) at(p template.Placeholder) template.Span { return t.Span(p.Start, p.End) }

// static yields the stretches of Value before, between and after the placeholders.
func (t text) static() iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		from := 0
		for _, p := range t.Placeholders {
			if !yield(from, p.Start) {
				return
			}
			from = p.End
		}
		yield(from, len(t.Value))
	}
}

// surelyWithin reports whether the text is so short that it need not be measured: no character is longer than its bytes,
// and a number at most a digit longer than its name.
func (t text) surelyWithin(limit int) bool { return len(t.Value)+2*len(t.Placeholders) <= limit }

// measure returns the length of the text as Meta counts it, every placeholder as {{n}}, and the byte of Value at which
// the first character beyond the limit stands.
func (t text) measure(limit int) (length, excess int) {
	if len(t.Placeholders) == 0 && len(t.Value) <= limit {
		return len(t.Value), len(t.Value) // no character is longer than its bytes
	}
	excess = -1
	count := func(n, at int) {
		if length += n; length > limit && excess < 0 {
			excess = at
		}
	}
	static := func(from, to int) {
		for i, r := range t.Value[from:to] {
			count(utf16.RuneLen(r), from+i)
		}
	}
	from := 0
	for _, p := range t.Placeholders {
		if p.Slot > 0 {
			static(from, p.Start)
			count(len("{{}}")+len(strconv.Itoa(p.Slot)), p.Start)
			from = p.End
		}
	}
	static(from, len(t.Value))
	return length, excess
}

// wire is a placeholder as the payload carries it.
func wire(p template.Placeholder) string { return "{{" + strconv.Itoa(p.Slot) + "}}" }
