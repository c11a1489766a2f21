package send

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// maxIdentifier is the longest identifier in bytes: an email address has at
// most 254 characters, and the rest is the prefix.
const maxIdentifier = 260

// Identifier names the contact that receives a message: by its number in the
// platform, its email address, or its telephone number. Identifiers of one
// contact written differently ("phone:60 12-123", "phone:+6012123") compare
// equal. The zero Identifier names nobody and cannot be sent to.
type Identifier struct {
	kind, value string
}

// kinds holds the ways to name a contact, in the order they are proposed.
var kinds = []struct {
	name  string
	parse func(string) (string, error)
}{
	{"id", parseID},
	{"email", parseEmail},
	{"phone", parsePhone},
}

// ParseIdentifier reads "id:123", "email:ann@example.com" or
// "phone:+60121233112". A phone may lack its + and contain spaces, dashes,
// dots and parentheses. A value without its prefix is refused, as "60121233112"
// may be an id as well as a number; the error proposes what to write.
func ParseIdentifier(s string) (Identifier, error) {
	if err := checkText(s); err != nil {
		return Identifier{}, fmt.Errorf("identifier %q: %w", shorten(s, 80), err)
	}
	s = strings.TrimSpace(s)
	prefix, value, found := strings.Cut(s, ":")
	for _, kind := range kinds {
		if !found || !strings.EqualFold(prefix, kind.name) {
			continue
		}
		value, err := kind.parse(value)
		if err != nil {
			return Identifier{}, fmt.Errorf("identifier %q: %w", s, err)
		}
		return Identifier{kind.name, value}, nil
	}
	return Identifier{}, fmt.Errorf("identifier %q has no prefix id:, email: or phone:; %s", s, propose(s))
}

// checkText refuses what has no business in any identifier. Invisible
// characters come along when a number is copied from a contact list.
func checkText(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("is empty; write id:123, email:ann@example.com or phone:+60121233112")
	}
	if len(s) > maxIdentifier {
		return fmt.Errorf("has %d bytes; the limit is %d", len(s), maxIdentifier)
	}
	if !utf8.ValidString(s) {
		return errors.New("is not valid UTF-8")
	}
	for _, r := range s {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return fmt.Errorf("contains the invisible character %U; remove it", r)
		}
	}
	return nil
}

// propose guesses what was meant by an identifier without a prefix.
func propose(s string) string {
	if email, err := parseEmail(s); err == nil {
		return "write email:" + email
	}
	if phone, err := parsePhone(s); err == nil {
		if _, err := parseID(s); err == nil {
			return fmt.Sprintf("write phone:%s for a telephone number or id:%s for a contact id", phone, s)
		}
		return "write phone:" + phone
	}
	if id, err := parseID(s); err == nil {
		return "write id:" + id
	}
	return "write id:123, email:ann@example.com or phone:+60121233112"
}

var idPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^0*([1-9][0-9]{0,18})$`) })

func parseID(s string) (string, error) {
	m := idPattern().FindStringSubmatch(s)
	if m == nil {
		return "", errors.New("an id is a number of 1 to 19 digits, as in id:123")
	}
	return m[1], nil // without leading zeros, so that id:7 and id:007 are one contact
}

var emailPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`) })

func parseEmail(s string) (string, error) {
	if !emailPattern().MatchString(s) {
		return "", errors.New("not an email address; write it as in email:ann@example.com")
	}
	return s, nil
}

var phonePattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\+[1-9]\d{6,14}$`) })

func parsePhone(s string) (string, error) {
	if strings.Contains(s, "(0)") {
		return "", errors.New(`"(0)" is dialled only inside the country; leave it out`)
	}
	phone := strings.Map(dropPunctuation, s)
	if !strings.HasPrefix(phone, "+") {
		phone = "+" + phone
	}
	switch {
	case phonePattern().MatchString(phone):
		return phone, nil
	case strings.HasPrefix(phone, "+0"):
		return "", errors.New("the number must begin with its country code, without zeros before it, as in phone:+60121233112")
	}
	return "", errors.New("a phone number is + and 7 to 15 digits, as in phone:+60121233112")
}

// dropPunctuation removes what people put between the digits: any kind of
// space and dash, dots and parentheses.
func dropPunctuation(r rune) rune {
	if r == '.' || r == '(' || r == ')' || unicode.Is(unicode.Zs, r) || unicode.Is(unicode.Pd, r) {
		return -1
	}
	return r
}

// String gives the canonical spelling, such as "phone:+60121233112"; it is
// empty for the zero Identifier.
func (i Identifier) String() string {
	if i.IsZero() {
		return ""
	}
	return i.kind + ":" + i.value
}

// IsZero reports whether i names nobody.
func (i Identifier) IsZero() bool { return i.kind == "" }

// PathSegment gives the identifier as one segment of a URL's path. The
// characters : @ and + stay as they are; whatever could end the segment or
// the path, such as / ? # and %, is percent-encoded.
func (i Identifier) PathSegment() string { return url.PathEscape(i.String()) }
