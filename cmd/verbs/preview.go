package verbs

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

// previewFlags are the flags of preview: which documents with which values, and what each way to show them wants.
type previewFlags struct {
	sending
	rows    rowFlags
	media   mediaLoader
	page    pageFlags
	picture pictureFlags
	plain   bool
	width   int
}

func previewCommand(a *app) *cobra.Command {
	var f previewFlags
	c := &cobra.Command{
		Use:   "preview [PATH...]",
		Short: "Show templates as the phone will show them",
		Long: `Show templates as the phone will show them, with their values filled in and marked.

On a terminal it opens a screen that lists the templates of the PATHs (files or
folders; without one those of .watemplate.yaml, or else of this folder) and redraws
when a file is saved. With --plain, or on a pipe, it prints the messages and ends;
so it does where --width, --name or --language ask for certain ones.

With --recipients the values are those of a row of a list, a CSV text or a workbook,
which the screen steps through and --row chooses. A column is named as --set names a
parameter, or --map says which it is; to, phone, email, id and language are the contact's.
An empty cell leaves the value to --set, or else to the file.

In the screen, s sends what is shown to one contact, once its address, values and
request were seen and confirmed with a yes. That takes a base URL and a token, as
send does; with --sandbox it goes to a stand-in of the API inside this command.

--html writes a page for reviewers into a folder: one file with every template as a
phone shows it, its faults, values and payloads, which asks the network for nothing.
--serve serves the page on this machine and loads it again when a file is saved.
With --changed-since both show what a branch has changed, before and after side by
side. Faults stand on the page and do not change the exit status; lint judges them.
--svg draws one message as a picture. Both hold the images that --media or
--fetch-media finds, and a label for the others.`,
		Example: `  watemplate preview
  watemplate preview --plain examples/track_order.yaml
  watemplate preview order.yaml --set order=A-1043 --width 60
  watemplate preview --plain order.yaml --recipients customers.csv --row 3
  watemplate preview examples --sandbox --to phone:+60121233112
  watemplate preview --html review templates/ --changed-since origin/main
  watemplate preview --serve templates/
  watemplate preview --svg order.svg order.yaml --language pt_BR
  cat order.yaml | watemplate preview -`,
		ValidArgsFunction: completeYAML,
		RunE:              func(c *cobra.Command, args []string) error { return a.preview(c, args, &f) },
	}
	f.sending.flags(c)
	f.rows.flags(c)
	f.media.flags(c)
	f.page.flags(c)
	f.picture.flags(c)
	c.Flags().BoolVar(&f.plain, "plain", false, "print the messages and end, on a terminal too")
	c.Flags().IntVar(&f.width, "width", 0, "the width in cells (default the terminal's, 80 on a pipe)")
	return c
}

// preview chooses the way to show what the arguments name.
func (a *app) preview(c *cobra.Command, args []string, f *previewFlags) error {
	if err := errors.Join(f.rows.check(a), oneWay(c), f.page.check(args), f.picture.check(), f.media.check()); err != nil {
		return err
	}
	args, err := a.paths(args)
	if err != nil {
		return err
	}
	values, err := f.values()
	if err != nil {
		return err
	}
	if f.width != 0 && (f.width < 20 || f.width > 500) {
		return usage("--width is %d; it takes 20 to 500", f.width)
	}
	certain := f.plain || f.page.asked() || f.picture.file != "" || f.width > 0 || f.name != "" || f.language != "" || slices.Contains(args, "-")
	if !certain && a.inTerminal && a.outTerminal && a.getenv("TERM") != "dumb" {
		list, err := f.rows.read(a, f.rows.parametersIn(a, args), maxPreviewed)
		if err != nil {
			return err
		}
		channel, err := a.channel(c)
		if err != nil {
			return err
		}
		return a.screen(c.Context(), args, screening{values, list, channel, f})
	}
	if f.sandbox || f.to != "" {
		return usage("--sandbox and --to are for the screen, which this does not open; see watemplate send --help")
	}
	if f.page.asked() {
		if f.rows.path != "" {
			return usage("--recipients fills in one message, and the page has them all; take it with --plain or --svg")
		}
		return a.previewPage(c.Context(), args, f, values)
	}
	if f.picture.file != "" {
		return a.drawPicture(c.Context(), args, f, values)
	}
	if f.width > 0 {
		a.width = f.width
	}
	return a.printPreviews(args, f, values)
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
// printed too, and decide the exit status. Of the list of recipients they have the values of one row.
func (a *app) printPreviews(args []string, f *previewFlags, values template.Values) error {
	files, err := a.parseAll(args)
	if err != nil {
		return err
	}
	var faulty error
	for _, file := range files {
		if err := a.blocked(file); err != nil {
			faulty = err
		}
	}
	chosen, err := a.choose(args, files, &f.selection)
	if err != nil {
		return err
	}
	list, err := f.rows.read(a, parametersOf(chosen), 1)
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
		p, err := list.bind(d.Document, f.rows.row, values)
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
