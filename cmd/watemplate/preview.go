package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// previewTime is the time in a preview's corner. It is always the same, so that a preview of the same file is.
const previewTime = "12:00"

func previewCommand(a *app) *cobra.Command {
	var s selection
	var page pageFlags
	var picture pictureFlags
	plain, width := false, 0
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
			if err := errors.Join(oneWay(c), page.check(args), picture.check()); err != nil {
				return err
			}
			args, err := a.paths(args)
			if err != nil {
				return err
			}
			values, err := s.values()
			if err != nil {
				return err
			}
			if width != 0 && (width < 20 || width > 500) {
				return usage("--width is %d; it takes 20 to 500", width)
			}
			switch {
			case page.asked():
				return a.previewPage(c.Context(), args, &s, values, page)
			case picture.file != "":
				return a.drawPicture(args, &s, values, picture)
			}
			certain := plain || width > 0 || s.name != "" || s.language != "" || slices.Contains(args, "-")
			if !certain && a.inTerminal && a.outTerminal && a.getenv("TERM") != "dumb" {
				return a.screen(c.Context(), args, values)
			}
			if width > 0 {
				a.width = width
			}
			return a.printPreviews(args, &s, values)
		},
	}
	s.flags(c)
	page.flags(c)
	picture.flags(c)
	c.Flags().BoolVar(&plain, "plain", false, "print the messages and end, on a terminal too")
	c.Flags().IntVar(&width, "width", 0, "the width in cells (default the terminal's, 80 on a pipe)")
	return c
}

// oneWay asks for one way to show a template.
func oneWay(c *cobra.Command) error {
	ways := 0
	for _, flag := range []string{"plain", "html", "serve", "svg"} {
		if c.Flags().Changed(flag) {
			ways++
		}
	}
	if ways > 1 {
		return usage("--plain, --html, --serve and --svg are different ways to show a template; take one")
	}
	return nil
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
