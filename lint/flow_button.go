package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var flowReference = buttonRule("flow", Rule{
	ID:       "flow-reference",
	Summary:  "a flow button has one of flow_id, flow_name and flow_json",
	Severity: template.Error,
	Stage:    template.Create,
}, func(p *Pass, n int, b *template.Button) {
	var have []string
	var last template.Text
	for _, one := range []struct {
		key string
		template.Text
	}{{"flow_id", b.FlowID}, {"flow_name", b.FlowName}, {"flow_json", b.FlowJSON}} {
		if one.IsSet() {
			have, last = append(have, one.key), one.Text
		}
	}
	switch {
	case len(have) > 1:
		p.ReportHint(last.At(), "keep one of them", "button %d has %s; a flow has one of them", n, strings.Join(have, " and "))
	case len(have) == 0 && p.Template.Category.IsSet(): // without one it is for sending alone
		p.ReportHint(b.At(), "write flow_id, the number of the flow", "button %d is a flow button and names no flow", n)
	}
})

var flowNavigateScreen = buttonRule("flow", Rule{
	ID:       "flow-navigate-screen",
	Summary:  "a flow button names its first screen if its flow_action is navigate, and only then",
	Severity: template.Error,
	Stage:    template.Create,
}, func(p *Pass, n int, b *template.Button) {
	switch screen := b.NavigateScreen; {
	case b.FlowAction.Value == "navigate" && !screen.IsSet():
		p.ReportHint(b.FlowAction.At(), "write navigate_screen, the screen that the flow shows first",
			"button %d navigates, but has no navigate_screen", n)
	case b.FlowAction.Value == "data_exchange" && screen.IsSet():
		p.ReportHint(screen.At(), "leave it out", "button %d has a navigate_screen, but the business's server chooses the screen in a data_exchange", n)
	}
})
