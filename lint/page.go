package lint

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

//go:embed rules/*.md faults/*.md
var pages embed.FS

// others are the faults that are found before any rule is asked, or after all of them.
var others = []string{
	template.RuleSyntax, template.RuleShape, template.RuleValueMissing, template.RuleTarget, template.RuleDrift,
	ignoreInvalid.ID, ignoreUnused.ID,
}

// Page returns the Markdown page of a rule, or of another fault that diagnostics name: why it exists, what it says, and
// how to mend it.
func Page(id string) (string, error) {
	if slices.Contains(others, id) {
		page, err := pages.ReadFile("faults/" + id + ".md")
		return string(page), err
	}
	if i := slices.IndexFunc(catalogue, func(r Rule) bool { return r.ID == id }); i < 0 {
		if near := nearestID(id, slices.Concat(others, idsOf(catalogue))); near != "" {
			return "", fmt.Errorf("there is no rule %q; the nearest is %s", id, near)
		}
		return "", fmt.Errorf("there is no rule %q", id)
	}
	page, err := pages.ReadFile("rules/" + id + ".md")
	return string(page), err
}

// idsOf are the IDs of rules, in their order.
func idsOf(rules []Rule) []string {
	ids := make([]string, len(rules))
	for i, r := range rules {
		ids[i] = r.ID
	}
	return ids
}

// nearestID is the one of several IDs that a misspelt one is closest to; empty if none is near.
func nearestID(id string, ids []string) string {
	return template.Nearest(id, ids, max(3, len(id)/2))
}

// InShort says in one line what a rule wants, or another fault that diagnostics name; it is empty for what is neither.
func InShort(id string) string {
	if i := slices.IndexFunc(catalogue, func(r Rule) bool { return r.ID == id }); i >= 0 {
		return catalogue[i].Summary
	}
	page, _ := Page(id)
	_, text, _ := strings.Cut(page, "\n\n")
	line, _, _ := strings.Cut(text, ".\n")
	if line == "" {
		return ""
	}
	return strings.ToLower(line[:1]) + line[1:]
}
