package recipients

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// contactKeys say who the contact is, the first of them that is filled in.
var contactKeys = []string{"to", "phone", "email", "id"}

// ofContact are the keys of a contact.
var ofContact = append([]string{"language"}, contactKeys...)

// headings are what people call the columns of a contact, folded. The template's own names come before them.
var headings = map[string]string{
	"to": "to", "recipient": "to", "contact": "to",
	"phone": "phone", "phonenumber": "phone", "mobile": "phone", "mobilenumber": "phone", "mobilephone": "phone",
	"cell": "phone", "cellphone": "phone", "telephone": "phone", "tel": "phone", "msisdn": "phone",
	"whatsapp": "phone", "whatsappnumber": "phone",
	"email": "email", "emailaddress": "email", "mail": "email",
	"id": "id", "contactid": "id",
	"language": "language", "languagecode": "language",
}

// columns say which column is what, by its number from 0.
type columns struct {
	contact map[string]int
	values  []value // in the order of the columns
}

// value is a column that has a parameter's values.
type value struct {
	key    string
	column int
	unused bool // by a template that is known and has no such parameter
}

// fold is a name without what people write in different ways: capitals, blanks, dashes and underscores.
func fold(name string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "\u00a0", "", "-", "", "_", "").Replace(name))
}

// finder finds out what the columns are.
type finder struct {
	header []Cell
	o      Options
	keys   []string // of each column; empty while it is not known
	mapped map[string]int
}

// findColumns says which column is what: first what the map says, then exact names, then those that are written
// differently, then what people call the columns of a contact. What is left is a parameter of its own name.
func findColumns(header []Cell, o Options) (columns, error) {
	f := &finder{header: header, o: o, keys: make([]string, len(header)), mapped: map[string]int{}}
	for i, c := range header {
		if fault := sound(c); fault != nil {
			return columns{}, fault
		}
		if j := slices.IndexFunc(header[:i], func(d Cell) bool { return d.Text == c.Text }); j >= 0 && c.Text != "" {
			return columns{}, faultAt(c.Place, "there is a column %q already; rename one of them", c.Text)
		}
	}
	if err := f.takeMap(); err != nil {
		return columns{}, err
	}
	for _, pass := range []func(string) []string{exactly(ofContact), exactly(o.Parameters), like(ofContact), like(o.Parameters), heading} {
		if err := f.take(pass); err != nil {
			return columns{}, err
		}
	}
	return f.found()
}

// takeMap takes what Options.Map says. A column may fill several keys, beside what it is by its own name.
func (f *finder) takeMap() error {
	for _, key := range slices.Sorted(maps.Keys(f.o.Map)) {
		name := f.o.Map[key]
		column, err := f.column(name)
		if err != nil {
			return wrongOption("--map %s=%s: %v", key, name, err)
		}
		if !slices.Contains(ofContact, key) && f.o.Parameters != nil && !slices.Contains(f.o.Parameters, key) {
			return wrongOption("--map %s=%s: the template has no parameter %q%s", key, name, key, didYouMean(key, f.o.Parameters))
		}
		f.mapped[key] = column
	}
	return nil
}

// column finds a column by its name, or by one like it.
func (f *finder) column(name string) (int, error) {
	var like []int
	var names []string
	for i, c := range f.header {
		if c.Text == name && name != "" {
			return i, nil
		}
		if c.Text != "" && fold(c.Text) == fold(name) {
			like = append(like, i)
		}
		names = append(names, c.Text)
	}
	switch len(like) {
	case 0:
		return 0, fmt.Errorf("the list has no column %q%s", name, didYouMean(name, names))
	case 1:
		return like[0], nil
	}
	return 0, fmt.Errorf("it may be the column %q or %q; write it as the list does", names[like[0]], names[like[1]])
}

// exactly are the keys that are called as a column is.
func exactly(keys []string) func(string) []string {
	return func(name string) []string {
		if slices.Contains(keys, name) {
			return []string{name}
		}
		return nil
	}
}

// like are the keys that are called nearly as a column is.
func like(keys []string) func(string) []string {
	return func(name string) (all []string) {
		for _, key := range keys {
			if fold(key) == fold(name) {
				all = append(all, key)
			}
		}
		return all
	}
}

// heading is the key that people mean by a column's name.
func heading(name string) []string {
	if key := headings[fold(name)]; key != "" {
		return []string{key}
	}
	return nil
}

// take gives the columns that have no key yet those that a name may mean, as far as none has them.
func (f *finder) take(means func(string) []string) error {
	free := slices.Clone(f.keys)
	for i, c := range f.header {
		if free[i] != "" || c.Text == "" {
			continue
		}
		keys := slices.DeleteFunc(means(c.Text), func(key string) bool {
			_, mapped := f.mapped[key]
			return mapped || slices.Contains(free, key)
		})
		switch {
		case len(keys) > 1:
			return faultAt(c.Place, "the column %q may be the parameter %q or %q; say which with --map %s=%q", c.Text, keys[0], keys[1], keys[0], c.Text)
		case len(keys) == 0:
			continue
		}
		if j := slices.Index(f.keys, keys[0]); j >= 0 {
			return faultAt(c.Place, "the columns %q and %q may both be %s; say which with --map %s=%q", f.header[j].Text, c.Text, keys[0], keys[0], c.Text)
		}
		f.keys[i] = keys[0]
	}
	return nil
}

func (f *finder) isMapped(column int) bool {
	for _, i := range f.mapped {
		if i == column {
			return true
		}
	}
	return false
}

// taken reports whether some column has a key.
func (f *finder) taken(key string) bool {
	_, mapped := f.mapped[key]
	return mapped || slices.Contains(f.keys, key)
}

// found sorts the keys into those of the contact and those of parameters.
func (f *finder) found() (columns, error) {
	all := columns{contact: map[string]int{}}
	add := func(key string, i int) {
		if slices.Contains(ofContact, key) {
			all.contact[key] = i
		} else {
			unused := f.o.Parameters != nil && !slices.Contains(f.o.Parameters, key)
			all.values = append(all.values, value{key, i, unused})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(f.mapped)) {
		add(key, f.mapped[key])
	}
	for i, c := range f.header {
		switch {
		case f.keys[i] != "":
			add(f.keys[i], i)
		case c.Text != "" && !f.isMapped(i) && !f.taken(c.Text):
			add(c.Text, i)
		}
	}
	slices.SortStableFunc(all.values, func(a, b value) int { return a.column - b.column })
	return all, f.someContact(all)
}

// someContact asks for a column that says whom a message goes to.
func (f *finder) someContact(all columns) error {
	if f.o.AnyContact || slices.ContainsFunc(contactKeys, func(key string) bool { _, found := all.contact[key]; return found }) {
		return nil
	}
	var names []string
	for _, c := range f.header {
		if c.Text != "" && len(names) < 5 {
			names = append(names, fmt.Sprintf("%q", c.Text))
		}
	}
	return faultAt(f.header[0].Place, "no column says whom the message goes to (there is %s); call one to, phone, email or id, or say --map phone=COLUMN",
		strings.Join(names, ", "))
}

// didYouMean proposes the nearest of the words.
func didYouMean(word string, known []string) string {
	if near := template.Nearest(word, known, 2); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
