package lint_test

import (
	"os"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

func Example() {
	file := template.Parse("shipped.yaml", []byte(`name: order_shipped
language: en_US
body:
  text: |
    Hello <<1>>, your order <<3>>
    has left our warehouse 🚚 today.
  params:
    - {name: name, example: Ana}
    - {name: order, example: A-1043}
footer: Acme Parcels 📦
`))
	files := []*template.File{file}
	if err := lint.Print(os.Stdout, lint.Run(files), files, lint.PrintOptions{}); err != nil {
		panic(err)
	}
	// Output:
	// shipped.yaml:5:29: variable <<3>> comes before <<2>>; number variables without gaps [variable-sequence]
	//   |
	// 5 |     Hello <<1>>, your order <<3>>
	//   |                             ^~~~~
	//   hint: write <<2>>
	// shipped.yaml:10:22: footer has 1 emoji; it may have none [footer-emoji]
	//    |
	// 10 | footer: Acme Parcels 📦
	//    |                      ^~
}
