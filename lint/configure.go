package lint

import (
	"errors"
	"path"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/watemplate/watemplate/template"
)

// Configure reads from a configuration what it says to a linter. What no schema knows, such as which rules there are,
// is checked here: its faults are added to those of the configuration's file, and what they speak of is left out.
func Configure(c *template.Config) Options {
	r := configReader{config: c}
	r.ownRules()
	o := Options{Own: r.own, Rules: r.levels(c.Rules), Words: r.words()}
	for _, p := range c.Paths {
		o.Paths = append(o.Paths, Override{Files: r.globs(p.Files), Rules: r.levels(p.Rules)})
	}
	for _, code := range c.Languages {
		if languages().has(code.Value) {
			o.Languages = append(o.Languages, code.Value)
		} else if code.IsSet() {
			r.fault(code.At(), languages().hint(code.Value), "%q is no language that WhatsApp knows", code.Value)
		}
	}
	c.File.Problems = template.Sort(c.File.Problems)
	return o
}

// configReader checks what a configuration says to a linter.
type configReader struct {
	config *template.Config
	own    []Rule
}

func (r *configReader) fault(at template.Span, hint, format string, args ...any) {
	r.config.File.Problems = append(r.config.File.Problems, graded{&configFault, template.Error}.fault(r.config.File.Name, at, hint, format, args))
}

// configFault is the fault of a configuration that does not say what it could.
var configFault = Rule{ID: template.RuleShape, Stage: template.Both}

// levels reads the levels of rules. A level that is none is left to the schema.
func (r *configReader) levels(settings []template.Setting) Levels {
	levels := Levels{}
	for _, s := range settings {
		level, known := map[string]template.Severity{"off": Off, "warning": template.Warning, "error": template.Error}[s.Level.Value]
		if r.rule(s.Rule) && known {
			levels[s.Rule.Value] = level
		}
	}
	return levels
}

// rule reports whether a text names a rule whose level can be set.
func (r *configReader) rule(id template.Text) bool {
	settable := slices.Concat([]string{ignoreInvalid.ID, ignoreUnused.ID}, idsOf(catalogue), idsOf(r.own))
	switch {
	case slices.Contains(settable, id.Value):
		return true
	case slices.Contains(others, id.Value):
		r.fault(id.At(), "", "%s has no level; it is always told", id.Value)
	case id.IsSet():
		hint := "watemplate rules lists them"
		if near := nearestID(id.Value, settable); near != "" {
			hint = "the nearest is " + near
		}
		r.fault(id.At(), hint, "there is no rule %q", id.Value)
	}
	return false
}

// globs reads the globs of some files. One that names a folder names all that is below it.
func (r *configReader) globs(texts []template.Text) []string {
	var all []string
	for _, t := range texts {
		if strings.TrimSpace(t.Value) == "" {
			continue
		}
		glob := path.Clean(t.Value)
		switch {
		case !doublestar.ValidatePattern(t.Value):
			r.fault(t.At(), "", "%q is no glob: a bracket is not closed, or a backslash ends it", t.Value)
		case path.IsAbs(glob) || glob == ".." || strings.HasPrefix(glob, "../"):
			r.fault(t.At(), "it goes from the folder of this file", "%q leads out of the configuration's folder", t.Value)
		case glob == ".":
			all = append(all, "**")
		default:
			all = append(all, glob, glob+"/**")
		}
	}
	return all
}

func (r *configReader) words() map[string][]string {
	lists := WordLists()
	words := map[string][]string{}
	for _, w := range r.config.Words {
		if !slices.Contains(lists, w.Name.Value) {
			hint := "there are " + strings.Join(lists, ", ")
			if near := template.Nearest(w.Name.Value, lists, 3); near != "" {
				hint = "the nearest is " + near
			}
			r.fault(w.Name.At(), hint, "there is no word list %q", w.Name.Value)
			continue
		}
		for _, p := range w.Phrases {
			words[w.Name.Value] = append(words[w.Name.Value], p.Value)
		}
	}
	return words
}

// ownRules reads the project's rules.
func (r *configReader) ownRules() {
	for _, o := range r.config.OwnRules {
		if !o.ID.IsSet() || !o.Pattern.IsSet() || !o.Message.IsSet() {
			continue // the schema has spoken
		}
		if fine, pattern := r.ownID(o.ID), r.pattern(o.Pattern); fine && pattern != nil {
			r.own = append(r.own, ownRule(o, pattern))
		}
	}
}

var ownID = expression(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func (r *configReader) ownID(id template.Text) bool {
	same := func(one Rule) bool { return one.ID == id.Value }
	switch {
	case !ownID().MatchString(id.Value):
		r.fault(id.At(), "", "id %q is not lower-case letters, digits and single hyphens, a letter first", id.Value)
	case slices.Contains(others, id.Value) || slices.ContainsFunc(catalogue, same):
		r.fault(id.At(), "take a name of your own", "watemplate has a rule %s itself", id.Value)
	case slices.ContainsFunc(r.own, same):
		r.fault(id.At(), "", "two rules of yours have the id %s", id.Value)
	default:
		return true
	}
	return false
}

func (r *configReader) pattern(t template.Text) *regexp.Regexp {
	pattern, err := regexp.Compile(t.Value)
	var wrong *syntax.Error
	switch {
	case errors.As(err, &wrong):
		r.fault(t.At(), "", "the pattern is no regular expression: %s: %s", wrong.Code.String(), wrong.Expr)
		return nil
	case err != nil:
		r.fault(t.At(), "", "the pattern is no regular expression: %s", err.Error())
		return nil
	case pattern.MatchString(""):
		r.fault(t.At(), "", "the pattern finds the empty text too, which is everywhere")
		return nil
	}
	return pattern
}
