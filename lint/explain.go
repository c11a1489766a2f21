package lint

import (
	"strings"
	"sync"

	"github.com/watemplate/watemplate/template"
)

// homepage is where watemplate and the pages of its rules can be read.
const homepage = "https://github.com/watemplate/watemplate"

// explanation is what a report says of a rule besides what it found.
type explanation struct {
	rule         Rule
	summary, why string // one line each
	page         string // "" where the rule is unknown
	address      string // of the page
}

// explain takes a rule's page apart.
func explain(id string) explanation {
	e := explanation{rule: Rule{ID: id, Severity: template.Error, Stage: template.Both}, summary: id, why: id}
	folder := "faults"
	for i := range catalogue {
		if catalogue[i].ID == id {
			e.rule, folder = catalogue[i], "rules"
		}
	}
	page, err := Page(id)
	if err != nil {
		return e // of an older watemplate, from a cache
	}
	e.page, e.address = page, homepage+"/blob/main/lint/"+folder+"/"+id+".md"
	var paragraphs []string
	for _, p := range strings.Split(page, "\n\n")[1:] {
		if strings.HasPrefix(p, "- ") || strings.HasSuffix(p, ":") || strings.HasPrefix(p, "```") {
			break
		}
		paragraphs = append(paragraphs, strings.Join(strings.Fields(p), " "))
	}
	if len(paragraphs) > 0 {
		e.summary, e.why = paragraphs[0], strings.Join(paragraphs, "\n\n")
	}
	return e
}

// metaCodes are Meta's answers by rule.
var metaCodes = sync.OnceValue(func() map[string]string {
	codes := map[string]string{}
	for _, r := range catalogue {
		codes[r.ID] = r.Code
	}
	return codes
})
