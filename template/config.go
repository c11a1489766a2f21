package template

import (
	"strconv"

	"gopkg.in/yaml.v3"

	"github.com/watemplate/watemplate/schema"
)

// Config is the configuration of a folder of templates. The zero Config is one that says nothing.
type Config struct {
	// File is what was read, for a report of its problems. It has no documents.
	File *File
	// Templates are the files and folders to take where none is given, as they are written: from the folder of the
	// configuration.
	Templates []Text
	// Channel is the channel to send through where none is given; nil if the file names none.
	Channel *int64
	// Languages are the codes of those that every template is wanted in.
	Languages []Text
	// Rules are the levels of rules, and Paths those that are different for some files.
	Rules []Setting
	Paths []Override
	// OwnRules are the project's.
	OwnRules []OwnRule
	// Words are phrases for the word lists.
	Words []WordList
}

// Setting is a rule and its level: off, warning or error.
type Setting struct{ Rule, Level Text }

// Override is what is different for the files that some globs name.
type Override struct {
	Files []Text
	Rules []Setting
}

// OwnRule says what the texts of some places may not have. Severity and Stage need not be set.
type OwnRule struct {
	ID, Pattern, Message, Hint, Severity, Stage Text
	// In are header, body, footer, button or url.
	In []Text
}

// WordList is phrases for the list of a name.
type WordList struct {
	Name    Text
	Phrases []Text
}

// ParseConfig reads a configuration: one YAML document, or none, for a file may be all comments. Like [Parse] it takes
// any bytes, returns what could be read, never nil, and the faults of syntax and shape with their places.
func ParseConfig(name string, src []byte) (*Config, []Diagnostic) {
	f := &File{Name: name, Source: src}
	c := &Config{File: f}
	s := f.open("a configuration has a few lines")
	if s == nil {
		return c, f.Problems
	}
	documents := 0
	f.parseSegment(s, segment{text: src}, func(s *source, doc *yaml.Node) {
		switch documents++; documents {
		case 1:
			f.checkShape(schema.Config, s, doc)
			c.read(s, doc.Content[0])
		case 2:
			f.shape(s.span(s.extent(doc.Content[0])), "put all its keys above the ---", "the configuration is one document, and here begins another")
		}
	})
	f.Problems = Sort(f.Problems)
	return c, f.Problems
}

// read takes what the configuration says.
func (c *Config) read(s *source, root *yaml.Node) {
	d := decoder{file: c.File, src: s}
	d.fields(root, func(o object) {
		c.Templates, c.Languages = o.oneOrMore("templates"), o.oneOrMore("languages")
		channel := o.text("channel")
		if n, err := strconv.ParseInt(channel.Value, 10, 64); err == nil {
			c.Channel = &n
		} else if channel.IsSet() && len(c.File.Problems) == 0 {
			c.File.shape(channel.At(), "write its digits alone", "channel is %s; it takes a whole number", channel.Value)
		}
		c.Rules = d.settings(o.take("rules"))
		for _, item := range list(o.take("paths")) {
			d.fields(item, func(o object) {
				c.Paths = append(c.Paths, Override{o.oneOrMore("files"), d.settings(o.take("rules"))})
			})
		}
		for _, item := range list(o.take("own_rules")) {
			d.fields(item, func(o object) {
				c.OwnRules = append(c.OwnRules, OwnRule{
					ID: o.text("id"), In: d.texts(o.take("in")), Pattern: o.text("pattern"), Message: o.text("message"),
					Hint: o.text("hint"), Severity: o.text("severity"), Stage: o.text("stage"),
				})
			})
		}
		d.each(o.take("words"), func(name Text, phrases *yaml.Node) {
			c.Words = append(c.Words, WordList{name, d.texts(phrases)})
		})
	})
	c.File.unread = append(c.File.unread, d.unread...)
}

// oneOrMore reads a text, or a list of texts.
func (o object) oneOrMore(key string) []Text {
	n := o.take(key)
	if one := o.d.text(n); one.IsSet() {
		return []Text{one}
	}
	return o.d.texts(n)
}

// each goes over a map whose keys are free.
func (d *decoder) each(n *yaml.Node, read func(key Text, value *yaml.Node)) {
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		read(d.text(n.Content[i]), n.Content[i+1])
	}
}

func (d *decoder) settings(n *yaml.Node) []Setting {
	var all []Setting
	d.each(n, func(rule Text, level *yaml.Node) { all = append(all, Setting{rule, d.text(level)}) })
	return all
}
