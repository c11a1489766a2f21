package page

import (
	"bytes"
	_ "embed"
	"encoding/json"
	html "html/template"
	"strings"
	"sync"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// Inbox is what arrived at a sandbox, as phones, and what was answered. Its page asks its server for itself again on the
// path sandbox/view whenever the path sandbox/events says that something has changed.
type Inbox struct {
	// Title heads the page, and Summary says how much arrived. Alarm says that the summary is bad news.
	Title, Summary string
	Alarm          bool
	// Contacts are those who got the newest messages, Phones the newest messages, Requests the newest answers. More says
	// that there are messages beyond the phones.
	Contacts []InboxContact
	Phones   []Phone
	Requests []InboxRequest
	More     bool
}

// InboxContact is somebody who got messages.
type InboxContact struct {
	Contact string
	Count   int    // of messages
	Last    string // what the newest one is called
}

// Phone is a message that arrived.
type Phone struct {
	Number  int    // by which it is known
	Nth     int    // of the contact's
	Contact string // who got it
	Name    string // what it is called
	ID      int64  // that was answered
	Time    string // with seconds
	// Bubble is what [Bubble] draws. It is empty where the message cannot be shown.
	Bubble string
	// Payload is the message as it was sent, as JSON.
	Payload []byte
}

// InboxRequest is a request and what was answered to it.
type InboxRequest struct {
	Number  int
	Place   int // among those that could be accepted; 0 for others
	Time    string
	Request string
	Answer  string
	Fault   string // that it met
	Good    bool   // the answer is a success
}

// Bubble draws a scene for a [Phone]; time stands in its corner.
func Bubble(s *render.Scene, time string) string { return s.HTML(render.HTMLLook{Time: time}) }

var (
	//go:embed inbox.html
	inboxMarkup string
	//go:embed inbox.css
	inboxSheet string
	//go:embed inbox.js
	inboxScript string
)

func inboxStyle() string { return style() + inboxSheet }

var inboxTemplate = sync.OnceValue(func() *html.Template {
	return html.Must(html.New("inbox").Funcs(html.FuncMap{
		"show":   template.Visible,
		"style":  func() html.CSS { return html.CSS(inboxStyle()) },
		"script": func() html.JS { return html.JS(inboxScript) },
		"hue":    func(contact string) int { return group{Name: contact}.Hue() },
		"policy": InboxPolicy,
		"bubble": func(p Phone) html.HTML { return html.HTML(p.Bubble) },
		"pretty": pretty,
	}).Parse(inboxMarkup))
})

// pretty is a payload, indented and escaped.
func pretty(payload []byte) html.HTML {
	var indented bytes.Buffer
	if json.Indent(&indented, payload, "", "  ") != nil {
		return html.HTML(html.HTMLEscapeString(template.Visible(string(payload))))
	}
	lines := strings.Split(indented.String(), "\n")
	for i, line := range lines {
		lines[i] = jsonEscapes.Replace(template.Visible(line))
	}
	return html.HTML(strings.Join(lines, "\n"))
}

// InboxPolicy is the content security policy of the page, which carries it itself; a server sends it too.
func InboxPolicy() string {
	return "default-src 'none'; style-src " + hash(inboxStyle()) + "; script-src " + hash(inboxScript) +
		"; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'"
}

// Bytes is the page.
func (i Inbox) Bytes() ([]byte, error) {
	var out bytes.Buffer
	err := inboxTemplate().ExecuteTemplate(&out, "page", i)
	return out.Bytes(), err
}

// View is the parts of the page that change, as JSON, for its script.
func (i Inbox) View() ([]byte, error) {
	parts := map[string]any{"summary": template.Visible(i.Summary), "alarm": i.Alarm, "more": i.More}
	for _, name := range []string{"contacts", "phones", "requests"} {
		var out strings.Builder
		if err := inboxTemplate().ExecuteTemplate(&out, name, i); err != nil {
			return nil, err
		}
		parts[name] = out.String()
	}
	return json.Marshal(parts)
}
