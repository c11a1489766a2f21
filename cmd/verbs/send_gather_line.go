package verbs

import (
	"fmt"
	"time"

	"github.com/watemplate/watemplate/template"
)

// readingLine tells on a terminal how many rows of a long list have been read, in a line that is gone afterwards.
type readingLine struct {
	app  *app
	list string
	next time.Time // when the line is to be written again
	seen bool
}

// readingEvery is how often the line is written; a short list is read before the first.
const readingEvery = 200 * time.Millisecond

func (r *readingLine) at(rows int64) {
	now := time.Now()
	if r.next.IsZero() {
		r.next = now.Add(readingEvery)
	}
	if !r.app.errTerminal || r.app.getenv("TERM") == "dumb" || now.Before(r.next) {
		return
	}
	r.next, r.seen = now.Add(readingEvery), true
	fmt.Fprintf(r.app.err, "\r\x1b[Kreading %s: %s", template.Visible(r.list), amount(rows, "row"))
}

// end takes the line away.
func (r *readingLine) end() {
	if r.seen {
		fmt.Fprint(r.app.err, "\r\x1b[K")
		r.seen = false
	}
}
