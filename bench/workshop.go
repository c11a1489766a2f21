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

// openWorkshop compiles some of our commands into a new folder, which is to be closed. They are built as we release them
// and copied as an installer does: the pages of a file that the linker has just written are dearer to map.
func openWorkshop(packages ...string) (*workshop, error) {
	dir, err := os.MkdirTemp("", "watemplate-bench-")
	if err != nil {
		return nil, err
	}
	w := &workshop{dir, map[string]string{}}
	for _, pkg := range packages {
		name := filepath.Base(pkg)
		w.programs[name] = filepath.Join(dir, name)
		built := w.programs[name] + ".built"
		c := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", built, pkg)
		c.Env = append(os.Environ(), "CGO_ENABLED=0")
		c.Stderr = os.Stderr
		err := c.Run()
		if err == nil {
			err = install(built, w.programs[name])
		}
		if err != nil {
			w.close()
			return nil, err
		}
	}
	return w, nil
}

// install copies a program.
func install(from, to string) error {
	program, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, program, 0o755)
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
	return program{args: append([]string{w.programs[name]}, args...), env: env, dir: w.dir}
}
