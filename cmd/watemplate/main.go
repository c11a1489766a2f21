// Command watemplate checks WhatsApp message templates written in YAML, previews them as the phone will show them,
// compiles them into the API's requests, and sends them.
package main

import (
	"context"
	"os"
)

func main() {
	os.Exit(run(context.Background(), osShell(), os.Args[1:]))
}
