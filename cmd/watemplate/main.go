// Command watemplate checks WhatsApp message templates written in YAML, previews them as the phone will show them,
// compiles them into the API's requests, and sends them.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, osShell(), os.Args[1:])
	stop()
	os.Exit(status)
}
