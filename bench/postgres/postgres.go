// Package postgres starts PostgreSQL servers of our own from the system's package, each in a folder and on a port of its
// own, and crashes and stops them again. A cluster that the system runs is not touched.
package postgres

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// ErrAbsent says that no PostgreSQL is installed.
var ErrAbsent = errors.New("PostgreSQL is not installed: initdb is neither in the PATH nor in /usr/lib/postgresql/*/bin")

// Server is a server. It listens on 127.0.0.1 and trusts everybody there.
type Server struct {
	dir, bin string // the server's folder, and the one of its programs
	port     int
	env      []string
}

// New makes a server in a new folder and starts it, with something in its environment besides ours. Remove ends both.
func New(env ...string) (*Server, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "watemplate-postgres-")
	if err != nil {
		return nil, err
	}
	s := &Server{dir, bin, port, append(os.Environ(), env...)}
	if err := s.initialize(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

func (s *Server) initialize() error {
	if err := giveAway(s.dir); err != nil {
		return err
	}
	if err := s.run("initdb", "--pgdata", s.data(), "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-locale"); err != nil {
		return err
	}
	return s.Start()
}

// Remove ends the server, however it stands, and removes its folder.
func (s *Server) Remove() error {
	_ = s.stop("immediate") // it may be stopped already
	return os.RemoveAll(s.dir)
}

// URL is the address of a database of the server.
func (s *Server) URL(database string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/%s?sslmode=disable", s.port, database)
}

// Create makes an empty database and returns its address.
func (s *Server) Create(database string) (string, error) {
	err := s.run("createdb", "--host", "127.0.0.1", "--port", fmt.Sprint(s.port), "--username", "postgres", database)
	return s.URL(database), err
}

// Start starts the server after Crash, and returns once it answers.
func (s *Server) Start() error {
	options := fmt.Sprintf("-p %d -k %s -c listen_addresses=127.0.0.1", s.port, s.dir)
	return s.run("pg_ctl", "start", "--pgdata", s.data(), "--wait", "--silent", "--log", filepath.Join(s.dir, "log"), "--options", options)
}

// Crash ends the server as a crash does: nothing is finished, and its next start recovers.
func (s *Server) Crash() error { return s.stop("immediate") }

func (s *Server) stop(mode string) error {
	return s.run("pg_ctl", "stop", "--pgdata", s.data(), "--wait", "--silent", "--mode", mode)
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// run runs one of PostgreSQL's programs to its end. What it prints goes to a file: the server inherits it from pg_ctl and
// keeps it open, for which a pipe would be waited for.
func (s *Server) run(program string, args ...string) error {
	said, err := os.Create(filepath.Join(s.dir, program+".out"))
	if err != nil {
		return err
	}
	defer said.Close()
	c := exec.Command(filepath.Join(s.bin, program), args...)
	c.Dir, c.Stdout, c.Stderr, c.Env = s.dir, said, said, s.env
	if err := humble(c); err != nil {
		return err
	}
	if err := c.Run(); err != nil {
		text, _ := os.ReadFile(said.Name()) // the error itself is enough without
		return fmt.Errorf("%s: %w: %s", program, err, strings.TrimSpace(string(text)))
	}
	return nil
}

// programs finds the folder of initdb; of several, the one of the newest version.
func programs() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		path, err = filepath.EvalSymlinks(path) // the others stand beside the program itself
		return filepath.Dir(path), err
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", ErrAbsent
	}
	slices.SortFunc(found, func(a, b string) int { return len(a) - len(b) + strings.Compare(a, b) })
	return filepath.Dir(found[len(found)-1]), nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
