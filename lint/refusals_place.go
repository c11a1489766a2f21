package lint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The ways in which Meta says where in a request something is wrong. It counts from 0.
var (
	paramPath      = expression(`components['"]?\]?((?:\[['"]?\w+['"]?\])+)`)
	pathSegment    = expression(`\w+`)
	wrongFields    = expression(`(?i)component of type (\w+) (is missing expected|has unexpected) field\(s\) \(([^)]+)\)`)
	buttonAtIndex  = expression(`(?i)button at index (\d+)(?: (?:is )?of type (\w+))?`)
	cardAtIndex    = expression(`(?i)card at index (\d+)`)
	paramCount     = expression(`(?i)(\w+): number of localizable_params \((\d+)\) does not match the expected number of params \((\d+)\)`)
	wrongFormat    = expression(`(?i)(\w+): format mismatch, expected (\w+), received (\w+)`)
	noTemplate     = expression(`(?i)template name \(([^)]+)\) does not exist in (\w+)`)
	namedComponent = expression(`(?i)\b(header|body|footer|buttons|carousel|limited_time_offer): `)
)

// Places says in the words of our language where the answer finds fault: button 2's phone_number.
func (a Answer) Places() []string {
	text := a.Title + "\n" + a.Message + "\n" + a.Details
	var places []string
	add := func(format string, args ...any) {
		if p := fmt.Sprintf(format, args...); !slices.Contains(places, p) && len(places) < maxAnswers {
			places = append(places, p)
		}
	}
	for _, m := range paramPath().FindAllStringSubmatch(text, maxAnswers) {
		add("%s", pathInWords(pathSegment().FindAllString(m[1], -1)))
	}
	for _, m := range wrongFields().FindAllStringSubmatch(text, maxAnswers) {
		verb := "lacks"
		if strings.EqualFold(m[2], "has unexpected") {
			verb = "may not have"
		}
		add("the %s: it %s %s", strings.ToLower(m[1]), verb, m[3])
	}
	for _, m := range paramCount().FindAllStringSubmatch(text, maxAnswers) {
		add("the %s: %s sent, %s expected", strings.ToLower(m[1]), valueCount(m[2]), m[3])
	}
	for _, m := range wrongFormat().FindAllStringSubmatch(text, maxAnswers) {
		if strings.EqualFold(m[3], "unknown") {
			add("the %s: approved as %s, sent as nothing that Meta knows", strings.ToLower(m[1]), strings.ToLower(m[2]))
			continue
		}
		add("the %s: approved as %s, sent as %s", strings.ToLower(m[1]), strings.ToLower(m[2]), strings.ToLower(m[3]))
	}
	for _, m := range noTemplate().FindAllStringSubmatch(text, maxAnswers) {
		add("template %s, language %s", m[1], m[2])
	}
	for _, m := range buttonAtIndex().FindAllStringSubmatch(text, maxAnswers) {
		if m[2] == "" {
			add("button %s", fromOne(m[1]))
			continue
		}
		add("button %s (%s)", fromOne(m[1]), strings.ToLower(m[2]))
	}
	for _, m := range cardAtIndex().FindAllStringSubmatch(text, maxAnswers) {
		add("card %s", fromOne(m[1]))
	}
	if len(places) == 0 {
		for _, m := range namedComponent().FindAllStringSubmatch(text, maxAnswers) {
			add("the %s", strings.ToLower(m[1]))
		}
	}
	return places
}

// pathInWords turns 2, buttons, 1, phone_number into: button 2's phone_number. The components themselves have no number
// in our language, so theirs is named only where nothing below it is.
func pathInWords(path []string) string {
	owner, card := "the request's component", ""
	var fields []string
	last := "component"
	for _, s := range path {
		switch n := fromOne(s); {
		case n == "" && (s == "buttons" || s == "cards" || s == "components"):
			last = strings.TrimSuffix(s, "s")
		case n == "":
			fields = append(fields, s)
		case len(fields) > 0: // an entry of a list that is a field, such as an example
			fields = append(fields, n)
		case last == "card":
			owner, card = "card "+n, ", card "+n
		case last == "button":
			owner = "button " + n
		case card == "":
			owner = "component " + n + " of the request"
		}
	}
	if owner == strings.TrimPrefix(card, ", ") {
		card = ""
	}
	if len(fields) > 0 {
		owner += "'s " + strings.Join(fields, " ")
	}
	return owner + card
}

// fromOne turns a number that begins with 0 into one that begins with 1; of a word it makes nothing.
func fromOne(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil {
		return ""
	}
	return strconv.Itoa(n + 1)
}

func valueCount(n string) string {
	if n == "1" {
		return "1 value"
	}
	return n + " values"
}
