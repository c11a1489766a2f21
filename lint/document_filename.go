package lint

import "github.com/watemplate/watemplate/template"

var documentFilename = Rule{
	ID:       "document-filename",
	Summary:  "a document has a filename, under which the reader sees it",
	Severity: template.Warning,
	Stage:    template.Send,
	OptIn:    true,
	Check: func(p *Pass) {
		for _, part := range p.Template.Parts() {
			if h := part.Header; h != nil && h.Format.Value == "document" && h.Filename == nil {
				p.ReportHint(h.At(), "write filename: invoice.pdf", "%s is a document without a filename: the reader sees no name of it", noun{"header", 0, part.Card})
			}
		}
	},
}
