package lint

import (
	"slices"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/watemplate/watemplate/template"
)

// Off is the level of a rule that is not asked.
const Off template.Severity = 0

// Levels say how much rules matter, by their ids: [Off], [template.Warning] or [template.Error].
type Levels map[string]template.Severity

// Override is what is different for some files.
type Override struct {
	// Files are globs; ** in them stands for any number of folders.
	Files []string
	Rules Levels
}

func (o Override) matches(path string) bool {
	return slices.ContainsFunc(o.Files, func(glob string) bool { return doublestar.MatchUnvalidated(glob, path) })
}

// graded is a rule with the level that it has for a file.
type graded struct {
	*Rule

	level template.Severity
}

// asked is what is asked of some files.
type asked struct {
	rules  []graded // those of one template that are on
	levels Levels   // of all rules, also those that find nothing by themselves
}

// asked tells what is asked of a file: the same for all files of which the same overrides speak.
func (l *Linter) asked(name string) *asked {
	path, inside := name, true
	if l.options.Relative != nil && len(l.options.Paths) > 0 {
		path, inside = l.options.Relative(name)
	}
	key := make([]byte, len(l.options.Paths))
	for i, o := range l.options.Paths {
		if inside && o.matches(path) {
			key[i] = 1
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	a := l.byPath[string(key)]
	if a == nil {
		a = l.grade(key)
		l.byPath[string(key)] = a
	}
	return a
}

// grade finds the rules that are on where the overrides that the key marks apply.
func (l *Linter) grade(key []byte) *asked {
	a := &asked{levels: Levels{ignoreInvalid.ID: ignoreInvalid.Severity, ignoreUnused.ID: ignoreUnused.Severity}}
	for _, r := range l.rules {
		if !r.OptIn {
			a.levels[r.ID] = r.Severity
		}
	}
	set := func(levels Levels) {
		for id, level := range levels {
			a.levels[id] = level
		}
	}
	set(l.options.Rules)
	for i, o := range l.options.Paths {
		if key[i] == 1 {
			set(o.Rules)
		}
	}
	for _, r := range l.rules {
		if level := a.levels[r.ID]; level != Off && r.Check != nil {
			a.rules = append(a.rules, graded{r, level})
		}
	}
	return a
}

// anywhere reports whether a rule may be on for any file.
func (l *Linter) anywhere(r *Rule) bool {
	level, set := l.options.Rules[r.ID]
	if set && level != Off || !set && !r.OptIn {
		return true
	}
	return slices.ContainsFunc(l.options.Paths, func(o Override) bool { return o.Rules[r.ID] != Off })
}
