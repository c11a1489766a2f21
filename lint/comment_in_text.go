package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

var commentInText = Rule{
	ID:       "comment-in-text",
	Summary:  "a text is quoted where YAML would take its #... for a comment",
	Severity: template.Error,
	Stage:    template.Both,
	Check: func(p *Pass) {
		for _, t := range p.texts {
			p.checkComment(t.noun, t.Text)
			p.checkParamComments(t.params)
		}
		p.checkParamComments(p.Template.Params)
		for _, t := range append(footer(p), labels(p)...) {
			p.checkComment(t.noun, t.Text)
		}
	},
}

func (p *Pass) checkParamComments(params []*template.Param) {
	for i, q := range params {
		if !q.Supplied {
			p.checkComment(noun{"value of parameter", i + 1, 0}, q.Value)
		}
		p.checkComment(noun{"example of parameter", i + 1, 0}, q.Example)
	}
}

// checkComment reports a comment that looks like the end of the text before it: a real one has a blank after its #, or
// is a rule of signs.
func (p *Pass) checkComment(n noun, t template.Text) {
	comment, at := t.Comment()
	if len(comment) < 2 {
		return
	}
	if r, _ := utf8.DecodeRuneInString(comment[1:]); !unicode.IsSpace(r) && !strings.ContainsRune("#-=!*~", r) {
		p.ReportHint(at, "quote the whole text, or put a blank after the # if it is a comment",
			"%s ends before %q, which is a comment to YAML", n, comment)
	}
}
