// Command bench measures the speed of watemplate against floors and peers that run in turn with it, in the same call, on
// the same files. What counts are the ratios: the times themselves depend on the machine and on its neighbours.
//
//	go run ./bench lint            the linter, against a plain parse of the same files
//	go run ./bench lint -peers     kubeconform and a Node script, too; they are fetched from the network
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	if len(os.Args) < 2 || os.Args[1] != "lint" {
		fmt.Fprintln(os.Stderr, "usage: go run ./bench lint [-peers] [-files 10000] [-runs 7]")
		os.Exit(2)
	}
	flags := flag.NewFlagSet("bench lint", flag.ExitOnError)
	b := lintBench{}
	flags.BoolVar(&b.peers, "peers", false, "measure kubeconform and a script of ajv and js-yaml, too")
	flags.IntVar(&b.files, "files", 10_000, "how many templates the tree has; ten times as many for the peak of memory")
	flags.IntVar(&b.runs, "runs", 7, "how often each pair runs")
	_ = flags.Parse(os.Args[2:]) // exits
	if err := b.run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// build compiles one of our commands into a folder.
func build(dir, pkg string) (string, error) {
	path := filepath.Join(dir, filepath.Base(pkg))
	c := exec.Command("go", "build", "-o", path, pkg)
	c.Stderr = os.Stderr
	return path, c.Run()
}
