package verbs

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// listedTemplates are the templates of files and folders as the platform lists those of an account.
func (a *app) listedTemplates(paths []string) ([]json.RawMessage, error) {
	files, err := a.parseAll(paths)
	if err != nil {
		return nil, err
	}
	all := []json.RawMessage{}
	for _, f := range files {
		for _, d := range f.Problems {
			if d.Severity == template.Error {
				return nil, statusError{statusProblems, fmt.Errorf("%s:%d: %s; watemplate lint shows all", d.File, d.At.Start.Line, d.Message)}
			}
		}
		for _, t := range f.Templates {
			bound, _ := render.Bind(t, nil)
			body, err := render.Compile(bound, render.Definition, render.Envelope{})
			if err != nil {
				return nil, statusError{statusProblems, fmt.Errorf("%s: %s (%s) cannot be listed: %w", f.Name, t.Name.Value, t.Language.Value, err)}
			}
			item, err := listedTemplate(body)
			if err != nil {
				return nil, err
			}
			all = append(all, item)
		}
	}
	return all, nil
}

// listedTemplate makes of what registers a template what the platform lists: types and formats in lower case, the language
// as languageCode, and samples in examples.
func listedTemplate(definition []byte) (json.RawMessage, error) {
	var t map[string]any
	if err := json.Unmarshal(definition, &t); err != nil {
		return nil, err
	}
	t["languageCode"] = t["language"]
	delete(t, "language")
	listComponents(t["components"])
	return json.Marshal(t)
}

func listComponents(components any) {
	for _, c := range objects(components) {
		lower(c, "type")
		lower(c, "format")
		listSamples(c)
		for _, b := range objects(c["buttons"]) {
			lower(b, "type")
			lower(b, "otp_type")
			listButtonSamples(b)
		}
		for _, card := range objects(c["cards"]) {
			listComponents(card["components"])
		}
	}
}

// objects are the JSON objects of a list.
func objects(list any) []map[string]any {
	items, _ := list.([]any)
	var all []map[string]any
	for _, item := range items {
		if o, ok := item.(map[string]any); ok {
			all = append(all, o)
		}
	}
	return all
}

func lower(o map[string]any, key string) {
	if s, ok := o[key].(string); ok {
		o[key] = strings.ToLower(s)
	}
}

// listSamples writes the samples of a header or a body as the platform does. Those with names stay as Meta has them.
func listSamples(c map[string]any) {
	example, _ := c["example"].(map[string]any)
	format, _ := c["format"].(string)
	var samples []any
	for _, key := range []string{"header_handle", "header_text", "body_text"} {
		list, _ := example[key].([]any)
		if len(list) == 1 && key == "body_text" {
			list, _ = list[0].([]any)
		}
		for _, sample := range list {
			if key == "header_handle" {
				samples = append(samples, map[string]any{"type": format, format: map[string]any{"link": sample}})
				continue
			}
			samples = append(samples, map[string]any{"type": "text", "text": sample})
		}
	}
	if samples != nil {
		c["examples"] = samples
		delete(c, "example")
	}
}

// listButtonSamples gives the end of a sample url, which stands where the url's placeholder does.
func listButtonSamples(b map[string]any) {
	list, _ := b["example"].([]any)
	url, _ := b["url"].(string)
	start, _, found := strings.Cut(url, "{{")
	if !found || len(list) != 1 {
		return
	}
	sample, _ := list[0].(string)
	b["examples"] = []any{map[string]any{"type": "text", "text": strings.TrimPrefix(sample, start)}}
	delete(b, "example")
}
