package recipients

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/watemplate/watemplate/send"
)

// contact says whom a row is for: the first of to, phone, email and id that is filled in.
func (r *Reader) contact(to *Recipient) *Fault {
	for _, key := range contactKeys {
		i, found := r.columns.contact[key]
		if !found || to.Cells[i].Text == "" && to.Cells[i].Kind == Text {
			continue
		}
		cell := to.Cells[i]
		if r.options.AnyContact {
			to.Contact = cell.Value()
			return nil
		}
		contact, err := r.options.identify(key, cell)
		if err != nil {
			return &Fault{cell.Place, err.Error()}
		}
		to.Contact = contact
		return nil
	}
	if r.options.AnyContact {
		return nil
	}
	for _, key := range contactKeys {
		if i, found := r.columns.contact[key]; found {
			return faultAt(to.Cells[i].Place, "the row does not say whom the message goes to; fill in %q", r.header[i].Text)
		}
	}
	return nil
}

// identify makes an identifier of a cell in the column of a key.
func (o *Options) identify(key string, c Cell) (string, error) {
	if f := sound(c); f != nil {
		return "", errors.New(f.Message)
	}
	switch c.Kind {
	case Date:
		return "", fmt.Errorf("%s is a date; format the column as text and enter it again", c.Text)
	case Bool:
		return "", fmt.Errorf("%s is a truth value and no contact; enter it again", c.Text)
	}
	text := strings.TrimSpace(strings.Map(dropInvisible, c.dialled()))
	if exponent(text) {
		return "", fmt.Errorf("%s is a number that a spreadsheet has cut short; format the column as text and enter it again", c.Text)
	}
	if key == "to" {
		var err error
		if key, text, err = o.kind(text); err != nil {
			return "", err
		}
	}
	if key == "phone" {
		return o.phone(text)
	}
	return identifier(key, text)
}

// kind says what the text of a column to is: by its prefix, or by what it looks like.
func (o *Options) kind(text string) (key, rest string, err error) {
	if prefix, rest, found := strings.Cut(text, ":"); found {
		for _, key := range contactKeys[1:] {
			if strings.EqualFold(strings.TrimSpace(prefix), key) {
				return key, strings.TrimSpace(rest), nil
			}
		}
	}
	switch {
	case strings.Contains(text, "@"):
		return "email", text, nil
	case international(text), o.Region != "" && looksDialled(text):
		return "phone", text, nil
	case looksDialled(text):
		return "", "", fmt.Errorf("%s may be an id or a telephone number; write id:%s or phone:+..., or give --region", text, text)
	}
	return "", "", fmt.Errorf("%q is no contact; write id:123, email:ann@example.com or phone:+60121233112", text)
}

// phone makes an identifier of a telephone number.
func (o *Options) phone(text string) (string, error) {
	if !international(text) && o.Region == "" {
		if looksDialled(text) {
			return "", fmt.Errorf("%s has no country code, or has lost its plus; write it as +60121233112, or give --region", text)
		}
		return "", fmt.Errorf("%q is no telephone number; write it as +60121233112", text)
	}
	if rest, found := strings.CutPrefix(text, "00"); found {
		text = "+" + rest
	}
	if o.Phone != nil {
		number, err := o.Phone(text, o.Region)
		if err != nil {
			return "", err
		}
		text = number
	}
	if !strings.HasPrefix(text, "+") {
		return "", fmt.Errorf("%s has no country code; write it as +60121233112", text)
	}
	return identifier("phone", text)
}

// identifier is the canonical spelling of a contact.
func identifier(key, text string) (string, error) {
	id, err := send.ParseIdentifier(key + ":" + text)
	if err != nil {
		if reason := errors.Unwrap(err); reason != nil {
			err = reason
		}
		return "", fmt.Errorf("%q: %w", text, err)
	}
	return id.String(), nil
}

// dialled is a cell's text, or what its sheet shows of a number if that has a plus or zeros which the number has not.
func (c Cell) dialled() string {
	if c.Shown != "" && digits(c.Shown) == digits(c.Text) && !strings.ContainsAny(c.Shown, ".,eE") {
		return c.Shown
	}
	return c.Text
}

// international reports whether a number begins with its country code.
func international(text string) bool {
	return strings.HasPrefix(text, "+") || strings.HasPrefix(text, "\uff0b") || strings.HasPrefix(text, "00")
}

// looksDialled reports whether a text has digits, and nothing that is not written between them.
func looksDialled(text string) bool {
	return strings.ContainsFunc(text, unicode.IsDigit) && !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsDigit(r) && !unicode.Is(unicode.Zs, r) && !unicode.Is(unicode.Pd, r) && !strings.ContainsRune(".()/", r)
	})
}

// dropInvisible drops the characters without a look of their own that come along when a contact is copied: marks of the
// direction and of joining, blanks without a width, soft hyphens and byte order marks. They are all of the kind Cf.
func dropInvisible(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

// digits counts the digits of a number without the zeros before it.
func digits(text string) int {
	n := 0
	for _, r := range text {
		if '0' <= r && r <= '9' && (n > 0 || r != '0') {
			n++
		}
	}
	return n
}

var exponentPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^-?[0-9]([.,][0-9]+)?[eE][+-][0-9]{2,3}$`) })

// exponent reports whether a text is how spreadsheets show a number that is too long for its cell, such as 6.01E+10.
func exponent(text string) bool {
	return strings.ContainsAny(text, "eE") && exponentPattern().MatchString(text)
}

// sheetErrors are what a sheet shows in place of a value that it cannot work out.
var sheetErrors = map[string]bool{
	"#REF!": true, "#N/A": true, "#NAME?": true, "#VALUE!": true, "#DIV/0!": true, "#NUM!": true, "#NULL!": true,
	"#SPILL!": true, "#CALC!": true, "#GETTING_DATA": true, "#FIELD!": true, "#BLOCKED!": true, "#CONNECT!": true, "#UNKNOWN!": true,
}
