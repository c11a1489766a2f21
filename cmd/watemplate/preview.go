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

func previewCommand(a *app) *cobra.Command {
	var s sending
	var from rowFlags
	var m mediaLoader
	plain, width := false, 0
	c := &cobra.Command{
		Use:   "preview [PATH...]",
		Short: "Show templates as the phone will show them",
		Long: `Show templates as the phone will show them, with their values filled in and marked.

On a terminal it opens a screen that lists the templates of the PATHs (files or
folders; without one those of .watemplate.yaml, or else of this folder) and redraws
when a file is saved. With --plain, or on a pipe, it prints the messages and ends;
so it does where --width, --name or --language ask for certain ones.

With --recipients the values are those of a row, which the screen steps through and
--row chooses. A column is named as --set names a parameter; to, phone, email, id and
language are the contact's. An empty cell leaves the value to the file, and --set wins.

In the screen, s sends what is shown to one contact, once its address, values and
request were seen and confirmed with a yes. That takes a base URL and a token, as
send does; with --sandbox it goes to a stand-in of the API inside this command.`,
		Example: `  watemplate preview
  watemplate preview --plain examples/track_order.yaml
  watemplate preview order.yaml --set order=A-1043 --width 60
  watemplate preview --plain order.yaml --recipients customers.csv --row 3
  watemplate preview examples --sandbox --to phone:+60121233112
  cat order.yaml | watemplate preview -`,
		ValidArgsFunction: completeYAML,
		RunE: func(c *cobra.Command, args []string) error {
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
			certain := plain || width > 0 || s.name != "" || s.language != "" || slices.Contains(args, "-")
			if !certain && a.inTerminal && a.outTerminal && a.getenv("TERM") != "dumb" {
				list, err := from.read(maxPreviewed)
				if err != nil {
					return err
				}
				channel, err := a.channel(c)
				if err != nil {
					return err
				}
				return a.screen(c.Context(), args, screening{values: values, media: &m, list: list, row: from.row, sending: &s, channel: channel})
			}
			if s.sandbox || s.to != "" {
				return usage("--sandbox and --to are for the screen, which this does not open; see watemplate send --help")
			}
			if width > 0 {
				a.width = width
			}
			list, err := from.read(1)
			if err != nil {
				return err
			}
			return a.printPreviews(args, &s.selection, values, list, from.row)
		},
	}
	s.flags(c)
	from.flags(c)
	m.flags(c)
	c.Flags().BoolVar(&plain, "plain", false, "print the messages and end, on a terminal too")
	c.Flags().IntVar(&width, "width", 0, "the width in cells (default the terminal's, 80 on a pipe)")
	return c
}

// printPreviews prints every document of the files. What can be drawn of a faulty file is drawn; its faults are
// printed too, and decide the exit status. Of the list of recipients they have the values of one row.
func (a *app) printPreviews(args []string, s *selection, values template.Values, list recipients, row int) error {
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
	a.sayUnused(list, chosen)
	for i, d := range chosen {
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		if len(chosen) > 1 || len(files) > 1 {
			fmt.Fprintf(a.out, "%s: %s\n", template.Visible(d.file.Name), template.Visible(d.String()))
		}
		p, err := bind(list.fill(d.Document, row), values)
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
