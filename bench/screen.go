package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// screenBench measures how soon the screen draws: its first frame, and the frame after a key.
type screenBench struct {
	peers       bool
	files, runs int
}

// drawing is a screen program, the text that its first whole frame ends with, and two keys that change it.
type drawing struct {
	program
	whole string
	keys  [2]string
}

func (b screenBench) run() error {
	w, err := openWorkshop("./cmd/watemplate", "./bench/bare")
	if err != nil {
		return err
	}
	defer w.close()
	small, err := w.tree("small", 200)
	if err != nil {
		return err
	}
	large, err := w.tree("large", b.files)
	if err != nil {
		return err
	}
	screen := func(tree string) drawing {
		return drawing{w.run("watemplate", "preview", tree), "╰", [2]string{"j", "k"}}
	}
	floor := drawing{w.run("bare"), "╰", [2]string{"j", "k"}}
	fmt.Printf("on a terminal of 120 x 40; every ratio is the median of %d pairs\n\n", b.runs)

	if err := compareDrawings("preview of 200 templates", screen(small), "a bare screen", floor, b.runs); err != nil {
		return err
	}
	what := fmt.Sprintf("preview of %d templates", b.files)
	if err := compareDrawings(what, screen(large), "a bare screen", floor, b.runs); err != nil {
		return err
	}
	if err := timeSaves(screen(large), filepath.Join(large, "team_0000", "order_000000.en_US.yaml"), 2*b.runs); err != nil {
		return err
	}
	if !b.peers {
		return nil
	}
	glow, err := buildGlow(w.dir)
	if err != nil {
		fmt.Printf("glow cannot be had here: %v\n", err)
		return nil
	}
	message := filepath.Join(w.dir, "message.md")
	readme := drawing{program{args: []string{glow, "-s", "dark", "-w", "80", message}, env: floor.env, dir: w.dir}, "Parcels", [2]string{}}
	if err := os.WriteFile(message, []byte("Your order is *on its way*.\n\nAcme Parcels\n"), 0o644); err != nil {
		return err
	}
	return compareDrawings("preview of 200 templates", screen(small), "glow of one message", readme, b.runs)
}

// compareDrawings runs two programs in turn on terminals of their own.
func compareDrawings(what string, a drawing, other string, b drawing, runs int) error {
	var first, key [2][]figures
	for i := range runs + 1 {
		for side, d := range []drawing{a, b} {
			opened, pressed, err := d.time()
			if err != nil {
				return fmt.Errorf("%s: %w", d.args[0], err)
			}
			if i > 0 { // the first pair warms up
				first[side] = append(first[side], figures{wall: opened})
				for _, p := range pressed {
					key[side] = append(key[side], figures{wall: p})
				}
			}
		}
	}
	row(what+" / "+other+", first frame", ratio(first[0], first[1], wall), 0,
		fmt.Sprintf("%.1f ms against %.1f", 1000*median(first[0], wall), 1000*median(first[1], wall)))
	if len(key[1]) > 0 {
		row(what+" / "+other+", key to frame", ratio(key[0], key[1], wall), 0,
			fmt.Sprintf("%.1f ms against %.1f", 1000*median(key[0], wall), 1000*median(key[1], wall)))
	}
	return nil
}

// timeSaves measures how long it takes from the saving of a file to the frame that shows it.
func timeSaves(d drawing, file string, runs int) error {
	src, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	t, err := startTerminal(d.program)
	if err != nil {
		return err
	}
	defer t.end()
	if _, err := t.until(0, d.whole); err != nil {
		return err
	}
	time.Sleep(5 * time.Second) // until all files have come
	var all []figures
	for i := range runs {
		label := strings.Repeat(string(rune('A'+i%26)), 12) // no letter stands where it stood
		since := t.quiet()
		start := time.Now()
		if err := os.WriteFile(file, bytes.Replace(src, []byte("Track parcel"), []byte(label), 1), 0o644); err != nil {
			return err
		}
		drawn, err := t.until(since, label)
		if err != nil {
			return err
		}
		all = append(all, figures{wall: drawn.Sub(start).Seconds()})
	}
	slowest := slices.MaxFunc(all, func(a, b figures) int { return cmp.Compare(a.wall, b.wall) })
	fmt.Printf("a save to its frame, of which 40 ms wait for the editor: %.0f ms, the slowest of %d %.0f ms\n",
		1000*median(all, wall), runs, 1000*slowest.wall)
	return nil
}

// time opens the program and presses its keys in turn.
func (d drawing) time() (opened float64, pressed []float64, err error) {
	t, err := startTerminal(d.program)
	if err != nil {
		return 0, nil, err
	}
	defer t.end()
	drawn, err := t.until(0, d.whole)
	if err != nil || d.keys[0] == "" {
		return drawn.Sub(t.started).Seconds(), nil, err
	}
	for i := range 6 {
		p, err := t.press(d.keys[i%2])
		if err != nil {
			return 0, nil, err
		}
		pressed = append(pressed, p)
	}
	return drawn.Sub(t.started).Seconds(), pressed, nil
}

// buildGlow compiles glow in a module of its own: its repository has replaced names since, so that it cannot be
// installed by itself.
func buildGlow(dir string) (string, error) {
	home, path := filepath.Join(dir, "glow-module"), filepath.Join(dir, "glow")
	if err := os.MkdirAll(home, 0o755); err != nil {
		return "", err
	}
	for _, args := range [][]string{
		{"mod", "init", "glow"},
		{"get", "github.com/charmbracelet/glow@v1.5.1"},
		{"build", "-mod=mod", "-o", path, "github.com/charmbracelet/glow"},
	} {
		c := exec.Command("go", args...)
		c.Dir = home
		if out, err := c.CombinedOutput(); err != nil {
			return "", fmt.Errorf("go %s: %w: %s", args[0], err, out)
		}
	}
	return path, nil
}
