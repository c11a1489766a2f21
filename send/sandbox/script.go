package sandbox

import (
	"fmt"
	"strings"
)

// ParseScript reads faults from a text, one a line: when, a colon, and what, which is a fault as [ParseFault] reads it.
// The first line that fits a request, and does not only delay it, decides. Empty lines and what follows a # are left out.
//
//	at 17: 500,after        # the 17th request that could be accepted
//	at 5,9,20-29: 429       # several, and a range
//	at 100-: expire         # from the 100th on
//	every 50: reset-after
//	chance 3%: 449
//	always: delay=20ms
//
// The error names the line.
func ParseScript(text string) ([]Fault, error) {
	var faults []Fault
	number := 0
	for line := range strings.Lines(text) {
		number++
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		f, err := parseScriptLine(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		faults = append(faults, f)
	}
	return faults, nil
}

const scriptGrammar = "a line is when and what, such as at 5,9: 429 or every 50: drop or chance 3%: 449 or always: delay=20ms"

func parseScriptLine(line string) (Fault, error) {
	when, what, found := strings.Cut(line, ":")
	if !found {
		return Fault{}, fmt.Errorf("%q has no colon; %s", line, scriptGrammar)
	}
	what = strings.TrimSpace(what)
	words := strings.Fields(when)
	switch {
	case len(words) == 1 && words[0] == "always":
	case len(words) > 1 && words[0] == "at":
		what += ",at=" + strings.ReplaceAll(strings.Join(words[1:], ""), ",", "+")
	case len(words) == 2 && (words[0] == "every" || words[0] == "chance"):
		what += "," + words[0] + "=" + words[1]
	default:
		return Fault{}, fmt.Errorf("%q is no time; %s", strings.TrimSpace(when), scriptGrammar)
	}
	return ParseFault(what)
}
