// Command given parses a YAML file, as a linter has to, and has the validator at hand: it shows what it costs to start a
// program that links the two libraries which this one is built on, and nothing else.
package main

import (
	"fmt"
	"os"

	"github.com/xeipuuv/gojsonschema"
	"gopkg.in/yaml.v3"
)

func main() {
	if err := check(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check(path string) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		return err
	}
	if len(os.Args) < 3 {
		return nil // the linter does not ask the validator either if a file is in order
	}
	schema, err := gojsonschema.NewSchema(gojsonschema.NewReferenceLoader(os.Args[2]))
	if err != nil {
		return err
	}
	var value any
	if err := doc.Decode(&value); err != nil {
		return err
	}
	result, err := schema.Validate(gojsonschema.NewGoLoader(value))
	if err == nil && !result.Valid() {
		return fmt.Errorf("%s: %v", path, result.Errors())
	}
	return err
}
