package lint

import (
	"cmp"
	"strings"

	"github.com/watemplate/watemplate/template"
)

const (
	minCards       = 2
	maxCards       = 10
	maxCardButtons = 2
	maxCardBreaks  = 2
)

// A carousel is registered with its cards; of product cards, of which two are registered, as many are sent.
var carouselCardCount = Rule{
	ID:       "carousel-card-count",
	Summary:  "a carousel has 2 to 10 cards",
	Severity: template.Error,
	Stage:    template.Both,
	Check: func(p *Pass) {
		c := p.Template.Carousel
		if c == nil {
			return
		}
		switch n := len(c.Cards); {
		case n == 0: // said by the schema
		case n < minCards:
			p.ReportHint(c.At(), "add another, or make the one card the template", "carousel has 1 card; the least is %d", minCards)
		case n > maxCards:
			p.Report(c.Cards[maxCards].At(), "carousel has %d cards; the limit is %d", n, maxCards)
		}
	},
}

var carouselCardHeader = Rule{
	ID:       "carousel-card-header",
	Summary:  "every card has a header of format image, video or product",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for i, c := range cards(p) {
			if c.Header == nil {
				p.Report(c.At(), "card %d has no header; a card has one of format image, video or product", i+1)
				continue
			}
			switch c.Header.Format.Value {
			case "image", "video", "product", "":
			default:
				p.Report(c.Header.Format.At(), "the header of card %d is of format %s; that of a card is image, video or product", i+1, c.Header.Format.Value)
			}
		}
	},
}

var carouselCardBodyLines = Rule{
	ID:       "carousel-card-body-lines",
	Summary:  "the body of a card has at most two line breaks",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range cardBodies(p) {
			n := strings.Count(t.Value, "\n")
			if n <= maxCardBreaks {
				continue
			}
			i := -1
			for range maxCardBreaks + 1 {
				i += 1 + strings.IndexByte(t.Value[i+1:], '\n')
			}
			p.Report(t.Span(lineAfter(t.Value, i)), "%s has %d line breaks; the limit is %d", t.noun, n, maxCardBreaks)
		}
	},
}

var carouselCardButtons = Rule{
	ID:       "carousel-card-buttons",
	Summary:  "a card of a picture or a video has at most two buttons, each a quick_reply, a url or a phone_number",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for i, c := range cards(p) {
			if product(c) {
				continue
			}
			if n := len(c.Buttons); n > maxCardButtons {
				p.Report(c.Buttons[maxCardButtons].At(), "card %d has %d buttons; the limit is %d", i+1, n, maxCardButtons)
			}
			for _, b := range c.Buttons {
				switch b.Type.Value {
				case "quick_reply", "url", "phone_number", "":
				default:
					p.Report(b.Type.At(), "card %d has a button of type %s; a card takes quick_reply, url and phone_number", i+1, b.Type.Value)
				}
			}
		}
	},
}

var carouselCardNoButtons = Rule{
	ID:       "carousel-card-no-buttons",
	Summary:  "a card has a button",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for i, c := range cards(p) {
			if len(c.Buttons) == 0 && !product(c) {
				p.Report(c.At(), "card %d has no button; it may be refused", i+1)
				return // the others are like it, or another rule says so
			}
		}
	},
}

var productCarouselBody = Rule{
	ID:       "product-carousel-body",
	Summary:  "a card of a product has no body",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for i, c := range cards(p) {
			if product(c) && c.Body != nil {
				p.ReportHint(cmp.Or(c.Body.Text.At(), c.At()), "leave it out: WhatsApp shows the product's own name and price", "card %d shows a product and has a body", i+1)
			}
		}
	},
}

var productCarouselButton = Rule{
	ID:       "product-carousel-button",
	Summary:  "a card of a product has one button, an spm or a url",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for i, c := range cards(p) {
			if !product(c) {
				continue
			}
			switch n := len(c.Buttons); n {
			case 0:
				p.ReportHint(c.At(), "add one of type spm", "card %d shows a product and has no button", i+1)
				continue
			case 1:
			default:
				p.Report(c.Buttons[1].At(), "card %d shows a product and has %d buttons; the limit is 1", i+1, n)
			}
			if b := c.Buttons[0]; b.Type.Value != "spm" && b.Type.Value != "url" && b.Type.Value != "" {
				p.Report(b.Type.At(), "card %d shows a product and has a button of type %s; it takes spm or url", i+1, b.Type.Value)
			}
		}
	},
}

func cards(p *Pass) []*template.Card {
	if p.Template.Carousel == nil {
		return nil
	}
	return p.Template.Carousel.Cards
}

// product reports whether a card shows a product of the catalogue.
func product(c *template.Card) bool { return c.Header != nil && c.Header.Format.Value == "product" }

func cardBodies(p *Pass) []text { return p.byKind[cardBodyKind] }
