package lint

import (
	"bufio"
	"fmt"
	"strings"
)

// The parts of SARIF 2.1.0 that are written.
type (
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifRule struct {
		ID               string     `json:"id"`
		ShortDescription sarifText  `json:"shortDescription"`
		FullDescription  sarifText  `json:"fullDescription"`
		Help             *sarifText `json:"help,omitempty"`
		HelpURI          string     `json:"helpUri,omitempty"`
		Configuration    struct {
			Level string `json:"level"`
		} `json:"defaultConfiguration"`
		Properties sarifProperties `json:"properties"`
	}
	sarifProperties struct {
		Stage    string   `json:"stage"`
		Code     string   `json:"metaCode,omitempty"`
		Severity string   `json:"problem.severity,omitempty"` // GitHub's name for it
		Tags     []string `json:"tags,omitempty"`
	}
	sarifArtifact struct {
		URI  string `json:"uri"`
		Base string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifResult struct {
		Rule         string            `json:"ruleId"`
		Index        int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
	}
)

// sarifRoot is what the names of files are relative to: where a viewer has the repository is for the viewer to say.
const sarifRoot = "%SRCROOT%"

func writeSARIF(out *bufio.Writer, r Report, o ReportOptions) {
	out.WriteString("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n")
	fmt.Fprintf(out, `"tool":{"driver":{"name":"watemplate","informationUri":%s,`, compactJSON(homepage))
	if r.Version != "" {
		fmt.Fprintf(out, `"version":%s,`, compactJSON(r.Version))
	}
	out.WriteString("\"rules\":[")
	index := map[string]int{}
	rows := jsonLines{Writer: out}
	for i := range r.Findings {
		id := r.Findings[i].Rule
		if _, ok := index[id]; !ok {
			index[id] = len(index)
			rows.add(compactJSON(sarifRuleOf(id)))
		}
	}
	rows.end("")
	fmt.Fprintf(out, "]}},\n\"columnKind\":\"unicodeCodePoints\",\n\"originalUriBaseIds\":{%s:{\"description\":%s}},\n\"results\":[",
		compactJSON(sarifRoot), compactJSON(sarifText{Text: "The root of the repository."}))
	rows = jsonLines{Writer: out}
	seen := ordinals{}
	for i := range r.Findings {
		f := &r.Findings[i]
		rows.add(compactJSON(sarifResultOf(f, o.fromRoot(f.File), index[f.Rule], seen.next(f))))
	}
	rows.end("")
	out.WriteString("]}]}\n")
}

func sarifRuleOf(id string) sarifRule {
	r := sarifRule{ID: id}
	about := explain(id)
	r.ShortDescription.Text = about.summary
	r.FullDescription.Text = about.why
	if about.page != "" {
		r.Help = &sarifText{Text: about.why, Markdown: about.page}
		r.HelpURI = about.address
	}
	r.Configuration.Level = about.rule.Severity.String()
	r.Properties = sarifProperties{
		Stage: about.rule.Stage.String(), Code: about.rule.Code, Severity: about.rule.Severity.String(),
		Tags: []string{"whatsapp", about.rule.Stage.String()},
	}
	return r
}

func sarifResultOf(f *Finding, name string, index int, fingerprint string) sarifResult {
	r := sarifResult{
		Rule: f.Rule, Index: index, Level: f.Severity.String(), Message: sarifText{Text: sarifEscape(f.sentence())},
		Fingerprints: map[string]string{"watemplate/v1": fingerprint},
	}
	artifact := sarifArtifact{URI: fileURI(name), Base: sarifRoot}
	if strings.HasPrefix(artifact.URI, "file:") {
		artifact.Base = ""
	}
	physical := sarifPhysical{Artifact: artifact}
	if start, end, ok := f.place(); ok {
		physical.Region = &sarifRegion{start.Line, start.Column, end.Line, end.Column}
	}
	r.Locations = []sarifLocation{{physical}}
	if f.Fix != nil && len(f.Fix.Edits) > 0 {
		change := sarifChange{Artifact: artifact}
		for _, e := range f.Fix.Edits {
			start, end := ordered(e.At)
			change.Replacements = append(change.Replacements, sarifReplacement{
				Deleted:  sarifRegion{start.Line, start.Column, end.Line, end.Column},
				Inserted: sarifText{Text: e.New},
			})
		}
		r.Fixes = []sarifFix{{sarifText{Text: sarifEscape(visibleLine(f.Fix.Title))}, []sarifChange{change}}}
	}
	return r
}

// unlinked and doubled escape what could be a link, and what could be a placeholder.
var (
	unlinked = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`)
	doubled  = strings.NewReplacer("{", "{{", "}", "}}")
)

// braced is a template's variable as Meta writes it.
var braced = expression(`\{\{(\w+)\}\}`)

// sarifEscape writes a text so that SARIF sees no placeholder of its own in it, for which a brace is doubled, and no
// link. Not every viewer takes the doubling back, so a variable is spelled in the way that needs none.
func sarifEscape(s string) string {
	if strings.Contains(s, "{{") {
		s = braced().ReplaceAllString(s, "<<$1>>")
	}
	if strings.Contains(s, "](") {
		s = unlinked.Replace(s)
	}
	return doubled.Replace(s)
}

// fileURI is a file's name as a URI: relative as the name is, with every byte escaped that could mean something there.
func fileURI(name string) string {
	var b strings.Builder
	drive := len(name) > 2 && name[1] == ':' && name[2] == '/'
	switch {
	case drive:
		b.WriteString("file:///" + name[:2])
		name = name[2:]
	case strings.HasPrefix(name, "/"):
		b.WriteString("file://")
	}
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~/", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
