package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// previewTime is the time in a preview's corner. It is always the same, so that a preview of the same file is.
const previewTime = "12:00"

// previewFlags are the flags of preview.
type previewFlags struct {
	selection

	plain bool
	width int
	// The page for reviewers: the folder that it is written into, or the address that it is served on, and the revision
	// with which it compares.
	html         string
	serve        bool
	addr         string
	changedSince string
	// The picture.
	svg  string
	dark bool
}

func previewCommand(a *app) *cobra.Command {
	var o previewFlags
	c := &cobra.Command{
		Use:   "preview [PATH...]",
		Short: "Show templates as the phone will show them",
		Long: `Show templates as the phone will show them, with their values filled in and marked.

On a terminal it opens a screen that lists the templates of the PATHs (files or
folders; without one those of .watemplate.yaml, or else of this folder) and redraws
when a file is saved. With --plain, or on a pipe, it prints the messages and ends;
so it does where --width, --name or --language ask for certain ones.

--html writes a page for reviewers into a folder: one file with every template as a
phone shows it, its faults, values and payloads, which asks the network for nothing.
--serve serves the page on this machine and loads it again when a file is saved.
With --changed-since both show what a branch has changed, before and after side by
side. Faults stand on the page and do not change the exit status; lint judges them.

--svg draws one message as a picture.`,
		Example: `  watemplate preview
  watemplate preview --plain examples/track_order.yaml
  watemplate preview order.yaml --set order=A-1043 --width 60
  cat order.yaml | watemplate preview -
  watemplate preview --html review templates/ --changed-since origin/main
  watemplate preview --serve templates/
  watemplate preview --svg order.svg order.yaml --language pt_BR`,
		ValidArgsFunction: completeYAML,
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(c, args); err != nil {
				return err
			}
			return a.preview(c, args, &o)
		},
	}
	o.selection.flags(c)
	f := c.Flags()
	f.BoolVar(&o.plain, "plain", false, "print the messages and end, on a terminal too")
	f.IntVar(&o.width, "width", 0, "the width in cells (default the terminal's, 80 on a pipe)")
	f.StringVar(&o.html, "html", "", "write a page for reviewers, index.html, into a folder")
	f.BoolVar(&o.serve, "serve", false, "serve the page on this machine, and load it again when a file is saved, until Ctrl-C")
	f.StringVar(&o.addr, "addr", "127.0.0.1:0", "the address to serve on; port 0 takes a free one")
	f.StringVar(&o.changedSince, "changed-since", "", "show on the page what changed since a git revision branched off, before and after")
	f.StringVar(&o.svg, "svg", "", "draw one message as a picture, into a file (- for the standard output)")
	f.BoolVar(&o.dark, "dark", false, "draw the picture as a dark phone shows it")
	return c
}

func (o *previewFlags) check(c *cobra.Command, args []string) error {
	ways := 0
	for _, flag := range []string{"plain", "html", "serve", "svg"} {
		if c.Flags().Changed(flag) {
			ways++
		}
	}
	page := o.html != "" || o.serve
	switch {
	case o.width != 0 && (o.width < 20 || o.width > 500):
		return usage("--width is %d; it takes 20 to 500", o.width)
	case ways > 1:
		return usage("--plain, --html, --serve and --svg are different ways to show a template; take one")
	case o.changedSince != "" && !page:
		return usage("--changed-since belongs to the page; add --html DIR or --serve")
	case page && slices.Contains(args, "-"):
		return usage("the page is made of files and folders; leave - out")
	case c.Flags().Changed("addr") && !o.serve:
		return usage("--addr is where --serve serves; add it")
	case o.dark && o.svg == "":
		return usage("--dark belongs to --svg; a terminal has colours of its own, and the page shows both")
	}
	return nil
}

func (a *app) preview(c *cobra.Command, args []string, o *previewFlags) error {
	args, err := a.paths(args)
	if err != nil {
		return err
	}
	values, err := o.values()
	if err != nil {
		return err
	}
	if o.html != "" || o.serve {
		return a.previewPage(c, args, o, values)
	}
	if o.svg != "" {
		return a.drawSVG(args, o, values)
	}
	certain := o.plain || o.width > 0 || o.name != "" || o.language != "" || slices.Contains(args, "-")
	if !certain && a.inTerminal && a.outTerminal && a.getenv("TERM") != "dumb" {
		return a.screen(c.Context(), args, values)
	}
	if o.width > 0 {
		a.width = o.width
	}
	return a.printPreviews(args, &o.selection, values)
}

// printPreviews prints every document of the files. What can be drawn of a faulty file is drawn; its faults are
// printed too, and decide the exit status.
func (a *app) printPreviews(args []string, s *selection, values template.Values) error {
	files, err := a.parseAll(args)
	if err != nil {
		return err
	}
	var faulty error
	for _, f := range files {
		if err := a.blocked(f); err != nil {
			faulty = err
		}
	}
	chosen, err := a.choose(args, files, s)
	if err != nil {
		return err
	}
	for i, d := range chosen {
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		if len(chosen) > 1 || len(files) > 1 {
			fmt.Fprintf(a.out, "%s: %s\n", template.Visible(d.file.Name), template.Visible(d.String()))
		}
		p, err := bind(d.Document, values)
		if err != nil {
			return err
		}
		if err := p.draw(a.out, a.look(a.outTerminal, previewTime)); err != nil {
			return err
		}
	}
	return faulty
}

// look is how this shell wants a preview on one of its streams.
func (a *app) look(terminal bool, at string) render.Look {
	look := render.Look{Width: a.width, Color: a.colour(a.color, terminal), Time: at}
	if a.dark() {
		look.Theme = render.Dark
	}
	return look
}
