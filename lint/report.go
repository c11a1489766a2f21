package lint

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// Finding is a diagnostic that has left its file: with the piece of the source that its reader has to see, so that the
// file can be forgotten. It survives encoding/json.
type Finding struct {
	template.Diagnostic
	// Excerpt is nil where the diagnostic has no line in the file.
	Excerpt *Excerpt `json:",omitempty"`
}

// Findings takes the diagnostics of one file out of it.
func Findings(ds []template.Diagnostic, f *template.File) []Finding {
	if len(ds) == 0 {
		return nil
	}
	found := make([]Finding, len(ds))
	for i, d := range ds {
		found[i] = Finding{d, excerpt(f, d.At)}
	}
	return found
}

// Report is what a linter has to say of some files.
type Report struct {
	// Version is the tool's: 1.4.0.
	Version string
	// Findings are in the order of template.Sort.
	Findings []Finding
	// Files is how many files were read.
	Files int
	// Hidden is how many findings the baseline knows, which are not among Findings.
	Hidden int
	// Stale is how many findings the baseline knows that are there no more.
	Stale int
}

// Count says how many of the findings are errors, how many warnings, and how many of all have a fix.
func (r Report) Count() (errors, warnings, fixable int) {
	for i := range r.Findings {
		if r.Findings[i].Severity == template.Error {
			errors++
		} else {
			warnings++
		}
		if r.Findings[i].Fix != nil {
			fixable++
		}
	}
	return errors, warnings, fixable
}

// ReportOptions are the choices of Report.Write.
type ReportOptions struct {
	// Color marks places, severities and carets of the text with ANSI colours.
	Color bool
	// Strict makes a warning a failure, where a format knows only what passes and what fails.
	Strict bool
	// Link is the address below which the files can be read in a browser, such as
	// https://github.com/acme/templates/blob/3f2c1d0; empty, places are no links.
	Link string
}

// formats are the ways to write a report, in the order in which people meet them.
var formats = []struct {
	name  string
	write func(*bufio.Writer, Report, ReportOptions) error
}{
	{"text", writeText},
}

// Formats names what Report.Write can write.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// Write writes the report in one of the formats.
func (r Report) Write(w io.Writer, format string, o ReportOptions) error {
	for _, f := range formats {
		if f.name != format {
			continue
		}
		out := bufio.NewWriter(w)
		if err := f.write(out, r, o); err != nil {
			return err
		}
		return out.Flush()
	}
	message := fmt.Sprintf("there is no format %q", format)
	if near := template.Nearest(format, Formats(), max(2, len(format)/2)); near != "" {
		return fmt.Errorf("%s; the nearest is %s", message, near)
	}
	return fmt.Errorf("%s; there are %s", message, strings.Join(slices.Sorted(slices.Values(Formats())), ", "))
}
