// Package page draws the page on which templates are reviewed: one file of HTML with every template in every language
// as a phone shows it, beside its faults, its values and its payloads. It needs no network, and no script to be read.
//
// Whatever stands in a template is a stranger's: it is escaped, and the page's own policy lets no script run but ours.
package page

import (
	"bytes"
	"cmp"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// Page is what is to be reviewed.
type Page struct {
	// Title heads the page: what the templates are called together.
	Title string
	// Entries are its templates and messages, in any order.
	Entries []Entry
	// Strays are the faults of files that belong to none of the entries, such as those of a file that is no YAML.
	Strays []Fault
	// Since is the revision with which the entries are compared, empty for none. Unchanged is then how many templates
	// are left out because they are as they were.
	Since     string
	Unchanged int
	// Envelope is what the payloads carry besides their templates.
	Envelope render.Envelope
	// Time stands in the corner of every message, unless it is empty.
	Time string
	// Image returns a picture that a file links to, as [render.HTMLLook.Image] does, and the same each time. Once they
	// are more than 8 MB together, the others are left out. It may be nil.
	Image func(file, link string) string
	// Live names this state of the page, and makes the page listen to its server: it is loaded again as soon as the
	// server has another name to send on the path events. Empty, the page is a file and listens to nobody.
	Live string
}

// Entry is a template or message as it is, and as it was where the page compares. One of the two may be nil: it is new,
// or deleted.
type Entry struct {
	Old, New *Version
}

// Version is one state of a template or message.
type Version struct {
	template.Document
	// File is where it stands, as diagnostics name it.
	File string
	// Bound is the template with its values; nil for a message.
	Bound *render.Bound
	// Faults are those of the document, in the order of the file.
	Faults []Fault
}

// Fault is a diagnostic with the line on which it begins, in three parts, ready to be shown; all three are empty where
// there is no line.
type Fault struct {
	template.Diagnostic
	Before, Covered, After string
}

// Bytes is the page as a file. The same Page gives the same bytes.
func (p Page) Bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := pageTemplate().Execute(&out, p.view()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Policy is the content security policy of the page, which carries it itself; a server sends it too.
func (p Page) Policy() string {
	policy := "default-src 'none'; style-src " + hash(style()) + "; script-src " + hash(script) +
		"; img-src data:; base-uri 'none'; form-action 'none'"
	if p.Live != "" {
		policy += "; connect-src 'self'"
	}
	return policy
}

// current is the version that names an entry: the new one, if there is one.
func (e Entry) current() *Version { return cmp.Or(e.New, e.Old) }

// name and language are those of a version; a message, which has none, is called by its type.
func (v *Version) name() string {
	if v.Template == nil {
		return v.String()
	}
	return cmp.Or(v.Template.Name.Value, "(no name)")
}

func (v *Version) language() string {
	if v.Template == nil {
		return ""
	}
	return v.Template.Language.Value
}

func (v *Version) category() string {
	if v.Template == nil {
		return ""
	}
	return v.Template.Category.Value
}
