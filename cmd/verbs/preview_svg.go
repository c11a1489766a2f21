package verbs

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// pictureFlags are those of a message's picture.
type pictureFlags struct {
	file string // - for the standard output
	dark bool
}

func (p *pictureFlags) flags(c *cobra.Command) {
	c.Flags().StringVar(&p.file, "svg", "", "draw one message as a picture, into a file (- for the standard output)")
	c.Flags().BoolVar(&p.dark, "dark", false, "draw the picture as a dark phone shows it")
}

func (p *pictureFlags) check() error {
	if p.dark && p.file == "" {
		return usage("--dark belongs to --svg; a terminal has colours of its own, and the page shows both")
	}
	return nil
}

// drawPicture draws the one message that the arguments and flags speak of. Faults of its file are printed and decide the
// exit status, as with other previews; what can be drawn is drawn.
func (a *app) drawPicture(ctx context.Context, args []string, f *previewFlags, values template.Values) error {
	files, err := a.parseAll(args)
	if err != nil {
		return err
	}
	chosen, err := a.choose(args, files, &f.selection)
	switch {
	case err != nil:
		return err
	case len(chosen) == 0:
		return a.blocked(files[0])
	case len(chosen) > 1:
		return usage("--svg draws one message; choose among %s with --name or --language", listing(chosen))
	}
	list, err := f.rows.read(a, parametersOf(chosen), 1)
	if err != nil {
		return err
	}
	a.sayUnused(list, chosen)
	d, p := chosen[0], f.picture
	faulty := a.blocked(d.file)
	bound, err := list.bind(d.Document, f.rows.row, values)
	if err != nil {
		return err
	}
	svg := bound.scene().SVG(render.SVGLook{
		Title: d.String(), Dark: p.dark, Time: previewTime,
		Image: func(link string) string { return f.media.embed(ctx, d.file.Name, link) },
	})
	if p.file == "-" {
		_, err = io.WriteString(a.out, svg)
	} else {
		err = writeFile(p.file, []byte(svg))
	}
	if err != nil {
		return err
	}
	return faulty
}
