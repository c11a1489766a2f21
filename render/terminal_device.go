package render

// Device is what the message is read on.
type Device uint8

const (
	// Phone puts about 46 characters on a line.
	Phone Device = iota
	// NarrowPhone is a small phone, or one with large letters: about 34.
	NarrowPhone
	// Desktop is WhatsApp on a computer: about 64, and some messages not at all.
	Desktop
)

// text is how many cells of text a line of a bubble has.
func (d Device) text() int { return [...]int{Phone: 46, NarrowPhone: 34, Desktop: 64}[d] }

// Width is how many cells a bubble takes where there is room, with its border.
func (d Device) Width() int { return d.text() + margins }
