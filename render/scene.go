package render

// Scene is what the phone shows of a template or a message. It says what there is and not how it looks: a terminal's
// cells, a page's elements and a picture's shapes are drawn from the same one, in the order of its fields.
//
// Its texts are as the file has them, so that whoever draws them must make visible what a terminal would obey, and
// escape what a page would.
type Scene struct {
	language  string  // of the texts, as WhatsApp writes it; empty of a message, which has none
	bubble    sheet   // the message itself
	lists     []sheet // what its buttons open: products to choose from
	cards     []sheet // of the carousel, side by side on the phone
	more      int     // cards that the scene leaves out
	phoneOnly bool    // WhatsApp for desktop does not show it
	notes     []string
	legend    []meaning
	marks     []valueMark // of the values shown, by Run.Param - 1
}

// sheet is a part of the screen with a border of its own: a bubble, a card, a list that a button has opened. A rule
// parts its head, its body, each tap and the question.
type sheet struct {
	title    string // on its border, usually none
	head     []block
	body     []block
	timed    bool // the time stands in the corner of the body
	taps     []tap
	options  []tap // behind a last tap, which says seeAll
	more     int   // taps that the scene leaves out, after the options if there are any
	question []text
}

// block is a part of a sheet, at some distance from the next: texts close to each other, then a box, then products.
// Most blocks have but one of these.
type block struct {
	texts    []text
	folds    bool // of long texts the phone shows the beginning, until a tap on "Read more"
	box      *box
	products []product
}

// text is lines of one kind. The runs of a line tell what is formatted, and by their Param what stands for a value.
type text struct {
	role  role
	lines []Line
	short bool // one line, such as an address, that is cut in its middle rather than broken
}

// box is a thing inside a sheet that is no text: media, a location, an order, an offer, a product.
type box struct {
	kind    string // image, video, document, location ..., or whatever the file says
	symbol  string // of the kind
	label   string // the kind in words, empty where the name says it
	name    Line   // may be empty
	details []text // where it comes from, when it ends ...
	link    string // the address of the picture, film or file itself, where one is known
}

// product is one of a list.
type product struct {
	name, price, about string
	link               string // the address of its picture
}

// tap is something to tap on, with what the phone does not show of it: the address, the number, the code. Without a
// symbol it is no button, and says why.
type tap struct {
	kind    string // the button's type
	symbol  string
	label   Line
	details []Line
}

// meaning is an entry of the legend.
type meaning struct {
	sample string // how plain text marks such a value, as [..]
	words  Run    // what the mark means, itself marked
}

// explained are the entries of the legend where the marks show what they are: that a value is one needs no words then.
func (s *Scene) explained() []meaning {
	if len(s.legend) == 1 && s.markOf(s.legend[0].words) == sent {
		return nil
	}
	return s.legend
}

// markOf says what a run stands for.
func (s *Scene) markOf(r Run) valueMark {
	if r.Param == 0 {
		return unmarked
	}
	return s.marks[r.Param-1]
}

// role is what a text is for.
type role uint8

const (
	normal role = iota
	strong      // a heading
	faint       // small print
	accent      // what can be tapped, and what kind of thing something is
)
