package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/watemplate/watemplate/bench/postgres"
)

// sendBench measures what it costs to forget nothing: campaigns against a client that posts the same and keeps no books,
// through the same server.
type sendBench struct{ messages, runs int }

// sendCase is a number of connections to a server that takes some time for an answer. The nearest API takes a few
// milliseconds; without any, what is compared is the work of the processors alone.
type sendCase struct {
	connections int
	delay       time.Duration
	api         string
}

func (c sendCase) String() string {
	if c.delay == 0 {
		return fmt.Sprintf("%d connections", c.connections)
	}
	return fmt.Sprintf("%d connections, %v an answer", c.connections, c.delay)
}

// parcel is the template that is sent; the list has its parameter.
const parcel = `name: parcel
language: en
category: utility
body:
  text: Hi <<1>>, your parcel has left our warehouse and should be with you by tomorrow, weather permitting.
  params: [{name: who, example: Ann}]
footer: Acme Parcels
buttons:
  - {type: quick_reply, text: Stop updates}
`

func (b sendBench) run() error {
	w, err := openWorkshop("./cmd/watemplate-campaign", "./bench/answerer", "./bench/pooled")
	if err != nil {
		return err
	}
	defer w.close()
	var cases []sendCase
	for _, c := range []sendCase{{connections: 8}, {connections: 64}, {connections: 64, delay: 5 * time.Millisecond}} {
		var stop func()
		if c.api, stop, err = w.answerer(c.delay); err != nil {
			return err
		}
		defer stop()
		cases = append(cases, c)
	}
	if err := w.writeSending(); err != nil {
		return err
	}
	if err := w.list("list.csv", b.messages); err != nil {
		return err
	}
	fmt.Printf("%d messages of a campaign; every ratio is the median of %d pairs of runs\n\n", b.messages, b.runs)
	if err := b.against(w, cases, "SQLite", func(run int) (string, error) { return filepath.Join(w.dir, fmt.Sprintf("journal-%d.db", run)), nil }); err != nil {
		return err
	}
	server, err := postgres.New()
	switch {
	case errors.Is(err, postgres.ErrAbsent):
		fmt.Println(err)
	case err != nil:
		return err
	default:
		err := b.against(w, cases, "PostgreSQL", func(run int) (string, error) { return server.Create(fmt.Sprintf("run_%d", run)) })
		if err := errors.Join(err, server.Remove()); err != nil {
			return err
		}
	}
	return b.memory(w, cases[0].api)
}

// against measures the sending itself: the campaign is loaded before the clock starts, and one of it sent.
func (b sendBench) against(w *workshop, cases []sendCase, engine string, journal func(run int) (string, error)) error {
	run := 0
	for _, c := range cases {
		bare := w.run("pooled", c.api, filepath.Join(w.dir, "body.json"), strconv.Itoa(b.messages-1), strconv.Itoa(c.connections))
		var ours, others, loads []figures
		for i := range b.runs + 1 {
			run++
			where, err := journal(run)
			if err != nil {
				return err
			}
			load, err := w.campaign(c.api, "send", "parcel.yaml", "--recipients", "list.csv", "--campaign", "bench", "--journal", where,
				"--yes", "--expect", strconv.Itoa(b.messages), "--limit", "1", "--connections", "1").time()
			if err != nil {
				return err
			}
			o, err := w.campaign(c.api, "campaign", "resume", "bench", "--journal", where, "--yes", "--expect", strconv.Itoa(b.messages), "--connections", strconv.Itoa(c.connections)).time()
			if err != nil {
				return err
			}
			f, err := bare.time()
			if err != nil {
				return err
			}
			if i > 0 { // the first does not count
				ours, others, loads = append(ours, o), append(others, f), append(loads, load)
			}
		}
		b.report(engine, c, ours, others, loads)
	}
	return nil
}

