package lint

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// Report is what a linter has to say of some files.
type Report struct {
	// Version is the tool's: 1.4.0.
	Version string
	// Findings are in the order of SortFindings.
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

// Summary says how many problems there are: no problems in 1 file, 2 errors and 1 warning in 3 files.
func (r Report) Summary() string {
	errors, warnings, _ := r.Count()
	var problems string
	switch {
	case errors == 0 && warnings == 0:
		problems = "no problems"
	case warnings == 0:
		problems = counted(errors, "error")
	case errors == 0:
		problems = counted(warnings, "warning")
	default:
		problems = counted(errors, "error") + " and " + counted(warnings, "warning")
	}
	return problems + " in " + counted(r.Files, "file")
}

// ReportOptions are the choices of Report.Write.
type ReportOptions struct {
	// Color marks places, severities and carets of the text with ANSI colours.
	Color bool
	// Strict makes a warning a failure, where a format knows only what passes and what fails.
	Strict bool
	// Folder is where the names of the files begin, seen from the root of the repository, for the formats whose reader
	// stands there: sarif, github, gitlab, and the links of markdown. Empty, they begin at the root.
	Folder string
	// Link is the address below which the repository's files can be read in a browser, such as
	// https://github.com/acme/templates/blob/3f2c1d0; empty, places are no links.
	Link string
}

// fromRoot is a file's name as the root of the repository sees it. The standard input is nowhere.
func (o ReportOptions) fromRoot(name string) string {
	if o.Folder == "" || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "<") || len(name) > 1 && name[1] == ':' {
		return name
	}
	return path.Join(o.Folder, name)
}

// formats are the ways to write a report, in the order in which people meet them.
var formats = []struct {
	name  string
	write func(*bufio.Writer, Report, ReportOptions)
}{
	{"text", writeText},
	{"json", writeJSON},
	{"sarif", writeSARIF},
	{"github", writeGitHub},
	{"gitlab", writeGitLab},
	{"junit", writeJUnit},
	{"checkstyle", writeCheckstyle},
	{"markdown", writeMarkdown},
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
		f.write(out, r, o)
		return out.Flush()
	}
	message := fmt.Sprintf("there is no format %q", format)
	if near := template.Nearest(format, Formats(), max(2, len(format)/2)); near != "" {
		return fmt.Errorf("%s; the nearest is %s", message, near)
	}
	return fmt.Errorf("%s; there are %s", message, strings.Join(Formats(), ", "))
}
