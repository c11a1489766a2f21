package render

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/watemplate/watemplate/template"
)

// zeroTap stands where other messages with a one-time code have a button.
const zeroTap = "no button: the app gets the code by itself"

// autofill is the label of the button that fills in the code; Autofill is Meta's.
func autofill(b *template.Button) string { return cmp.Or(b.AutofillText.Value, "Autofill") }

// receivers says which app gets a one-time code without the reader's hand.
func receivers(b *template.Button) []Piece {
	if len(b.SupportedApps) == 0 {
		return nil
	}
	app := "in " + b.SupportedApps[0].PackageName.Value
	if more := len(b.SupportedApps) - 1; more > 0 {
		app += fmt.Sprintf(" and %d more", more)
	}
	return fixed(app)
}

// elsewhere says which button there is on a phone where no app takes the code.
func elsewhere(b *template.Button) []Piece {
	switch b.OTPType.Value {
	case "one_tap":
		return after("elsewhere:", fixed(label(b)))
	case "zero_tap":
		return after("elsewhere:", fixed(autofill(b)+" or "+label(b)))
	}
	return nil
}

// flow says which flow a button opens, and where.
func flow(b *template.Button) []Piece {
	name := cmp.Or(b.FlowName.Value, b.FlowID.Value)
	if b.FlowJSON.IsSet() {
		name = cmp.Or(name, "written in the template")
	}
	screen := after("screen", fixed(b.NavigateScreen.Value))
	if b.FlowAction.Value == "data_exchange" {
		screen = fixed("screen from the server")
	}
	return joined(" · ", after("flow", fixed(name)), screen)
}

// period is a number of minutes in the largest unit that they fill, and anything else as it is.
func period(minutes string) string {
	n, err := strconv.Atoi(minutes)
	if err != nil {
		return minutes
	}
	unit := "minute"
	switch {
	case n%1440 == 0:
		n, unit = n/1440, "day"
	case n%60 == 0:
		n, unit = n/60, "hour"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", n, unit)
}
