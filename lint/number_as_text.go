package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var numberAsText = Rule{
	ID:       "number-as-text",
	Summary:  "a value that looks like a number is quoted where other tools would rewrite it",
	Severity: template.Warning,
	Stage:    template.Both,
	Fixable:  true,
	Check: func(p *Pass) {
		t := p.Template
		p.checkNumbers(t.Name)
		for _, part := range t.Parts() {
			if part.Header != nil {
				p.checkParams(part.Header.Params)
			}
			if part.Body != nil {
				p.checkParams(part.Body.Params)
			}
			for _, b := range part.Buttons {
				p.checkButton(b)
			}
		}
		for _, q := range p.parameters {
			if q.Key != "" {
				p.checkParams([]*template.Param{q.Param})
			}
		}
		p.checkParams(t.Params)
	},
}

func (p *Pass) checkButton(b *template.Button) {
	p.checkNumbers(b.PhoneNumber)
	p.checkNumbers(b.Examples...)
	p.checkParams(b.Params)
	if b.Thumbnail != nil {
		p.checkNumbers(b.Thumbnail.ProductRetailerID)
	}
	for _, s := range b.Sections {
		for _, product := range s.Products {
			p.checkNumbers(product.RetailerID, product.Price)
		}
	}
}

func (p *Pass) checkParams(params []*template.Param) {
	for _, q := range params {
		if !q.Supplied {
			p.checkNumbers(q.Value)
		}
		p.checkNumbers(q.Example)
	}
}

func (p *Pass) checkNumbers(texts ...template.Text) {
	for _, t := range texts {
		if t.Value == "" || !strings.ContainsRune("+-.0123456789", rune(t.Value[0])) {
			continue
		}
		if other, ok := t.Number(); ok && other != t.Value {
			p.ReportEdits(t.At(), `quote it: "`+t.Value+`"`, rewritten(t, t.Value),
				"%s is a number to other YAML tools, which write it back as %s", t.Value, other)
		}
	}
}
