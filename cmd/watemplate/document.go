package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// document is one template or one message, chosen from a file and checked for sending.
type document struct {
	template *template.Template
	message  *template.Message
}

func (d document) String() string {
	if d.message != nil {
		return d.message.Type.Value + " message"
	}
	return d.template.Name.Value + " (" + d.template.Language.Value + ")"
}

// documents returns what a file holds, in the order of its lines.
func documents(f *template.File) []document {
	var ds []document
	for _, t := range f.Templates {
		ds = append(ds, document{template: t})
	}
	for _, m := range f.Messages {
		ds = append(ds, document{message: m})
	}
	slices.SortStableFunc(ds, func(a, b document) int { return a.at().Start.Compare(b.at().Start) })
	return ds
}

func (d document) at() template.Span {
	if d.message != nil {
		return d.message.At()
	}
	return d.template.At()
}

// selection are the flags that choose documents and give them their values.
type selection struct {
	set            []string
	name, language string
	channel        int64
}

func (s *selection) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&s.set, "set", nil, "give a parameter its value: name=value, or by place body.1=value")
	c.Flags().StringVar(&s.name, "name", "", "take the template of this name, where the file has several")
	c.Flags().StringVar(&s.language, "language", "", "take the template in this language, where the file has several")
}

func (s *selection) channelFlag(c *cobra.Command) {
	c.Flags().Int64Var(&s.channel, "channel", 0, "the channel's number; without it the API takes the contact's last one")
}

// channelID is the channel if it was given: 0 is a number too.
func (s *selection) channelID(c *cobra.Command) (*int64, error) {
	if !c.Flags().Changed("channel") {
		return nil, nil
	}
	if s.channel < 0 {
		return nil, usage("--channel is %d; a channel's number is not negative", s.channel)
	}
	return &s.channel, nil
}

// values reads --set.
func (s *selection) values() (template.Values, error) {
	values := template.Values{}
	for _, pair := range s.set {
		name, value, found := strings.Cut(pair, "=")
		if !found || name == "" {
			return nil, usage("--set %s: write name=value", pair)
		}
		values[name] = value
	}
	return values, nil
}

// choose takes the documents that --name and --language speak of.
func (s *selection) choose(f *template.File) ([]document, error) {
	all := documents(f)
	chosen := slices.DeleteFunc(slices.Clone(all), func(d document) bool {
		if d.template == nil {
			return s.name != "" || s.language != ""
		}
		return s.name != "" && d.template.Name.Value != s.name || s.language != "" && d.template.Language.Value != s.language
	})
	if len(chosen) == 0 {
		return nil, usage("%s has no such template; it has %s", f.Name, listing(all))
	}
	return chosen, nil
}

// listing names documents, at most ten of them.
func listing(ds []document) string {
	const most = 10
	var names []string
	for _, d := range ds[:min(len(ds), most)] {
		names = append(names, d.String())
	}
	if len(ds) > most {
		names = append(names, fmt.Sprintf("and %d more", len(ds)-most))
	}
	return strings.Join(names, ", ")
}

// load reads the one file that a command works on.
func (a *app) load(path string) (*template.File, error) {
	files, err := a.parseAll([]string{path})
	if err != nil {
		return nil, err
	}
	if len(files) > 1 {
		return nil, usage("%s is a folder of %d files; name one of them", path, len(files))
	}
	return files[0], nil
}

// report prints diagnostics to the standard error.
func (a *app) report(ds []template.Diagnostic, f *template.File) error {
	return lint.Print(a.err, ds, []*template.File{f}, lint.PrintOptions{Color: a.colour(a.color, a.errTerminal)})
}

// blocked prints a file's faults of syntax and shape, for which nothing can be made of it.
func (a *app) blocked(f *template.File) error {
	if len(f.Problems) == 0 {
		return nil
	}
	if err := a.report(f.Problems, f); err != nil {
		return err
	}
	return errProblems
}
