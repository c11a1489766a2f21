package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/template"
)

// pageFlags are those of the page for reviewers.
type pageFlags struct {
	html  string // the folder that it is written into
	serve bool
	addr  string // to serve it on; empty takes a free port
	since string // the revision to compare with; empty for none
}

func (p *pageFlags) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&p.html, "html", "", "write a page for reviewers, index.html, into a folder")
	f.BoolVar(&p.serve, "serve", false, "serve the page on this machine, and load it again when a file is saved, until Ctrl-C")
	f.StringVar(&p.addr, "addr", "", "the address to serve on (default 127.0.0.1 with a free port)")
	f.StringVar(&p.since, "changed-since", "", "show on the page what changed since a git revision branched off, before and after")
}

// asked reports whether the page is wanted.
func (p *pageFlags) asked() bool { return p.html != "" || p.serve }

func (p *pageFlags) check(args []string) error {
	switch {
	case p.since != "" && !p.asked():
		return usage("--changed-since belongs to the page; add --html DIR or --serve")
	case p.addr != "" && !p.serve:
		return usage("--addr is where --serve serves; add it")
	case p.addr != "" && !loopback(p.addr):
		return usage("--addr is %q; the page is served on this machine alone, such as 127.0.0.1:8788", p.addr)
	case p.asked() && slices.Contains(args, "-"):
		return usage("the page is made of files and folders; leave - out")
	}
	return nil
}

// previewPage writes the page or serves it.
func (a *app) previewPage(ctx context.Context, args []string, f *previewFlags, values template.Values) error {
	config, err := a.config()
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	g := &gallery{a, args, &f.selection, &f.media, values, f.page.since, config.Channel}
	if f.page.serve {
		return g.servePage(ctx, cmp.Or(f.page.addr, "127.0.0.1:0"))
	}
	return g.writePage(ctx, f.page.html)
}

// writePage writes the page into a folder. Faults stand on the page and do not change the exit status: to judge them is
// lint's business.
func (g *gallery) writePage(ctx context.Context, dir string) error {
	p, report, unreadable := g.page(ctx)
	if p == nil {
		return unreadable
	}
	html, err := p.Bytes()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return errors.Join(unreadable, explainPath(dir, err))
	}
	path := filepath.Join(dir, "index.html")
	if err := writeFile(path, html); err != nil {
		return errors.Join(unreadable, err)
	}
	fmt.Fprintf(g.err, "%s: %s; %s\n", template.Visible(path), plural(len(p.Entries), "message"), report.Summary())
	return unreadable
}
