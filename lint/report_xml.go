package lint

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// writeJUnit writes a suite for each file with findings, and one for all the others: a run that found nothing passed.
// What does not decide the exit status does not fail, and is what the case printed.
func writeJUnit(out *bufio.Writer, r Report, o ReportOptions) {
	errors, warnings, _ := r.Count()
	failures, clean := errors, r.Files
	if o.Strict {
		failures += warnings
	}
	for range byFile(r.Findings) {
		clean--
	}
	tests := len(r.Findings)
	if clean > 0 {
		tests++
	}
	fmt.Fprintf(out, "%s<testsuites name=\"watemplate\" tests=\"%d\" failures=\"%d\" errors=\"0\">\n", xml.Header, tests, failures)
	var text bytes.Buffer
	p := newPrinter(bufio.NewWriter(&text), false)
	for file, found := range byFile(r.Findings) {
		failed := 0
		for i := range found {
			if fails(&found[i], o) {
				failed++
			}
		}
		junitSuite(out, file, len(found), failed)
		for i := range found {
			f := &found[i]
			text.Reset()
			p.finding(*f)
			p.Flush()
			name := f.Rule
			if start, _, ok := f.place(); ok {
				name = fmt.Sprintf("%s %d:%d", name, start.Line, start.Column)
			}
			fmt.Fprintf(out, "    <testcase name=%s classname=%s file=%s>\n", xmlAttribute(name), xmlAttribute(file), xmlAttribute(file))
			if fails(f, o) {
				fmt.Fprintf(out, "      <failure type=%s message=%s>%s</failure>\n", xmlAttribute(f.Severity.String()), xmlAttribute(f.sentence()), xmlContent(text.String()))
			} else {
				fmt.Fprintf(out, "      <system-out>%s</system-out>\n", xmlContent(text.String()))
			}
			out.WriteString("    </testcase>\n")
		}
		out.WriteString("  </testsuite>\n")
	}
	if clean > 0 {
		junitSuite(out, "watemplate", 1, 0)
		fmt.Fprintf(out, "    <testcase name=%s classname=\"watemplate\"></testcase>\n  </testsuite>\n", xmlAttribute(counted(clean, "file")+" without findings"))
	}
	out.WriteString("</testsuites>\n")
}

func junitSuite(out *bufio.Writer, name string, tests, failures int) {
	fmt.Fprintf(out, "  <testsuite name=%s tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">\n", xmlAttribute(name), tests, failures)
}

func fails(f *Finding, o ReportOptions) bool { return o.Strict || f.Severity == template.Error }

func writeCheckstyle(out *bufio.Writer, r Report, _ ReportOptions) {
	fmt.Fprintf(out, "%s<checkstyle version=\"4.3\">\n", xml.Header)
	for file, found := range byFile(r.Findings) {
		fmt.Fprintf(out, "  <file name=%s>\n", xmlAttribute(file))
		for i := range found {
			f := &found[i]
			out.WriteString("    <error")
			if start, _, ok := f.place(); ok {
				fmt.Fprintf(out, " line=\"%d\" column=\"%d\"", start.Line, start.Column)
			}
			fmt.Fprintf(out, " severity=%s message=%s source=%s/>\n", xmlAttribute(f.Severity.String()), xmlAttribute(f.sentence()), xmlAttribute("watemplate."+f.Rule))
		}
		out.WriteString("  </file>\n")
	}
	out.WriteString("</checkstyle>\n")
}

// xmlAttribute is a text in quotes. XML knows no way to write most control characters, so they are spelled out.
func xmlAttribute(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	xml.EscapeText(&b, []byte(visibleLine(s)))
	b.WriteByte('"')
	return b.String()
}

// xmlContent is a text of several lines between tags.
func xmlContent(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		text, broken := strings.CutSuffix(line, "\n")
		xml.EscapeText(&b, []byte(visible(text)))
		if broken {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
