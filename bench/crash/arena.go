package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// arena is the folder of a proof: the program, a template, a list, and all that runs leave behind.
type arena struct {
	dir, program string
	recipients   int
	connections  int
	// user is who runs the program; nil for us. Root may write everywhere, which is no proof.
	user *syscall.Credential
}

// template has one parameter, which the list has a column for.
const template = `name: parcel
language: en
category: utility
body:
  text: Hi <<1>>, your parcel is on its way.
  params: [{name: who, example: Ann}]
`

// newArena compiles the program into a new folder.
func newArena(recipients, connections int) (*arena, error) {
	dir, err := os.MkdirTemp("", "watemplate-crash-")
	if err != nil {
		return nil, err
	}
	a := &arena{dir: dir, program: filepath.Join(dir, "watemplate-campaign"), recipients: recipients, connections: connections}
	c := exec.Command("go", "build", "-o", a.program, "./cmd/watemplate-campaign")
	c.Stderr = os.Stderr
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("run this in the repository's folder: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "parcel.yaml"), []byte(template), 0o600); err != nil {
		return nil, err
	}
	return a, a.writeList(filepath.Join(dir, "list.csv"), recipients)
}

// contact is the one of a row, from 0.
func contact(row int) string { return fmt.Sprintf("phone:+60%d", 122_000_000+row) }

// writeList writes a list of so many people, of whom some stand in it twice.
func (a *arena) writeList(path string, people int) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "to,who")
	for i := range people {
		fmt.Fprintf(w, "%s,Person %d\n", contact(i), i)
		if i > 0 && i%500 == 0 {
			fmt.Fprintf(w, "%s,Again %d\n", contact(i/2), i)
		}
	}
	return w.Flush()
}

// environment is what the program finds on one of the machines: each has a home of its own.
func (a *arena) environment(machine string) []string {
	home := filepath.Join(a.dir, "home", machine)
	return []string{
		"HOME=" + home, "XDG_STATE_HOME=" + filepath.Join(home, "state"), "XDG_CACHE_HOME=" + filepath.Join(home, "cache"),
		"PATH=" + os.Getenv("PATH"), "WATEMPLATE_TOKEN=any", "TMPDIR=" + a.dir,
	}
}

// nobody is a user without rights, as systems number it.
const nobody = 65534

// beHumble has the program run without rights, if we are root.
func (a *arena) beHumble() error {
	if os.Getuid() != 0 {
		return nil
	}
	a.user = &syscall.Credential{Uid: nobody, Gid: nobody}
	for _, path := range []string{a.dir, filepath.Join(a.dir, "parcel.yaml"), filepath.Join(a.dir, "list.csv")} {
		if err := a.own(path); err != nil {
			return err
		}
	}
	return nil
}

// own makes the user who runs the program the owner of a file.
func (a *arena) own(path string) error {
	if a.user == nil {
		return nil
	}
	return os.Chown(path, int(a.user.Uid), int(a.user.Gid))
}
