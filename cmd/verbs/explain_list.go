package verbs

import (
	"cmp"
	"fmt"
	"text/tabwriter"

	"github.com/watemplate/watemplate/lint"
)

// refusalStages are the headings of the list of refusals.
var refusalStages = []struct{ stage, heading string }{
	{"create", "When a template is registered or edited"},
	{"review", "In the review, as a webhook about the template tells it"},
	{"send", "When a message is sent"},
	{"account", "About the account, the token or the limits"},
	{"api", "From the message API, whose code is the status of HTTP"},
}

// listRefusals prints every code once, with what it means without the text that comes with it.
func (a *app) listRefusals(format string) error {
	codes := map[string]lint.Refusal{}
	var names []string
	for _, r := range lint.Refusals() {
		if _, seen := codes[r.Name()]; !seen {
			names = append(names, r.Name())
		}
		codes[r.Name()] = r
	}
	if format == formatJSON {
		var all []explanation
		for _, name := range names {
			r := codes[name]
			all = append(all, explainAnswer(lint.Answer{Code: r.Code, Subcode: r.Subcode}))
		}
		return a.printJSON(all)
	}
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for i, s := range refusalStages {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s\n", s.heading)
		for _, name := range names {
			if r := codes[name]; r.Stage == s.stage {
				fmt.Fprintf(w, "  %s\t%s\n", name, cmp.Or(r.Title, r.Meaning))
			}
		}
	}
	return w.Flush()
}
