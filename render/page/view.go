package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// view is a page as its template reads it.
type view struct {
	Page
	Groups                []group
	Languages, Categories []string
	Faulty                int // entries
}

// group is the languages of a template beside each other.
type group struct {
	Anchor     string
	Name       string
	Categories []string
	Entries    []entryView
	Faulty     int // entries
}

type entryView struct {
	Language, Category string
	State              string // new, changed, deleted or broken where the page compares
	Faulty             bool
	Versions           []versionView
}

func (p Page) view() view {
	p.Image = upTo(maxImages, p.Image)
	v := view{Page: p}
	languages, categories := map[string]bool{}, map[string]bool{}
	entries := slices.Clone(p.Entries)
	slices.SortStableFunc(entries, func(a, b Entry) int {
		x, y := a.current(), b.current()
		return cmp.Or(
			cmp.Compare(kind(x), kind(y)), cmp.Compare(x.name(), y.name()), cmp.Compare(x.language(), y.language()),
			cmp.Compare(x.File, y.File), x.At().Start.Compare(y.At().Start),
		)
	})
	for _, e := range entries {
		current := e.current()
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Name != current.name() {
			v.Groups = append(v.Groups, group{Name: current.name(), Anchor: anchor(current, n)})
		}
		g := &v.Groups[len(v.Groups)-1]
		one := p.entry(e)
		g.Entries = append(g.Entries, one)
		if one.Faulty {
			g.Faulty++
			v.Faulty++
		}
		languages[one.Language], categories[one.Category] = true, true
		if one.Category != "" && !slices.Contains(g.Categories, one.Category) {
			g.Categories = append(g.Categories, one.Category)
		}
	}
	for _, g := range v.Groups {
		if len(g.Entries) == 1 && len(g.Entries[0].Versions) == 1 {
			g.Entries[0].Versions[0].Alone = true
		}
	}
	v.Languages, v.Categories = known(languages), known(categories)
	return v
}

// kind puts the templates before the messages.
func kind(v *Version) int {
	if v.Template == nil {
		return 1
	}
	return 0
}

func known(words map[string]bool) []string {
	delete(words, "")
	list := make([]string, 0, len(words))
	for word := range words {
		list = append(list, word)
	}
	slices.Sort(list)
	return list
}

// anchor is what a link to a group is made of: its name if that is one as Meta wants it, so that the link outlives
// other templates, else its number.
func anchor(v *Version, n int) string {
	name := v.name()
	if v.Template == nil || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		return fmt.Sprintf("entry-%d", n+1)
	}
	return "template-" + name
}

func (p Page) entry(e Entry) entryView {
	current := e.current()
	one := entryView{Language: current.language(), Category: current.category(), Faulty: e.New != nil && len(e.New.Faults) > 0}
	if p.Since != "" {
		one.State = "changed"
		switch {
		case e.Old == nil:
			one.State = "new"
		case e.New == nil && slices.ContainsFunc(p.Strays, func(f Fault) bool { return f.File == e.Old.File }):
			one.State = "broken" // its file is there and cannot be read
		case e.New == nil:
			one.State = "deleted"
		}
	}
	if e.Old == nil || e.New == nil {
		one.Versions = []versionView{p.version(current, render.HTMLLook{})}
		return one
	}
	before := p.version(e.Old, render.HTMLLook{After: e.New.scene()})
	after := p.version(e.New, render.HTMLLook{Before: e.Old.scene()})
	before.Label, after.Label = "before", "after"
	one.Versions = []versionView{before, after}
	return one
}

// Count says how much there is in all.
func (v view) Count() string {
	return fmt.Sprintf("%s, %s", plural(len(v.Entries), "message"), plural(len(v.Languages), "language"))
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Errors and Warnings count the faults of what is there now.
func (v versionView) Errors() int   { return count(v.Faults, template.Error) }
func (v versionView) Warnings() int { return count(v.Faults, template.Warning) }

func count(faults []Fault, severity template.Severity) int {
	n := 0
	for _, f := range faults {
		if f.Severity == severity {
			n++
		}
	}
	return n
}

// HasLine reports whether there is a line to show.
func (f Fault) HasLine() bool { return f.Before+f.Covered+f.After != "" }

// Initial and Hue are a group's round picture in the list: a letter, and the number of a colour.
func (g group) Initial() string {
	for _, r := range g.Name {
		return strings.ToUpper(template.Visible(string(r)))
	}
	return ""
}

func (g group) Hue() int {
	sum := 0
	for _, r := range g.Name {
		sum += int(r)
	}
	return sum % hues
}

// hues is how many colours the style sheet has for groups.
const hues = 6
