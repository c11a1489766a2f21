package render_test

import (
	"fmt"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

func ExampleScene_Terminal() {
	f := template.Parse("parcel.yaml", []byte(`
name: parcel
language: en
body: {text: "Hi <<1>>, your order *<<2>>* is on its way.", params: [John, {name: order, example: A-1043}]}
footer: Acme Parcels
buttons:
  - {type: url, text: Track parcel, url: "https://acme.example/track/<<1>>", params: [{name: order, example: A-1043}]}
`))
	b, _ := render.Bind(f.Templates[0], nil)
	fmt.Print(render.Show(b).Terminal(render.Look{Width: 60, Time: "12:00"}))
	// Output:
	// ╭────────────────────────────────────────────────╮
	// │ Hi [John], your order *[A-1043?]* is on its    │
	// │ way.                                           │
	// │                                                │
	// │ Acme Parcels                             12:00 │
	// ├────────────────────────────────────────────────┤
	// │                 ↗ Track parcel                 │
	// │      https://acme.example/track/[A-1043?]      │
	// ╰────────────────────────────────────────────────╯
	//   [..] value · [..?] example, no value yet
}
