package verbs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/template"
)

// formatText and formatJSON are the forms in which a list is printed.
const (
	formatText = "text"
	formatJSON = "json"
)

func formatFlag(c *cobra.Command, format *string) {
	c.Flags().StringVar(format, "format", formatText, "text or json")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{formatText, formatJSON}, cobra.ShellCompDirectiveNoFileComp))
}

func checkFormat(format string) error {
	if format != formatText && format != formatJSON {
		return usage("--format is %q; it takes %s, %s", format, formatText, formatJSON)
	}
	return nil
}

// printJSON writes a value as JSON that people can read, on a terminal too: what could command one is escaped.
func (a *app) printJSON(v any) error {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	var b strings.Builder
	for _, r := range out.String() {
		if _, must := template.VisibleRune(r); must && r != '\n' {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	_, err := fmt.Fprint(a.out, b.String())
	return err
}
