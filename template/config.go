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
		templates := o.take("templates")
		c.Templates = d.texts(templates)
		if one := d.text(templates); one.IsSet() {
			c.Templates = []Text{one}
		}
		channel := o.text("channel")
		if n, err := strconv.ParseInt(channel.Value, 10, 64); err == nil {
			c.Channel = &n
		} else if channel.IsSet() && len(c.File.Problems) == 0 {
			c.File.shape(channel.At(), "write its digits alone", "channel is %s; it takes a whole number", channel.Value)
		}
	})
	c.File.unread = append(c.File.unread, d.unread...)
}
