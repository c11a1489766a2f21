package lint

import (
	"cmp"
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"
)

// Refusal is one way in which Meta, or the message API, says no.
type Refusal struct {
	Stage   string // create, review, send; account for what is no template's fault; api for the message API's own
	Code    string // a number, or the word of a review: INVALID_FORMAT
	Subcode string
	Title   string // as Meta words it, where that is known
	Meaning string
	// Rules are the identifiers of what finds it before Meta does.
	Rules  []string
	Remedy string
	// Retry says whether the same request may be made again, one of the keys of [Retries].
	Retry string
	// Evidence says how it is known, one of the keys of [Evidences].
	Evidence string

	says []string // phrases of which the answer has one, folded
}

// Name is the refusal's code as it is written in a rule: 100/2388299, 132000.
func (r Refusal) Name() string {
	if r.Code == "" || r.Subcode == "" {
		return r.Code + r.Subcode
	}
	return r.Code + "/" + r.Subcode
}

// Retries say in words whether a request may be made again.
var Retries = map[string]string{
	"change":  "not unchanged: the same request is refused again",
	"later":   "yes, but later or slower",
	"account": "once that is put in order; until then it is refused again",
	"never":   "no",
	"look":    "with care: nobody knows whether this request was carried out",
	"none":    "there is nothing to repeat",
}

// Evidences say in words how a refusal is known.
var Evidences = map[string]string{
	"documented": "documented, or shown by WhatsApp Manager",
	"reported":   "reported, not documented",
	"once":       "reported once, not documented",
	"disputed":   "disputed: what is documented and what is reported differ",
}

// refusalsCSV is the table; its head explains the columns.
//
//go:embed refusals.csv
var refusalsCSV string

// refusalTable reads the table. A line of it that cannot be read is found by a test.
var refusalTable = sync.OnceValues(func() ([]Refusal, error) {
	r := csv.NewReader(strings.NewReader(refusalsCSV))
	r.Comment, r.FieldsPerRecord = '#', 10
	lines, err := r.ReadAll()
	var table []Refusal
	for _, f := range lines {
		one := Refusal{
			Stage: f[0], Code: f[1], Subcode: f[2], Title: f[4], Meaning: f[5], Remedy: f[7], Retry: f[8], Evidence: f[9],
		}
		if f[3] != "" {
			one.says = strings.Split(folded(f[3]), "|")
		}
		one.Rules = finders(one.Name(), strings.Fields(f[6]))
		table = append(table, one)
	}
	return table, err
})

// finders lists the rules of a line of the table, where * stands for all that name its code.
func finders(code string, ids []string) []string {
	var all []string
	for _, id := range ids {
		for _, r := range catalogue {
			if (r.ID == id || id == "*" && r.Code == code) && !slices.Contains(all, r.ID) {
				all = append(all, r.ID)
			}
		}
		if slices.Contains(others, id) {
			all = append(all, id)
		}
	}
	return all
}

// Refusals returns all that are known, in the order of the table.
func Refusals() []Refusal {
	table, _ := refusalTable()
	return slices.Clone(table)
}

// Explain finds what an answer means. Where known is false, the refusal is what the code means in general, or nothing.
func (a Answer) Explain() (r Refusal, known bool) {
	table, _ := refusalTable()
	text := folded(a.Title + "\n" + a.Message + "\n" + a.Details)
	subcode := cmp.Or(a.Subcode, a.Code) // which people give alone
	ofSubcode := func(r Refusal) bool { return r.Subcode == subcode && subcode != "" }
	ofCode := func(r Refusal) bool { return r.Code == a.Code && r.Subcode == "" && a.Code != "" }
	if r, found := pick(table, text, ofSubcode); found {
		return r, true
	}
	if i := slices.IndexFunc(table, func(r Refusal) bool {
		return (a.Code == "" || a.Code == r.Code) && !r.general() && r.wordedIn(text)
	}); i >= 0 {
		return pick(table, text, func(r Refusal) bool { return r.Name() == table[i].Name() })
	}
	r, found := pick(table, text, ofCode)
	return r, found && !(r.general() && a.Subcode != "")
}

// pick chooses among some lines of the table the first that the text speaks for, or else the last.
func pick(table []Refusal, text string, among func(Refusal) bool) (picked Refusal, found bool) {
	for _, r := range table {
		if among(r) {
			if picked, found = r, true; r.saidIn(text) {
				break
			}
		}
	}
	return picked, found
}

// general reports whether the refusal is that of the code which Meta gives for anything at all, and so explains no subcode.
func (r Refusal) general() bool { return r.Code == "100" && r.Subcode == "" && r.says == nil }

// saidIn reports whether a text has one of the phrases that the line asks for, if it asks for any.
func (r Refusal) saidIn(text string) bool {
	return r.says == nil || slices.ContainsFunc(r.says, func(s string) bool { return strings.Contains(text, s) })
}

// wordedIn reports whether a text gives the refusal away by its words alone. Short phrases decide only between the
// meanings of one code.
func (r Refusal) wordedIn(text string) bool {
	const enough = 12
	title := folded(r.Title)
	return len(title) >= enough && strings.Contains(text, title) ||
		slices.ContainsFunc(r.says, func(s string) bool { return len(s) >= enough && strings.Contains(text, s) })
}

// folded makes texts comparable: Meta writes its apostrophes in two ways.
func folded(s string) string { return strings.ReplaceAll(strings.ToLower(s), "’", "'") }
