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

// sheet prints a plan: labels, and what belongs to each. What deserves a second look has a label in another colour.
type sheet struct {
	w     io.Writer
	color bool
}

const (
	dim    = "\x1b[2m"
	yellow = "\x1b[33m"
)

// line prints a line; without a label it goes on with the one before.
func (s sheet) line(hue, label, format string, args ...any) {
	label = fmt.Sprintf("%-11s", label)
	if s.color && strings.TrimSpace(label) != "" {
		label = hue + label + "\x1b[0m"
	}
	fmt.Fprintf(s.w, "%s %s\n", label, template.Visible(fmt.Sprintf(format, args...)))
}

// list prints lines under one label, and how many there are besides.
func (s sheet) list(hue, label string, lines []string, more int64) {
	if more > 0 {
		lines = append(lines, fmt.Sprintf("and %s more", thousands(more)))
	}
	for _, text := range lines {
		s.line(hue, label, "%s", text)
		label = ""
	}
}

// sayPlan shows how the first messages look, and what would be sent to whom: that comes last, where the question follows.
func (a *app) sayPlan(p shownPlan) error {
	if err := a.sayPreviews(p); err != nil {
		return err
	}
	s := sheet{a.err, a.colour(a.color, a.errTerminal)}
	s.line(dim, "campaign", "%s", p.name)
	s.line(dim, "template", "%s", p.template)
	if p.category != "" {
		s.line(dim, "category", "%s", p.category)
	}
	if codes := p.codes(); codes != "" {
		s.line(dim, "languages", "%s", codes)
	}
	s.line(dim, "recipients", "%s", p.whom())
	p.sayDoubts(s)
	s.line(dim, "through", "%s", p.through)
	s.line(dim, "takes", "%s", p.duration())
	if p.quietHours != "" {
		s.line(dim, "quiet", "nothing is sent from %s", p.quietHours)
	}
	s.line(dim, "journal", "%s", p.journal)
	return nil
}

// sayDoubts prints what deserves a second look.
func (p shownPlan) sayDoubts(s sheet) {
	if p.skipped > 0 {
		s.line(yellow, "skipped", "%s with faults, which are in %s", amount(p.skipped, "row"), p.bad)
	}
	if p.duplicates > 0 {
		s.line(yellow, "duplicates", "%s of a contact that an earlier row has; each is sent to once", amount(p.duplicates, "row"))
	}
	var repeated, same, empty, warnings []string
	for _, d := range p.repeated {
		repeated = append(repeated, fmt.Sprintf("%s has %s, as row %d", d.at, d.contact, d.first))
	}
	s.list(yellow, "", repeated, p.duplicates-int64(len(repeated)))
	if len(p.ignored) > 0 {
		s.line(yellow, "not used", "%s", listed("column", p.ignored))
	}
	for _, v := range p.same() {
		same = append(same, fmt.Sprintf("%s is %q for everybody, %s", v.name, v.value, v.origin))
	}
	s.list(yellow, "the same", same, 0)
	for _, v := range p.values {
		if v.filled.count > 0 {
			empty = append(empty, fmt.Sprintf("%s is %q for %s whose cell is empty, %s",
				v.name, v.filled.value, amount(v.filled.count, "contact"), v.filled.origin))
		}
	}
	s.list(yellow, "empty cells", empty, 0)
	for _, f := range p.warnings {
		warnings = append(warnings, fmt.Sprintf("%s: %s", f.Place, f.message))
	}
	s.list(yellow, "warnings", warnings, p.warned-int64(len(warnings)))
}

// listed names things: column city; columns city, age.
func listed(noun string, names []string) string {
	if len(names) > 1 {
		noun += "s"
	}
	return noun + " " + strings.Join(names, ", ")
}

// sayPreviews shows the first messages.
func (a *app) sayPreviews(p shownPlan) error {
	for _, one := range p.previews {
		fmt.Fprintf(a.err, "%s to %s\n", template.Visible(one.at.String()), template.Visible(one.contact))
		if err := one.payload.draw(a.err, a.look(a.errTerminal, "")); err != nil {
			return err
		}
		fmt.Fprintln(a.err)
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
		return "from the template"
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
