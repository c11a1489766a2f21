package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// variant is a rule that holds the languages of one template against each other.
func variant(id, summary string, differ func(first, s *Summary) bool, compare func(s *Set, first, t *template.Template)) Rule {
	return Rule{
		ID:       id,
		Summary:  summary,
		Severity: template.Warning,
		Stage:    template.Create,
		Across: &Comparison{
			keys: byName,
			pick: unlike(differ),
			check: func(s *Set) {
				languagePairs(s, func(first, t *template.Template) { compare(s, first, t) })
			},
		},
	}
}

var (
	variantPlaceholders = variant("variant-placeholders", "all languages of a template have the same placeholders",
		func(first, s *Summary) bool { return s.Variables != first.Variables }, comparePlaceholders)
	variantButtons = variant("variant-buttons", "all languages of a template have the same buttons in the same order",
		func(first, s *Summary) bool { return s.Buttons != first.Buttons }, compareButtons)
	variantHeader = variant("variant-header", "all languages of a template have the same kind of header",
		func(first, s *Summary) bool { return s.Headers != first.Headers }, compareHeaders)
)

// comparePlaceholders compares the texts that both templates have: whether they have them is another rule's business.
func comparePlaceholders(s *Set, first, t *template.Template) {
	theirs := textsOf(first)
	for _, mine := range textsOf(t) {
		i := slices.IndexFunc(theirs, func(other text) bool { return other.kind == mine.kind && other.noun == mine.noun })
		if i < 0 {
			continue
		}
		have, want := names(mine), names(theirs[i])
		if !slices.Equal(have, want) {
			s.ReportHint(t, mine.At(), "that text stands at "+place(first, theirs[i].At()),
				"%s has %s; in %s it has %s", mine.noun, listed(have), first.Language.Value, listed(want))
		}
	}
}

// names are the placeholders of a text as authors write them, sorted.
func names(t text) []string {
	var all []string
	for _, p := range t.slots {
		all = append(all, "<<"+p.Name+">>")
	}
	slices.Sort(all)
	return all
}

func listed(words []string) string {
	if len(words) == 0 {
		return "no placeholder"
	}
	return strings.Join(words, ", ")
}

func compareButtons(s *Set, first, t *template.Template) {
	theirs := first.Parts()
	for i, part := range t.Parts() {
		if i >= len(theirs) {
			return
		}
		have, want := buttonTypes(part), buttonTypes(theirs[i])
		if slices.Equal(have, want) {
			continue
		}
		n := 0
		for n < min(len(have), len(want)) && have[n] == want[n] {
			n++
		}
		at := t.Name.At()
		if n < len(part.Buttons) {
			at = part.Buttons[n].At()
		}
		what := "the template"
		if part.Card > 0 {
			what = fmt.Sprintf("card %d", part.Card)
		}
		s.ReportHint(t, at, first.Language.Value+" stands at "+place(first, first.Name.At()),
			"%s has %s; in %s it has %s", what, buttonList(have), first.Language.Value, buttonList(want))
	}
}

func buttonTypes(part template.Part) []string {
	var types []string
	for _, b := range part.Buttons {
		types = append(types, b.Type.Value)
	}
	return types
}

func buttonList(types []string) string {
	switch len(types) {
	case 0:
		return "no buttons"
	case 1:
		return "the button " + types[0]
	}
	return "the buttons " + strings.Join(types, ", ")
}

func compareHeaders(s *Set, first, t *template.Template) {
	theirs := first.Parts()
	for i, part := range t.Parts() {
		if i >= len(theirs) {
			return
		}
		have, want := format(part), format(theirs[i])
		if have == want {
			continue
		}
		at := t.Name.At()
		if part.Header != nil {
			at = part.Header.At()
		}
		what := "header"
		if part.Card > 0 {
			what = fmt.Sprintf("header of card %d", part.Card)
		}
		s.ReportHint(t, at, first.Language.Value+" stands at "+place(first, first.Name.At()),
			"%s is %s; in %s it is %s", what, formatNamed(have), first.Language.Value, formatNamed(want))
	}
}

func formatNamed(s string) string {
	if s == "" {
		return "missing"
	}
	return s
}
