// Command demo uses the screen as a person would: in a real terminal (tmux), with keys, while a file is edited on the
// disk, up to a message that is sent to the sandbox. Whatever does not appear ends it with a failure. It runs in the
// repository's folder:
//
//	go run ./docs/demo                             plays the session, and says how it went
//	go run ./docs/demo -record docs/preview.svg    records it for the README, too
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	record := flag.String("record", "", "write the session as an animated SVG to this file")
	flag.Parse()
	if err := run(*record); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// The size of the terminal.
const columns, rows = 120, 32

func run(record string) error {
	dir, err := os.MkdirTemp("", "watemplate-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "watemplate")
	if out, err := exec.Command("go", "build", "-o", binary, "./cmd/watemplate").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w: %s", err, out)
	}
	shop := filepath.Join(dir, "shop")
	if err := prepare(shop); err != nil {
		return err
	}
	s := &session{tmux: tmux{socket: filepath.Base(dir)}, shop: shop, recording: record != ""}
	defer s.tmux.end()
	if err := s.tmux.start(shop, binary+" preview --sandbox --to phone:+60121233112 --set order_id=A-1043 --set eta=Friday --set photo=https://cdn.acme.example/parcel.jpg", columns, rows); err != nil {
		return err
	}
	for i, step := range story {
		if err := step(s); err != nil {
			return fmt.Errorf("step %d: %w", i+1, err)
		}
	}
	fmt.Printf("%d steps, as they should be\n", len(story))
	if record == "" {
		return nil
	}
	return os.WriteFile(record, []byte(movie("watemplate preview", s.frames, columns, rows)), 0o644)
}
