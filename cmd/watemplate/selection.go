package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

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
func (s *selection) choose(f *template.File) ([]template.Document, error) {
	all := f.Documents()
	chosen := slices.DeleteFunc(slices.Clone(all), func(d template.Document) bool {
		if d.Template == nil {
			return s.name != "" || s.language != ""
		}
		return s.name != "" && d.Template.Name.Value != s.name || s.language != "" && d.Template.Language.Value != s.language
	})
	if len(chosen) == 0 {
		return nil, usage("%s has no such template; it has %s", f.Name, listing(all))
	}
	return chosen, nil
}

// listing names documents, at most ten of them.
func listing(ds []template.Document) string {
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

// open reads the one file that a command works on, and takes the documents that the flags speak of. Faults of syntax
// and shape are printed, and end it.
func (a *app) open(path string, s *selection) (*template.File, []template.Document, error) {
	files, err := a.parseAll([]string{path})
	if err != nil {
		return nil, nil, err
	}
	if len(files) > 1 {
		return nil, nil, usage("%s is a folder of %d files; name one of them", path, len(files))
	}
	if err := a.blocked(files[0]); err != nil {
		return nil, nil, err
	}
	chosen, err := s.choose(files[0])
	return files[0], chosen, err
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
