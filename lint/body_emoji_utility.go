package lint

import "github.com/watemplate/watemplate/template"

var bodyEmojiUtility = Rule{
	ID:       "body-emoji-utility",
	Summary:  "the body of a utility template has at most 6 emoji",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		const limit, refused = 6, 10
		if p.Template.Category.Value != "utility" {
			return
		}
		for _, t := range body(p) {
			n, from, to := countEmoji(t.Value, limit)
			if n > limit && n <= refused { // more than that is said by body-emoji
				p.Report(t.Span(from, to), "body has %d emoji; in a utility template more than %d may be refused", n, limit)
			}
		}
	},
}
