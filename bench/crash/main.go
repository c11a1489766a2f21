// Command crash proves that campaigns survive: it kills watemplate with SIGKILL at random instants, and crashes
// PostgreSQL, while campaigns are sent to a sandbox that fails at random too, and then counts what everybody got.
//
//	go run ./bench/crash                          300 kills on SQLite, and 300 on PostgreSQL with three workers
//	go run ./bench/crash -kills 12 -seed 7        a short form
//	go run ./bench/crash -damage                  full disks, damaged files, two processes and clocks that jump
//
// It prints a line for each campaign, and ends with 1 and the folder of what was left behind when somebody got two
// messages or was forgotten, or when anything else is not as docs/campaigns.md has it.
package main

import (
	"flag"
	"fmt"
	"os"
)

type options struct {
	kills, recipients, workers, connections int
	journal                                 string
	seed                                    uint64
	keep                                    bool
}

func main() {
	var o options
	flag.IntVar(&o.kills, "kills", 300, "how many processes are killed, of each journal")
	flag.IntVar(&o.recipients, "recipients", 2000, "how many people a campaign writes to")
	flag.StringVar(&o.journal, "journal", "both", "sqlite, postgres or both")
	flag.Uint64Var(&o.seed, "seed", 1, "what the random instants and faults come from")
	flag.IntVar(&o.workers, "workers", 3, "how many processes send one campaign, of PostgreSQL")
	flag.IntVar(&o.connections, "connections", 8, "how many requests each makes at once")
	flag.BoolVar(&o.keep, "keep", false, "leave the folder behind also when all is well")
	damages := flag.Bool("damage", false, "damage what campaigns stand on, instead of killing them")
	flag.Parse()
	run := o.run
	if *damages {
		run = o.damage
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "crash:", err)
		os.Exit(1)
	}
}
