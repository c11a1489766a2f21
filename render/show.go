package render

import (
	"slices"

	"github.com/watemplate/watemplate/template"
)

// Show sets the scene of a template: its bubble, the cards of its carousel, what a tap on the phone opens, and a
// legend where a value is marked.
func Show(b *Bound) *Scene {
	s := newStage()
	for _, v := range b.Values {
		s.values[slot{v.Component, v.Card, v.Button, v.Number, v.Key}] = v
	}
	t := b.Template
	s.scene.language = t.Language.Value
	body := s.body(0, t.Body)
	for i := range body {
		body[i].folds = t.Category.Value == "marketing"
	}
	s.scene.bubble = sheet{
		body: slices.Concat(
			s.header(0, t.Header), s.offer(t), thumbnail(t.Buttons), s.orderStatus(t.OrderStatus), body, s.footer(t.Footer),
		),
		timed:    true,
		question: callPermission(t),
	}
	s.buttons(t.Buttons)
	for _, button := range t.Buttons {
		s.products(button)
	}
	s.carousel(t.Carousel)
	s.presets(t)
	return s.done()
}

// stage is a scene in the making.
type stage struct {
	scene  Scene
	values map[slot]Value
	seen   map[valueMark]string // the marks used, with the legend's sample of them
}

// slot is the address of a value: a number or a key in a component of a card, card 0 being none. The values are looked
// up often and may be many.
type slot struct {
	component            string
	card, button, number int
	key                  string
}

func (s slot) keyed(key string) slot {
	return slot{component: s.component, card: s.card, button: s.button, key: key}
}

func newStage() *stage { return &stage{values: map[slot]Value{}, seen: map[valueMark]string{}} }

// done adds the legend, in the order of the marks.
func (s *stage) done() *Scene {
	for mark := sent; mark < markCount; mark++ {
		if sample, ok := s.seen[mark]; ok {
			words := s.marked(markMeanings[mark].words, mark, sample)
			s.scene.legend = append(s.scene.legend, meaning{sample, Run{Text: words.Text, Param: words.Param}})
		}
	}
	return &s.scene
}

func (s *stage) note(text string) { s.scene.notes = append(s.scene.notes, text) }

func (s *stage) header(card int, h *template.Header) []block {
	if h == nil {
		return nil
	}
	at := slot{component: "header", card: card}
	switch h.Format.Value {
	case "text", "":
		return words(strong, literal(s.pieces(h.Text, at)))
	case "location":
		return s.place(at)
	case "product":
		return s.productHeader(at)
	}
	return slices.Concat(s.upload(at, h), words(normal, Markup(fixed(h.Caption.Value))))
}

func (s *stage) body(card int, b *template.Body) []block {
	if b == nil {
		return nil
	}
	return words(normal, Markup(s.pieces(b.Text, slot{component: "body", card: card})))
}

func (s *stage) footer(f *template.Footer) []block {
	if f == nil {
		return nil
	}
	return words(faint, literal(s.pieces(f.Text, slot{component: "footer"})))
}
