package main

import (
	"io"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// drawSVG draws the one message that the arguments and flags speak of. Faults of its file are printed and decide the
// exit status, as with other previews; what can be drawn is drawn.
func (a *app) drawSVG(args []string, o *previewFlags, values template.Values) error {
	files, err := a.parseAll(args)
	if err != nil {
		return err
	}
	chosen, err := a.choose(args, files, &o.selection)
	switch {
	case err != nil:
		return err
	case len(chosen) == 0:
		return a.blocked(files[0])
	case len(chosen) > 1:
		return usage("--svg draws one message; choose among %s with --name or --language", listing(chosen))
	}
	d := chosen[0]
	faulty := a.blocked(d.file)
	p, err := bind(d.Document, values)
	if err != nil {
		return err
	}
	picture := p.scene().SVG(render.SVGLook{Title: d.String(), Dark: o.dark, Time: previewTime})
	if o.svg == "-" {
		_, err = io.WriteString(a.out, picture)
	} else {
		err = writeFile(o.svg, []byte(picture))
	}
	if err != nil {
		return err
	}
	return faulty
}
