package verbs

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/recipients"
	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// launch is a campaign that a command begins or goes on with.
type launch struct {
	*app
	flags    *campaigning
	sandbox  bool
	yes      bool
	variants *variants
	values   template.Values
	envelope envelope
	list     *recipients.Reader
	client   *send.Client
	campaign journal.Campaign
	journal  *journal.Journal
	place    string // of the journal, for people
}

// newLaunch reads the flags, the template and the names of the list's columns. The list is the caller's to close.
func (a *app) newLaunch(c *cobra.Command, s *sending, path string) (*launch, error) {
	l := &launch{app: a, flags: &s.campaign, sandbox: s.sandbox, yes: s.yes}
	channel, err := a.channel(c)
	if err != nil {
		return nil, err
	}
	if err := s.campaign.check(c, &s.connection); err != nil {
		return nil, err
	}
	l.envelope = envelope{render.Message, render.Envelope{Channel: channel}}
	if l.values, err = s.values(); err != nil {
		return nil, err
	}
	if l.variants, err = a.variants(path, &s.selection); err != nil {
		return nil, err
	}
	if err := l.variants.knows(l.values); err != nil {
		return nil, err
	}
	if l.client, err = a.client(&s.connection); err != nil {
		return nil, err
	}
	if !s.sandbox && !s.dryRun {
		if err := a.usable(l.client, ", or try it with --sandbox or --dry-run"); err != nil {
			return nil, err
		}
	}
	if l.list, err = s.campaign.list.open(a, parametersOf(l.variants.documents), recipients.Options{}); err != nil {
		return nil, err
	}
	if err = l.variants.narrow(l.list, &s.campaign.list); err == nil {
		l.campaign, err = l.identity(s.language)
	}
	if err != nil {
		return nil, errors.Join(err, l.list.Close())
	}
	return l, nil
}

// maxName is the longest name of a campaign.
const maxName = 200

// check refuses what no campaign could be begun with.
func (f *campaigning) check(c *cobra.Command, s *connection) error {
	if c.Flags().Changed("expect") {
		if f.expect < 0 {
			return usage("--expect is %d; it is the number of recipients", f.expect)
		}
	} else {
		f.expect = -1
	}
	if f.canary < 0 {
		return usage("--canary is %d; it is the number of recipients who are sent to first", f.canary)
	}
	if f.canary > 0 && f.limit > 0 {
		return usage("--canary and --limit both say where to stop; give one of them")
	}
	if len(f.name) > maxName || template.Visible(f.name) != f.name || strings.TrimSpace(f.name) != f.name {
		return usage("--campaign is %q; a name has at most %d bytes, no control characters, and no blanks at its ends", f.name, maxName)
	}
	if sameFile(f.badRows, f.list.path) {
		return usage("--bad-rows is the list itself, which would be lost; name another file")
	}
	return f.running.check(c, s)
}

// described is the template for people, and where it stands.
func (l *launch) described() string {
	d := l.variants.documents[0]
	if d.Template == nil {
		return fmt.Sprintf("%s, %s", d, d.file.Name)
	}
	return fmt.Sprintf("%s, %s", l.variants.name(), d.file.Name)
}

// api is where the messages go, for people and for the journal.
func (l *launch) api() string {
	if l.sandbox {
		return sandboxAPI
	}
	return strings.TrimRight(l.client.BaseURL, "/")
}

func (l *launch) channel() string {
	if c := l.envelope.Channel; c != nil {
		return strconv.FormatInt(*c, 10)
	}
	return ""
}

// way is how the messages go, for people.
func (l *launch) way() string {
	api := cmp.Or(l.api(), "no base URL yet (set WATEMPLATE_BASE_URL or --base-url)")
	if c := l.channel(); c != "" {
		return api + ", channel " + c
	}
	return api + ", each contact's last channel"
}

// badRowsPath is where rows with faults are written.
func (l *launch) badRowsPath() string {
	if l.flags.badRows != "" {
		return l.flags.badRows
	}
	return badRowsPath(l.flags.list.path)
}

// sameFile reports whether two paths lead to one file that is there.
func sameFile(a, b string) bool {
	one, err1 := os.Stat(a)
	other, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(one, other)
}
