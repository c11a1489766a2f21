// Command bench measures the speed of watemplate against floors and peers that run in turn with it, in the same call, on
// the same files. What counts are the ratios: the times themselves depend on the machine and on its neighbours.
//
//	go run ./bench lint            the linter, against a plain parse of the same files
//	go run ./bench lint -peers     kubeconform and a Node script, too; they are fetched from the network
//	go run ./bench screen          the screen, against a bare one of the same library
//	go run ./bench screen -peers   glow, too; it is fetched from the network
//	go run ./bench page            the page for reviewers, against a plain parse and the linter
//	go run ./bench send            a campaign, against a client that keeps no books; its peak of memory
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	what := ""
	if len(os.Args) > 1 {
		what = os.Args[1]
	}
	flags := flag.NewFlagSet("bench "+what, flag.ExitOnError)
	peers := flags.Bool("peers", false, "measure other programs, too")
	files := flags.Int("files", 0, "how many templates the large tree has; ten times as many for lint's peak of memory (default 10000, of a page 1000)")
	messages := flags.Int("messages", 30_000, "how many messages send sends in a run")
	runs := flags.Int("runs", 7, "how often each pair runs")
	if len(os.Args) > 2 {
		_ = flags.Parse(os.Args[2:]) // exits
	}
	if *files == 0 {
		*files = 10_000
		if what == "page" {
			*files = 1_000
		}
	}
	var err error
	switch what {
	case "lint":
		err = lintBench{*peers, *files, *runs}.run()
	case "screen":
		err = screenBench{*peers, *files, *runs}.run()
	case "page":
		err = pageBench{*files, *runs}.run()
	case "send":
		err = sendBench{*messages, *runs}.run()
	default:
		fmt.Fprintln(os.Stderr, "usage: go run ./bench lint|screen|page|send [-peers] [-files N] [-messages N] [-runs 7]")
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
