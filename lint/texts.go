package lint

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"unicode/utf16"

	"github.com/watemplate/watemplate/template"
)

// noun is what a message calls a thing: header, url of button 2.
type noun struct {
	name   string
	number int // from 1, or 0 where there is only one
}

func (n noun) String() string {
	if n.number == 0 {
		return n.name
	}
	return n.name + " " + strconv.Itoa(n.number)
}

// text is one of a template's texts, with the name that messages give it.
type text struct {
	noun
	template.Text
	// params and slots belong to the texts that may hold placeholders: the entries beside them, and the distinct
	// placeholders that a value can be bound to, the numbered ones in their order.
	params []*template.Param
	slots  []template.Placeholder
}

// textsOf returns the texts that may hold placeholders: of a text header, the body and the url buttons.
func textsOf(t *template.Template) []text {
	var all []text
	if h := headerText(t); h.IsSet() {
		all = append(all, text{noun{"header", 0}, h, t.Header.Params, slots(h)})
	}
	if b := t.Body; b != nil && b.Text.IsSet() {
		all = append(all, text{noun{"body", 0}, b.Text, b.Params, slots(b.Text)})
	}
	for i, b := range t.Buttons {
		if b.Type.Value == "url" && b.URL.IsSet() {
			all = append(all, text{noun{"url of button", i + 1}, b.URL, b.Params, slots(b.URL)})
		}
	}
	return all
}

// slots returns the distinct well-formed placeholders of a text. A text that mixes numbers and names keeps both.
func slots(t template.Text) []template.Placeholder {
	if len(t.Placeholders) == 0 {
		return nil
	}
	all := make([]template.Placeholder, 0, len(t.Placeholders))
	seen := make(map[string]bool, len(t.Placeholders))
	for _, p := range t.Placeholders {
		if p.Slot > 0 && !seen[p.Name] {
			seen[p.Name] = true
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b template.Placeholder) int { return cmp.Compare(a.Slot, b.Slot) })
	return all
}

// headerText is the text of a text header.
func headerText(t *template.Template) template.Text {
	if t.Header == nil || t.Header.Format.Value != "text" {
		return template.Text{}
	}
	return t.Header.Text
}

// header is the header's text, if there is one; body, footer and labels are alike.
func header(p *Pass) []text { return p.only("header") }

func body(p *Pass) []text { return p.only("body") }

func urls(p *Pass) []text { return p.only("url of button") }

func (p *Pass) only(name string) []text {
	for i, t := range p.texts {
		if t.name == name {
			n := i + 1
			for n < len(p.texts) && p.texts[n].name == name {
				n++
			}
			return p.texts[i:n]
		}
	}
	return nil
}

func footer(p *Pass) []text {
	if f := p.Template.Footer; f != nil && f.Text.IsSet() {
		return []text{{noun: noun{"footer", 0}, Text: f.Text}}
	}
	return nil
}

func labels(p *Pass) []text {
	var all []text
	for i, b := range p.Template.Buttons {
		if b.Text.IsSet() {
			all = append(all, text{noun: noun{"text of button", i + 1}, Text: b.Text})
		}
	}
	return all
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

// measure returns the length of the text as Meta counts it, every placeholder as {{n}}, and the byte of Value at which
// the first character beyond the limit stands.
func (t text) measure(limit int) (length, excess int) {
	if len(t.Value)+len(t.Placeholders) <= limit {
		return len(t.Value), len(t.Value) // no character is longer than its bytes
	}
	excess = -1
	count := func(n, at int) {
		if length += n; length > limit && excess < 0 {
			excess = at
		}
	}
	at := 0
	for _, piece := range t.Pieces() {
		if piece.Number > 0 {
			count(len("{{}}")+len(strconv.Itoa(piece.Number)), at)
			at += len(piece.Text)
			continue
		}
		for i, r := range piece.Text {
			count(utf16.RuneLen(r), at+i)
		}
		at += len(piece.Text)
	}
	return length, excess
}

// wire is a placeholder as the payload carries it.
func wire(p template.Placeholder) string { return "{{" + strconv.Itoa(p.Slot) + "}}" }
