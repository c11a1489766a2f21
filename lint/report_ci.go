package lint

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// GitHub's commands end at a line break, and their properties at a comma; a colon ends them all.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHub writes commands that a step of GitHub Actions prints to annotate lines. GitHub shows the first few of a
// step, so errors come before warnings.
func writeGitHub(out *bufio.Writer, r Report, o ReportOptions) {
	for _, severity := range []template.Severity{template.Error, template.Warning} {
		for i := range r.Findings {
			if f := &r.Findings[i]; f.Severity == severity {
				githubCommand(out, f, visibleLine(o.fromRoot(f.File)))
			}
		}
	}
}

func githubCommand(out *bufio.Writer, f *Finding, file string) {
	fmt.Fprintf(out, "::%s file=%s", f.Severity, githubProperty.Replace(file))
	place := ""
	if start, end, ok := f.place(); ok {
		place = fmt.Sprintf(":%d:%d", start.Line, start.Column)
		fmt.Fprintf(out, ",line=%d", start.Line)
		last := f.lastLine()
		switch { // columns are refused where an annotation has several lines
		case last > start.Line:
			fmt.Fprintf(out, ",endLine=%d", last)
		case end.Line == start.Line && end.Column > start.Column:
			fmt.Fprintf(out, ",col=%d,endColumn=%d", start.Column, end.Column)
		default:
			fmt.Fprintf(out, ",col=%d", start.Column)
		}
	}
	// The log of the step shows no property: the place is said again.
	text := file + place + ": " + visibleLine(f.Message) + " [" + f.Rule + "]"
	if f.Hint != "" {
		text += "\nhint: " + visibleLine(f.Hint)
	}
	fmt.Fprintf(out, ",title=%s::%s\n", githubProperty.Replace(f.Rule), githubData.Replace(text))
}

type (
	gitlabIssue struct {
		Description string         `json:"description"`
		Check       string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
		End   int `json:"end,omitempty"`
	}
)

// writeGitLab writes GitLab's report of code quality, which a merge request shows the changes of. It drops an issue whose
// fingerprint another one has.
func writeGitLab(out *bufio.Writer, r Report, o ReportOptions) {
	out.WriteByte('[')
	rows := jsonLines{Writer: out, indent: "  "}
	seen := ordinals{}
	for i := range r.Findings {
		f := &r.Findings[i]
		sum := sha256.Sum256([]byte(f.File + "\x00" + seen.next(f)))
		issue := gitlabIssue{
			Description: f.sentence(), Check: f.Rule, Fingerprint: hex.EncodeToString(sum[:16]), Severity: "major",
			Location: gitlabLocation{o.fromRoot(f.File), gitlabLines{Begin: 1}},
		}
		if f.Severity == template.Warning {
			issue.Severity = "minor"
		}
		if start, _, ok := f.place(); ok {
			issue.Location.Lines = gitlabLines{start.Line, f.lastLine()}
		}
		rows.add(compactJSON(issue))
	}
	rows.end("")
	out.WriteString("]\n")
}
