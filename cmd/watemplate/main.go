// Command watemplate checks WhatsApp message templates written in YAML, previews them as the phone will show them,
// compiles them into the API's requests, and sends them. For campaigns it hands over to watemplate-campaign.
package main

import (
	"os"

	"github.com/watemplate/watemplate/cmd/verbs"
)

func main() { os.Exit(verbs.Main(os.Args[1:], nil)) }
