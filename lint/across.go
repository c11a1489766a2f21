package lint

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/watemplate/watemplate/template"
)

// Comparison is the check of a rule about several templates together. The summaries, which are small, tell which
// templates may break it; those alone are compared.
type Comparison struct {
	// keys gives the numbers of a template; those that share one are a group.
	keys func(s *Summary, add func(uint64))
	// pick chooses from a group, which is in the order of the files, the templates that may break the rule, the one
	// with which the others are compared first. None if it is kept.
	pick func(o *Options, group []*Summary) []int
	// check compares them.
	check func(*Set)
	// alone is true where a template may break the rule for which there is no other with its key.
	alone bool
	// wanted reports whether the options ask for the comparison; nil for always.
	wanted func(o *Options) bool
}

// Set is templates to be compared, and the way to report what is wrong with them.
type Set struct {
	// Templates are in the order of the files, but for the first, with which the others are compared.
	Templates []*template.Template

	options *Options
	report  func(t *template.Template, at template.Span, hint, format string, args []any)
}

// ReportHint notes a fault at a place of one of the templates, with a hint at what to do about it.
func (s *Set) ReportHint(t *template.Template, at template.Span, hint, format string, args ...any) {
	s.report(t, at, hint, format, args)
}

// Across compares templates of many files, without holding the files. It is made by [Linter.Across] and used by one
// goroutine.
type Across struct {
	linter *Linter
	all    []member
	// open are the files that were opened last, by their numbers.
	open map[int32]opened
	read func(file int) *template.File

	found []template.Diagnostic
}

// member is a template's summary and where the template is found again.
type member struct {
	Summary

	file, index int32
}

// opened is a file and what counts there; the file is nil if it could not be opened.
type opened struct {
	*template.File

	asked   *asked
	ignores ignores
}

// Across returns a comparison of templates that have yet to be added.
func (l *Linter) Across() *Across { return &Across{linter: l} }

// Add takes the summaries of a file. Files may come in any order; their numbers say which comes first.
func (a *Across) Add(file int, templates []Summary) {
	for i, s := range templates {
		a.all = append(a.all, member{s, int32(file), int32(i)})
	}
}

// job is templates, by their places in Across.all, to be compared by a rule.
type job struct {
	rule    *Rule
	members []int32
}

// maxCompared is how many templates are compared at once, which bounds how many files are open.
const maxCompared = 256

// Faults returns, sorted, what is wrong with the templates together. It asks again for the files whose templates have
// to be compared, by their numbers; of one that is nil, or has changed, it says nothing.
func (a *Across) Faults(open func(file int) *template.File) []template.Diagnostic {
	a.read, a.open, a.found = open, map[int32]opened{}, nil
	defer func() { a.open = nil }()
	slices.SortFunc(a.all, func(x, y member) int {
		return cmp.Or(cmp.Compare(x.file, y.file), cmp.Compare(x.index, y.index))
	})
	shared := newSieve(len(a.all))
	for _, r := range a.linter.across {
		for _, j := range a.jobs(r, shared) {
			a.compare(j)
		}
	}
	return template.Sort(a.found)
}

// keyed is one of the keys of a template.
type keyed struct {
	key uint64
	at  int32
}

// sieve lets pass, of many keys, those that may have been added twice.
type sieve struct{ once, twice []uint64 }

// newSieve is a sieve for the keys of n templates, of which each has a dozen at most.
func newSieve(n int) sieve {
	words := 1 << bits.Len(uint(n)) // 64 bits for each template
	return sieve{make([]uint64, words), make([]uint64, words)}
}

func (s sieve) place(key uint64) (word, bit uint64) {
	key *= 0x9e3779b97f4a7c15 // the high bits depend on all others
	key >>= 64 - bits.Len(uint(len(s.once)-1)) - 6
	return key >> 6, 1 << (key & 63)
}

func (s sieve) add(key uint64) {
	word, bit := s.place(key)
	s.twice[word] |= s.once[word] & bit
	s.once[word] |= bit
}

func (s sieve) passes(key uint64) bool {
	word, bit := s.place(key)
	return s.twice[word]&bit != 0
}

// jobs groups the templates by a rule's keys. Most keys are those of one template alone, and are passed over before
// anything is kept or sorted; the sieve is there to be used again.
func (a *Across) jobs(r *Rule, shared sieve) []job {
	var keys []keyed
	if !r.Across.alone {
		clear(shared.once)
		clear(shared.twice)
		for i := range a.all {
			r.Across.keys(&a.all[i].Summary, shared.add)
		}
	}
	for i := range a.all {
		r.Across.keys(&a.all[i].Summary, func(key uint64) {
			if r.Across.alone || shared.passes(key) {
				keys = append(keys, keyed{key, int32(i)})
			}
		})
	}
	slices.SortFunc(keys, func(x, y keyed) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.at, y.at)) })
	jobs := a.group(r, keys)
	slices.SortFunc(jobs, func(x, y job) int { return slices.Compare(x.members, y.members) })
	return slices.CompactFunc(jobs, func(x, y job) bool { return slices.Equal(x.members, y.members) })
}

// group returns the jobs of the templates that share a key.
func (a *Across) group(r *Rule, keys []keyed) []job {
	var jobs []job
	var group []*Summary
	for start, end := 0, 0; start < len(keys); start = end {
		group = group[:0]
		for end = start; end < len(keys) && keys[end].key == keys[start].key; end++ {
			group = append(group, &a.all[keys[end].at].Summary)
		}
		picked := r.Across.pick(&a.linter.options, group)
		for len(picked) > 0 {
			n := min(len(picked), maxCompared)
			j := job{rule: r}
			for _, i := range picked[:n] {
				j.members = append(j.members, keys[start+i].at)
			}
			jobs = append(jobs, j)
			if n == len(picked) {
				break
			}
			picked[n-1] = picked[0] // the one with which all are compared
			picked = picked[n-1:]
		}
	}
	return jobs
}

func (a *Across) compare(j job) {
	if len(a.open) > maxCompared {
		clear(a.open)
	}
	s := Set{options: &a.linter.options}
	from := make(map[*template.Template]opened, len(j.members))
	for _, i := range j.members {
		m := a.all[i]
		f := a.file(m.file)
		if f.File == nil || int(m.index) >= len(f.Templates) {
			continue
		}
		t := f.Templates[m.index]
		from[t] = f
		s.Templates = append(s.Templates, t)
	}
	s.report = func(t *template.Template, at template.Span, hint, format string, args []any) {
		f := from[t]
		if level := f.asked.levels[j.rule.ID]; level != Off && !f.ignores.hide(j.rule.ID, at) {
			a.found = append(a.found, graded{j.rule, level}.fault(t.File, at, hint, format, args))
		}
	}
	if len(s.Templates) > 0 {
		j.rule.Across.check(&s)
	}
}

// file opens a file, or takes it from those that are open.
func (a *Across) file(number int32) opened {
	f, ok := a.open[number]
	if !ok {
		if f.File = a.read(int(number)); f.File != nil {
			f.asked = a.linter.asked(f.Name)
			f.ignores, _ = a.linter.ignores(f.File, f.asked)
		}
		a.open[number] = f
	}
	return f
}
