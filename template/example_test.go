package template_test

import (
	"fmt"

	"github.com/watemplate/watemplate/template"
)

func ExampleParse() {
	f := template.Parse("order.yaml", []byte(`name: order_shipped
language: en_US
body:
  text: Hi <<1>>, your order <<2>> is on its way.
  params: [Ana, {name: order}]
foter: Acme
`))
	for _, d := range f.Problems {
		fmt.Printf("%s:%d:%d: %s\n", d.File, d.At.Start.Line, d.At.Start.Column, d.Message)
	}
	for _, p := range f.Templates[0].Parameters() {
		fmt.Println(p.Address(), p.Name())
	}
	// Output:
	// order.yaml:6:1: a template has no key "foter"
	// body.1 body.1
	// body.2 order
}
