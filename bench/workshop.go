package main

import (
	"os"
	"os/exec"
	"path/filepath"
)

// workshop is a folder of a benchmark's own, with the programs that it runs.
type workshop struct {
	dir      string
	programs map[string]string // by the last word of their packages
}

// openWorkshop compiles some of our commands into a new folder, which is to be closed.
func openWorkshop(packages ...string) (*workshop, error) {
	dir, err := os.MkdirTemp("", "watemplate-bench-")
	if err != nil {
		return nil, err
	}
	w := &workshop{dir, map[string]string{}}
	for _, pkg := range packages {
		name := filepath.Base(pkg)
		w.programs[name] = filepath.Join(dir, name)
		c := exec.Command("go", "build", "-o", w.programs[name], pkg)
		c.Stderr = os.Stderr
		if err := c.Run(); err != nil {
			w.close()
			return nil, err
		}
	}
	return w, nil
}

func (w *workshop) close() { _ = os.RemoveAll(w.dir) } // what is left is in the folder for such things

// tree writes so many templates into a folder and returns its path.
func (w *workshop) tree(name string, files int) (string, error) {
	path := filepath.Join(w.dir, name)
	return path, writeTree(path, files)
}

// run is one of the programs with its arguments, in the folder and with a home of its own.
func (w *workshop) run(name string, args ...string) program {
	env := []string{"HOME=" + w.dir, "XDG_CACHE_HOME=" + filepath.Join(w.dir, "cache"), "PATH=" + os.Getenv("PATH")}
	return program{append([]string{w.programs[name]}, args...), env, w.dir}
}
