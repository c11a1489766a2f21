package render

// Style is the set of looks a run has.
type Style uint8

// The looks, as bits. Code is WhatsApp's inline code (one backtick each side),
// Mono its monospace (three), inline or as a Block. Link is an address that can
// be tapped; neighbouring runs that have it are parts of one address.
const (
	Bold Style = 1 << iota
	Italic
	Strike
	Code
	Mono
	Link

	hidden // a marker in use; no run has it
)

// Piece is a stretch of a text that is about to be read: static text, or the
// value that a parameter was given.
type Piece struct {
	Text  string
	Param int // the caller's index of the parameter + 1; 0: static text
}

// Run is a stretch of shown text with one style and one origin.
type Run struct {
	Text  string
	Style Style
	Param int // the Piece's Param
}

// LineKind says how a line stands in the message.
type LineKind uint8

// The kinds of lines. A Block line is one of a monospace block; its runs are
// also Mono.
const (
	Plain LineKind = iota
	Bullet
	Numbered
	Quote
	Block
)

// Line is one line of a message. A Marker that is not empty stands to the left
// of the runs, with one blank between.
type Line struct {
	Kind   LineKind
	Marker string
	Runs   []Run
}
