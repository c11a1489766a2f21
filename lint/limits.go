package lint

import (
	"fmt"
	"slices"

	"github.com/watemplate/watemplate/template"
)

// limit is a rule that bounds the length of texts.
type limit struct {
	id    string
	max   int
	stage template.Stage
	code  string
	what  string // the texts, as the summary calls them
	texts func(*Pass) []text
}

var (
	nameLength            = limit{"name-length", 512, template.Create, "", "a template's name", name}.rule()
	headerLength          = limit{"header-length", maxHeader, template.Create, "100/2388040", "a text header", header}.rule()
	bodyLength            = limit{"body-length", maxBody, template.Create, "100/2388040", "the body", bodyWithin(maxBody)}.rule()
	ltoBodyLength         = limit{"lto-body-length", maxOfferBody, template.Create, "100/2388040", "the body beside a limited-time offer", bodyWithin(maxOfferBody)}.rule()
	spmBodyLength         = limit{"spm-body-length", maxProductBody, template.Create, "100/2388040", "the body above an spm button", bodyWithin(maxProductBody)}.rule()
	cardBodyLength        = limit{"carousel-card-body-length", maxCardBody, template.Create, "100/2388040", "the body of a card", cardBodies}.rule()
	ltoTextLength         = limit{"lto-text-length", maxOfferText, template.Create, "100/2388040", "the text of a limited-time offer", offerText}.rule()
	footerLength          = limit{"footer-length", maxFooter, template.Create, "100/2388040", "the footer", footer}.rule()
	buttonTextLength      = limit{"button-text-length", maxLabel, template.Create, "100/2388040", "a button's text", otherLabels}.rule()
	buttonTextVoiceCall   = limit{"button-text-voice-call", maxCallLabel, template.Create, "100/2388040", "the text of a voice_call button", callLabels}.rule()
	phoneLength           = limit{"phone-length", 20, template.Create, "", "a phone number", phoneNumbers}.rule()
	mpmSectionTitleLength = limit{"mpm-section-title-length", 24, template.Send, "", "the title of a section", sectionTitles}.rule()
)

func (l limit) rule() Rule {
	return Rule{
		ID:       l.id,
		Summary:  fmt.Sprintf("%s has at most %d characters", l.what, l.max),
		Severity: template.Error,
		Stage:    l.stage,
		Code:     l.code,
		Check: func(p *Pass) {
			for _, t := range l.texts(p) {
				if t.surelyWithin(l.max) {
					continue
				}
				if n, excess := t.measure(l.max); n > l.max {
					p.Report(t.Span(excess, len(t.Value)), "%s has %d characters; the limit is %d", t.noun, n, l.max)
				}
			}
		},
	}
}

// How long a header and a body may be, with and without values in it, and the texts that have none.
const (
	maxHeader      = 60
	maxOfferText   = 16
	maxFooter      = 60
	maxLabel       = 25
	maxCallLabel   = 20
	maxBody        = 1024
	maxOfferBody   = 600
	maxProductBody = 160
	maxCardBody    = 160
)

// maxLength is how long a body may be in the template that it stands in.
func (t text) maxLength(in *template.Template) int {
	switch {
	case t.card > 0:
		return maxCardBody
	case hasButton(in, "spm"):
		return maxProductBody
	case in.Offer != nil:
		return maxOfferBody
	}
	return maxBody
}

// bodyWithin returns the body if that is the limit it has.
func bodyWithin(limit int) func(*Pass) []text {
	return func(p *Pass) []text {
		if all := body(p); len(all) > 0 && all[0].maxLength(p.Template) == limit {
			return all
		}
		return nil
	}
}

func offerText(p *Pass) []text {
	if o := p.Template.Offer; o != nil && o.Text.IsSet() {
		return []text{{noun: noun{name: "text of limited_time_offer"}, Text: o.Text}}
	}
	return nil
}

func name(p *Pass) []text { return []text{{noun: noun{name: "name"}, Text: p.Template.Name}} }

// callLabels and otherLabels are the labels of the buttons for calls, and all others.
func callLabels(p *Pass) []text {
	var all []text
	for _, t := range labels(p) {
		if t.kind == callKind {
			all = append(all, t)
		}
	}
	return all
}

func otherLabels(p *Pass) []text {
	all := labels(p)
	if !slices.ContainsFunc(all, func(t text) bool { return t.kind == callKind }) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(t text) bool { return t.kind == callKind })
}

func phoneNumbers(p *Pass) []text {
	var all []text
	for _, part := range p.Template.Parts() {
		for i, b := range part.Buttons {
			if b.PhoneNumber.IsSet() {
				all = append(all, text{noun: noun{"phone number of button", i + 1, part.Card}, Text: b.PhoneNumber})
			}
		}
	}
	return all
}

func sectionTitles(p *Pass) []text {
	var all []text
	for _, b := range p.Template.Buttons {
		for i, s := range b.Sections {
			if s.Title.IsSet() {
				all = append(all, text{noun: noun{"title of section", i + 1, 0}, Text: s.Title})
			}
		}
	}
	return all
}
