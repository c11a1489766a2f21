package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// perFolder is how many templates stand in one folder of a tree: teams have folders.
const perFolder = 100

// faultyEvery is how many templates there are for one with a fault.
const faultyEvery = 53

// writeTree writes n templates of about a thousand bytes, each in other words, below a folder. The same n gives the
// same bytes.
func writeTree(root string, n int) error {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	for i := range n {
		dir := filepath.Join(root, fmt.Sprintf("team_%04d", i/perFolder))
		if i%perFolder == 0 {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
		}
		text := order(r, i)
		if i%faultyEvery == 7 {
			text = strings.Replace(text, "<<2>>", "<<3>>", 1)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("order_%06d.en_US.yaml", i)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// order is one template.
func order(r *rand.Rand, i int) string {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	return fmt.Sprintf(`# What the warehouse tells the customer, number %[1]d.
name: order_%[2]s_%[1]d
language: en_US
category: utility
header:
  format: image
  link: https://cdn.acme.example/parcels/%[1]d.jpg
body:
  text: |
    Hello <<1>>, your order *<<2>>* of the %[3]s has left our %[4]s number %[1]d.
    The carrier brings it on <<3>>, between %[5]d and %[6]d o'clock in the afternoon.

    You can follow it on our site, or answer this message if you want us to bring it
    on another day. We leave it with a neighbour whom you trust if you tell us which.
  params:
    - {name: customer, example: Ana}
    - {name: order, example: A-%[1]d}
    - {name: day, example: Friday}
footer: Acme Parcels, %[7]s
buttons:
  - type: url
    text: Track parcel
    url: https://acme.example/track/<<1>>
    params: [{name: order, example: A-%[1]d}]
  - type: phone_number
    text: Call the depot
    phone_number: "+6012%07[1]d"
`, i, pick("left", "packed", "sent", "moved"), pick("books", "shoes", "lamps", "chairs", "plants"), pick("warehouse", "depot", "shop", "store"),
		1+r.IntN(3), 4+r.IntN(3), pick("since 1970", "round the corner", "by your side", "in your town"))
}
