// Package examples holds the gallery: good templates by what they are for, which "watemplate new" starts from.
package examples

import (
	"embed"
	"path"
	"strings"
)

//go:embed gallery/*.yaml
var gallery embed.FS

// Example is one template of the gallery.
type Example struct {
	// Name says what the template is for, and is its name too.
	Name string
	// Summary says it in a sentence.
	Summary string
	// Source is the file: a first line for editors, comments for the author, and the template.
	Source []byte
}

// Gallery returns the examples in the order of their names.
func Gallery() []Example {
	files, err := gallery.ReadDir("gallery")
	if err != nil {
		panic("examples: " + err.Error()) // the files are part of the program
	}
	all := make([]Example, len(files))
	for i, f := range files {
		src, err := gallery.ReadFile(path.Join("gallery", f.Name()))
		if err != nil {
			panic("examples: " + err.Error())
		}
		all[i] = Example{strings.TrimSuffix(f.Name(), ".yaml"), summary(string(src)), src}
	}
	return all
}

// summary is the comment line below the line for editors.
func summary(src string) string {
	_, rest, _ := strings.Cut(src, "\n")
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSuffix(strings.TrimPrefix(line, "# "), ".")
}
