package lint

import (
	"fmt"

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
	headerLength          = limit{"header-length", 60, template.Create, "100/2388040", "a text header", header}.rule()
	bodyLength            = limit{"body-length", 1024, template.Create, "100/2388040", "the body", body}.rule()
	footerLength          = limit{"footer-length", 60, template.Create, "100/2388040", "the footer", footer}.rule()
	buttonTextLength      = limit{"button-text-length", 25, template.Create, "100/2388040", "a button's text", labels}.rule()
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
				if n, excess := t.measure(l.max); n > l.max {
					p.Report(t.Span(excess, len(t.Value)), "%s has %d characters; the limit is %d", t.noun, n, l.max)
				}
			}
		},
	}
}

func name(p *Pass) []text { return []text{{noun: noun{name: "name"}, Text: p.Template.Name}} }

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
