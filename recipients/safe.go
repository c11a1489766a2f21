package recipients

import (
	"regexp"
	"strings"
	"sync"
)

var number = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[+-]?[0-9]+$`) })

// SafeCell is a text as a cell of a CSV file that people open in a spreadsheet: one that the spreadsheet would take for a
// formula gets an apostrophe before it. Telephone numbers and whole numbers stay as they are.
func SafeCell(text string) string {
	if text == "" || !strings.ContainsRune("=+-@\t\r\n", rune(text[0])) || number().MatchString(text) {
		return text
	}
	return "'" + text
}
