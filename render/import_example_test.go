package render_test

import (
	"fmt"

	"github.com/watemplate/watemplate/render"
)

func ExampleImport() {
	all, err := render.Import([]byte(`{"name": "parcel", "language": "en", "category": "UTILITY", "components": [
	  {"type": "BODY", "text": "Hi {{1}}, your parcel is on its way.", "example": {"body_text": ["Ana"]}}]}`), render.Defaults{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s", all[0].File.Source)
	for _, n := range all[0].Notes {
		fmt.Printf("%s: %s\n", n.Path, n.Text)
	}
	// Output:
	// name: parcel
	// language: en
	// category: utility
	// body:
	//   text: Hi <<1>>, your parcel is on its way.
	//   params:
	//     - {example: Ana}
	// components[0].example.body_text: read as body_text: [["sample"]], which is Meta's shape
}

func ExampleCompile() {
	all, err := render.Import([]byte(`{"name": "hello", "language": "en", "components": [{"type": "BODY", "text": "Hello there"}]}`), render.Defaults{})
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := render.Bind(all[0].File.Templates[0], nil)
	for _, target := range render.Targets() {
		body, err := render.Compile(b, target, render.Envelope{})
		fmt.Printf("%s: %s %v\n", target, body, err)
	}
	// Output:
	// message: {"message":{"type":"whatsapp_template","template":{"name":"hello","languageCode":"en","components":[{"type":"body","text":"Hello there"}]}}} <nil>
	// cloud: {"messaging_product":"whatsapp","recipient_type":"individual","type":"template","template":{"name":"hello","language":{"code":"en"}}} <nil>
	// definition: {"name":"hello","language":"en","components":[{"type":"BODY","text":"Hello there"}]} <nil>
}
