package lint

import (
	"embed"
	"fmt"
	"slices"
)

//go:embed rules/*.md
var pages embed.FS

// Page returns the Markdown page of a rule: why it exists, what it says, and how to mend it.
func Page(id string) (string, error) {
	if i := slices.IndexFunc(catalogue, func(r Rule) bool { return r.ID == id }); i < 0 {
		ids := make([]string, len(catalogue))
		for i, r := range catalogue {
			ids[i] = r.ID
		}
		if near := nearest(id, ids, max(3, len(id)/2)); near != "" {
			return "", fmt.Errorf("there is no rule %q; the nearest is %s", id, near)
		}
		return "", fmt.Errorf("there is no rule %q", id)
	}
	page, err := pages.ReadFile("rules/" + id + ".md")
	return string(page), err
}
