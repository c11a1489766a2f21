package verbs

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/jpeg"
	"image/png"

	"github.com/watemplate/watemplate/render"
)

// What a picture may cost on a page or in a drawn message, which have to be sent and kept.
const (
	embeddedSide    = 640 // pixels of the longer side: a bubble on a fine display
	embeddedQuality = 80
	embeddedCount   = 256 // that a served page does not make anew
)

// embed returns the picture that a template of that file links to, as a data URI. It is empty where there is none, for
// whatever reason: a page then says what there is a picture of.
func (m *mediaLoader) embed(ctx context.Context, file, link string) string {
	source, err := m.find(ctx, file, link)
	if err != nil {
		return ""
	}
	uri, err := m.embedded.once(ctx, embeddedCount, source.key, func() (string, error) {
		picture, err := source.read()
		if err != nil {
			return "", err
		}
		return dataURI(render.Shrink(picture, embeddedSide))
	})
	if err != nil {
		return ""
	}
	return uri
}

// dataURI writes a picture anew, without what else its file may tell, such as where it was taken: as a JPEG, or as a
// PNG if it can be seen through.
func dataURI(picture image.Image) (string, error) {
	var file bytes.Buffer
	kind, err := "jpeg", error(nil)
	if p, ok := picture.(interface{ Opaque() bool }); ok && !p.Opaque() {
		kind, err = "png", png.Encode(&file, picture)
	} else {
		err = jpeg.Encode(&file, picture, &jpeg.Options{Quality: embeddedQuality})
	}
	if err != nil {
		return "", err
	}
	return "data:image/" + kind + ";base64," + base64.StdEncoding.EncodeToString(file.Bytes()), nil
}