func (b sendBench) report(engine string, c sendCase, ours, others, loads []figures) {
	n := float64(b.messages)
	what, goal := fmt.Sprintf("%s, %v: ", engine, c), 0.0
	if c.connections == 64 && engine == "SQLite" {
		goal = 0.7
	}
	rowAtLeast(what+"rate / bare", ratio(others, ours, wall), goal,
		fmt.Sprintf("%.0f/s against %.0f", n/median(ours, wall), n/median(others, wall)))
	row(what+"processor / bare", ratio(ours, others, cpu), 0,
		fmt.Sprintf("%.0f µs a message against %.0f", 1e6*median(ours, cpu)/n, 1e6*median(others, cpu)/n))
	fmt.Printf("  the journal costs %.0f µs a message by the clock, and reading, checking and loading the list %.0f µs\n",
		1e6*(median(ours, wall)-median(others, wall))/n, 1e6*median(loads, wall)/n)
}

// memory measures the peak of a list ten times as long, read, checked, loaded and sent in part.
func (b sendBench) memory(w *workshop, api string) error {
	const small, part = 100_000, "5000"
	var at [2]figures
	for i, rows := range []int{small, 10 * small} {
		if err := w.list("long.csv", rows); err != nil {
			return err
		}
		f, err := w.campaign(api, "send", "parcel.yaml", "--recipients", "long.csv", "--campaign", "bench", "--yes", "--expect", strconv.Itoa(rows),
			"--journal", filepath.Join(w.dir, fmt.Sprintf("long-%d.db", i)), "--limit", part).time()
		if err != nil {
			return err
		}
		at[i] = f
	}
	row("a million rows / a hundred thousand, peak of memory", at[1].peak/at[0].peak, 1.2, fmt.Sprintf("%.0f MB against %.0f", at[1].peak, at[0].peak))
	fmt.Printf("  a million rows take %.0f s until the first %s are sent\n", at[1].wall, part)
	return nil
}

// campaign is a command of ours that goes to an API, as fast as that allows.
func (w *workshop) campaign(api string, args ...string) program {
	p := w.run("watemplate-campaign", append(args, "--base-url", api, "--rate", "-1")...)
	p.env = append(p.env, "WATEMPLATE_TOKEN=any", "XDG_STATE_HOME="+filepath.Join(w.dir, "state"))
	p.worst = 5 // it stopped before the end, as it was told
	return p
}

// answerer starts the server and returns its address.
func (w *workshop) answerer(delay time.Duration) (url string, stop func(), err error) {
	c := exec.Command(w.programs["answerer"], delay.String())
	c.Stderr = os.Stderr
	hold, err := c.StdinPipe()
	if err != nil {
		return "", nil, err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := c.Start(); err != nil {
		return "", nil, err
	}
	url, err = bufio.NewReader(out).ReadString('\n')
	return strings.TrimSpace(url), func() { hold.Close(); _ = c.Wait() }, err
}

// writeSending writes the template and the body that it becomes.
func (w *workshop) writeSending() error {
	if err := os.WriteFile(filepath.Join(w.dir, "parcel.yaml"), []byte(parcel), 0o600); err != nil {
		return err
	}
	c := exec.Command(w.programs["watemplate-campaign"], "compile", "parcel.yaml", "--set", "who=Person 1000000")
	c.Dir = w.dir
	body, err := c.Output()
	if err != nil {
		return fmt.Errorf("compile: %w", err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, body); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(w.dir, "body.json"), compact.Bytes(), 0o600)
}

// list writes a list of so many people.
func (w *workshop) list(name string, people int) error {
	f, err := os.Create(filepath.Join(w.dir, name))
	if err != nil {
		return err
	}
	defer f.Close()
	b := bufio.NewWriter(f)
	fmt.Fprintln(b, "to,who")
	for i := range people {
		fmt.Fprintf(b, "phone:+60%d,Person %d\n", 122_000_000+i, i)
	}
	return b.Flush()
}
