package sandbox

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// maxContacts is how many contacts are told apart, so that no flood of requests fills the memory.
const maxContacts = 2_000_000

// tally counts messages for each contact. Nearly all contacts are a phone or an id, whose number alone is kept: a million
// of them take some 40 MB.
type tally struct {
	phones, ids map[uint64]uint32
	others      map[string]uint32
	total       int
	uncounted   int // messages for contacts beyond maxContacts
	repeated    map[string]int
}

func newTally() tally {
	return tally{map[uint64]uint32{}, map[uint64]uint32{}, map[string]uint32{}, 0, 0, map[string]int{}}
}

func (t *tally) contacts() int { return len(t.phones) + len(t.ids) + len(t.others) }

// add counts one message, and gives how many the contact has now; 0 if it is not told apart.
func (t *tally) add(contact string) int {
	t.total++
	full := t.contacts() >= maxContacts
	var n uint32
	if phone, ok := number(contact, "phone:+"); ok {
		n = count(t.phones, phone, full)
	} else if id, ok := number(contact, "id:"); ok {
		n = count(t.ids, id, full)
	} else {
		n = count(t.others, strings.Clone(contact), full)
	}
	switch {
	case n == 0:
		t.uncounted++
	case n > 1:
		t.repeated[strings.Clone(contact)] = int(n)
	}
	return int(n)
}

// count adds one to a key and gives the sum; 0 if there is no room for a new key.
func count[K comparable](m map[K]uint32, key K, full bool) uint32 {
	n := m[key]
	if n == 0 && full {
		return 0
	}
	m[key] = n + 1
	return n + 1
}

// number reads the digits after a prefix, if they can be made of the number again: there are at most 18 of them, and no
// zero in front.
func number(contact, prefix string) (uint64, bool) {
	digits, ok := strings.CutPrefix(contact, prefix)
	if !ok || len(digits) > 18 || digits == "" || digits[0] == '0' {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	return n, err == nil
}

// all gives each contact with its number of messages, in no order.
func (t *tally) all(yield func(contact string, n int) bool) {
	for _, numbers := range []struct {
		prefix string
		counts map[uint64]uint32
	}{{"phone:+", t.phones}, {"id:", t.ids}} {
		for key, n := range numbers.counts {
			if !yield(numbers.prefix+strconv.FormatUint(key, 10), int(n)) {
				return
			}
		}
	}
	for contact, n := range t.others {
		if !yield(contact, int(n)) {
			return
		}
	}
}

// Summary says how many messages came, and who got more than one.
type Summary struct {
	// Total is the number of accepted messages, Contacts how many different contacts got one.
	Total    int `json:"total"`
	Contacts int `json:"contacts"`
	// Duplicates are the contacts with more than one message, those with the most first.
	Duplicates []Count `json:"duplicates"`
	// Uncounted are the messages for contacts that are not told apart, because there are 2,000,000 others. They are
	// part of Total alone.
	Uncounted int `json:"uncounted"`
}

// Count is a contact and how many messages it got.
type Count struct {
	Contact string `json:"contact"`
	Count   int    `json:"count"`
}

// summary is in no order yet.
func (t *tally) summary() Summary {
	s := Summary{Total: t.total, Contacts: t.contacts(), Duplicates: make([]Count, 0, len(t.repeated)), Uncounted: t.uncounted}
	for contact, n := range t.repeated {
		s.Duplicates = append(s.Duplicates, Count{contact, n})
	}
	return s
}

func (s Summary) sorted() Summary {
	slices.SortFunc(s.Duplicates, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Contact, b.Contact))
	})
	return s
}

func (t *tally) counts() map[string]int { return maps.Collect(t.all) }

// appendJSON writes the counts as a JSON object, sorted by kind and then by number or text. A million take a second, where
// encoding/json takes many.
func (t *tally) appendJSON(out []byte) []byte {
	out = append(out, '{')
	add := func(contact string, n uint32) {
		if out[len(out)-1] != '{' {
			out = append(out, ',')
		}
		out = append(append(out, contact...), ':')
		out = strconv.AppendUint(out, uint64(n), 10)
	}
	for _, id := range slices.Sorted(maps.Keys(t.ids)) {
		add(`"id:`+strconv.FormatUint(id, 10)+`"`, t.ids[id])
	}
	for _, phone := range slices.Sorted(maps.Keys(t.phones)) {
		add(`"phone:+`+strconv.FormatUint(phone, 10)+`"`, t.phones[phone])
	}
	for _, contact := range slices.Sorted(maps.Keys(t.others)) {
		quoted, _ := json.Marshal(contact) // a text
		add(string(quoted), t.others[contact])
	}
	return append(out, '}')
}

// clone is a tally of its own with the same counts.
func (t *tally) clone() tally {
	c := *t
	c.phones, c.ids, c.others, c.repeated = maps.Clone(t.phones), maps.Clone(t.ids), maps.Clone(t.others), maps.Clone(t.repeated)
	return c
}
