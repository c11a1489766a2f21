package template_test

import (
	"fmt"
	"os"

	"github.com/watemplate/watemplate/template"
)

func ExampleFormat() {
	f := template.Parse("order.yaml", []byte(`language: en_US # of the United States
"name": order_shipped
body: {text: "Hi {{1}},\nyour order *{{2}}* has left.", params: [Ana, 1043]}
`))
	out, err := template.Format(f)
	if err != nil {
		fmt.Println(err)
	}
	os.Stdout.Write(out)
	// Output:
	// name: order_shipped
	// language: en_US # of the United States
	// body:
	//   text: |
	//     Hi <<1>>,
	//     your order *<<2>>* has left.
	//   params: [Ana, "1043"]
}

func ExampleDraft() {
	d := template.NewDraft()
	d.Set("name", "order_shipped")
	d.Set("language", "no")
	d.SetPlain("ttl_seconds", "600")
	body := d.Map("body")
	body.Set("text", "Hi <<1>>,\nyour order has left.")
	body.AddMap("params").Flow().Set("example", "Ana")
	d.Comment("body", "As it was approved.")
	os.Stdout.Write(d.Bytes())
	// Output:
	// name: order_shipped
	// language: "no"
	// ttl_seconds: 600
	// # As it was approved.
	// body:
	//   text: |
	//     Hi <<1>>,
	//     your order has left.
	//   params:
	//     - {example: Ana}
}
