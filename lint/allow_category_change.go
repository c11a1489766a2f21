package lint

import "github.com/watemplate/watemplate/template"

var allowCategoryChange = Rule{
	ID:       "allow-category-change",
	Summary:  "nobody relies on allow_category_change, which has no effect any more",
	Severity: template.Warning,
	Stage:    template.Create,
	OptIn:    true,
	Check: func(p *Pass) {
		if key := p.Template.AllowCategoryChange; key.IsSet() {
			p.ReportHint(key.At(), "choose the category that the wording has, and leave this key out",
				"allow_category_change has no effect since April 2025: Meta decides on the category")
		}
	},
}
