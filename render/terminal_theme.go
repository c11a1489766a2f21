package render

// Theme is the colours of the phone.
type Theme uint8

const (
	// Neutral colours are readable on the terminal's own background, light or dark.
	Neutral Theme = iota
	// Light is a phone with white bubbles.
	Light
	// Dark is a phone with dark bubbles.
	Dark
)

// palette has the parameters of SGR, the escape sequence for colours and styles. They are of the 256 colours, which
// terminals without true colour have too, and chosen so that the nearest of 16 are as readable.
type palette struct {
	fill  string // behind all that is in a card
	code  string
	link  string
	roles [aside + 1]string
	marks [markCount]string
}

var palettes = [...]palette{
	// Of medium lightness: each has a contrast above 3.8 to white and to black.
	Neutral: {
		code: "38;5;66",
		link: "4;38;5;30",
		roles: [...]string{
			strong: "1", faint: "38;5;243", accent: "38;5;30", border: "38;5;243", aside: "38;5;243",
		},
		marks: [...]string{
			sent: "4;38;5;29", dynamic: "3;4;38;5;29", example: "3;38;5;100", missing: "38;5;160", field: "4;38;5;29",
		},
	},
	Light: {
		fill: "48;5;231",
		code: "38;5;90;48;5;255",
		link: "4;38;5;25",
		roles: [...]string{
			normal: "38;5;235", strong: "1;38;5;232", faint: "38;5;242", accent: "38;5;28", border: "38;5;245",
			aside: "38;5;243",
		},
		marks: [...]string{
			sent: "38;5;235;48;5;195", dynamic: "3;38;5;235;48;5;195", example: "3;38;5;94;48;5;230",
			missing: "38;5;231;48;5;124", field: "38;5;235;48;5;195",
		},
	},
	Dark: {
		fill: "48;5;235",
		code: "38;5;180;48;5;237",
		link: "4;38;5;80",
		roles: [...]string{
			normal: "38;5;254", strong: "1;38;5;255", faint: "38;5;246", accent: "38;5;42", border: "38;5;240",
			aside: "38;5;243",
		},
		marks: [...]string{
			sent: "38;5;231;48;5;24", dynamic: "3;38;5;231;48;5;24", example: "3;38;5;186;48;5;237",
			missing: "38;5;231;48;5;88", field: "38;5;231;48;5;24",
		},
	},
}
