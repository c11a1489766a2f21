package verbs

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/watemplate/watemplate/template"
)

// grantedRate is how many requests a second are surely granted, before the API says what it grants.
const grantedRate = 5.0

// shownPlan is a plan with all that it is shown with.
type shownPlan struct {
	*sendPlan
	name, template, category, list string
	through, journal               string
	quietHours                     string
	rate                           float64 // that the user wants; 0 for what the API grants, negative for no limit
	ignored                        []string
	bad                            string // where the bad rows are
}

// sayPlan shows what would be sent to whom, and how the first messages look.
func (a *app) sayPlan(p shownPlan) error {
	w := a.err
	line := func(label, format string, args ...any) {
		fmt.Fprintf(w, "%-11s %s\n", label, template.Visible(fmt.Sprintf(format, args...)))
	}
	line("campaign", "%s", p.name)
	line("template", "%s", p.template)
	if p.category != "" {
		line("category", "%s", p.category)
	}
	if codes := p.codes(); codes != "" {
		line("languages", "%s", codes)
	}
	line("recipients", "%s", p.whom())
	if p.skipped > 0 {
		line("skipped", "%s with faults, which are in %s", amount(p.skipped, "row"), p.bad)
	}
	if p.duplicates > 0 {
		line("duplicates", "%s of a contact that an earlier row has; each is sent to once", amount(p.duplicates, "row"))
		for _, d := range p.repeated {
			line("", "%s has %s, as row %d", d.at, d.contact, d.first)
		}
		if more := p.duplicates - int64(len(p.repeated)); more > 0 {
			line("", "and %s more", thousands(more))
		}
	}
	if len(p.ignored) > 0 {
		line("not used", "%s", listed("column", p.ignored))
	}
	for i, v := range p.same() {
		line(first(i, "the same"), "%s is %q for everybody, %s", v.name, v.value, v.origin)
	}
	for i, f := range p.warnings {
		line(first(i, "warnings"), "%s: %s", f.Place, f.message)
	}
	if more := p.warned - int64(len(p.warnings)); more > 0 {
		line("", "and %s more", thousands(more))
	}
	line("through", "%s", p.through)
	line("takes", "%s", p.duration())
	if p.quietHours != "" {
		line("quiet", "nothing is sent from %s", p.quietHours)
	}
	line("journal", "%s", p.journal)
	return a.sayPreviews(w, p)
}

// first is the label of the first of several lines.
func first(i int, label string) string {
	if i > 0 {
		return ""
	}
	return label
}

// listed names things: column city; columns city, age.
func listed(noun string, names []string) string {
	if len(names) > 1 {
		noun += "s"
	}
	return noun + " " + strings.Join(names, ", ")
}

// sayPreviews shows the first messages.
func (a *app) sayPreviews(w io.Writer, p shownPlan) error {
	for _, one := range p.previews {
		fmt.Fprintf(w, "\n%s to %s\n", template.Visible(one.at.String()), template.Visible(one.contact))
		if err := one.payload.draw(w, a.look(a.errTerminal, "")); err != nil {
			return err
		}
	}
	return nil
}

// codes are the languages and how many are sent each, the most frequent first.
func (p shownPlan) codes() string {
	codes := slices.SortedFunc(maps.Keys(p.languages), func(a, b string) int {
		return cmp.Or(cmp.Compare(p.languages[b], p.languages[a]), cmp.Compare(a, b))
	})
	var words []string
	for _, code := range codes {
		if code != "" {
			words = append(words, fmt.Sprintf("%s %s", code, thousands(p.languages[code])))
		}
	}
	return strings.Join(words, ", ")
}

// whom says how many are sent to, and of how many rows they are.
func (p shownPlan) whom() string {
	if p.rows == p.recipients {
		return fmt.Sprintf("%s, the rows of %s", thousands(p.recipients), p.list)
	}
	return fmt.Sprintf("%s, of %s in %s", thousands(p.recipients), amount(p.rows, "row"), p.list)
}

// duration says how long the campaign takes.
func (p shownPlan) duration() string {
	if p.rate < 0 {
		return "as long as the API needs; --rate sets no limit"
	}
	rate := cmp.Or(p.rate, grantedRate)
	words := fmt.Sprintf("about %s at %g a second", roughly(time.Duration(float64(p.recipients)/rate*float64(time.Second))), rate)
	if p.rate == 0 {
		words += ", less if the API grants more"
	}
	return words
}

// roughly is a duration as people say one: 5 h 33 min, 12 min, 40 s.
func roughly(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return fmt.Sprintf("%d s", max(1, int64(d.Round(time.Second)/time.Second)))
	case d < 100*time.Minute:
		return fmt.Sprintf("%d min", int64(d.Round(time.Minute)/time.Minute))
	}
	d = d.Round(time.Minute)
	return fmt.Sprintf("%d h %d min", int64(d/time.Hour), int64(d%time.Hour/time.Minute))
}

// String says of a value where it comes from.
func (o origin) String() string {
	switch o {
	case fromFile:
		return "from the template; no column gives another"
	case fromSet:
		return "from --set"
	}
	return "from the list"
}

// classes say what a category means for the bill.
var classes = map[string]string{
	"marketing":      "marketing: every message is charged, at the rate for marketing",
	"utility":        "utility: every message is charged, at the rate for utility, unless the contact wrote within a day",
	"authentication": "authentication: every message is charged, at the rate for authentication",
}

// class says what a template's category means for the bill.
func class(d template.Document) string {
	if d.Template == nil {
		return ""
	}
	return cmp.Or(classes[d.Template.Category.Value], "not written in the file; what was approved decides what a message costs")
}
