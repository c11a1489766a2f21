package journal_test

import (
	"context"
	"database/sql"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/require"
)

// server is a PostgreSQL of the tests' own: nobody else's is touched.
type server struct {
	dir, bin, port string
	databases      atomic.Int32
}

const password = "s3cret"

var shared struct {
	sync.Once
	*server
	lack string // why there is none
}

// postgres is a new database's URL on the server of all tests.
func postgres(t testing.TB) string {
	shared.Do(func() { shared.server, shared.lack = startServer() })
	if shared.server == nil {
		t.Skip("no PostgreSQL: " + shared.lack)
	}
	return shared.database(t)
}

func (s *server) url(database string) string {
	return fmt.Sprintf("postgres://postgres:%s@127.0.0.1:%s/%s", password, s.port, database)
}

func (s *server) database(t testing.TB) string {
	name := fmt.Sprintf("journal%d", s.databases.Add(1))
	db, err := sql.Open("pgx", s.url("postgres"))
	require.NoError(t, err)
	defer db.Close()
	_, err = db.ExecContext(context.Background(), "create database "+name)
	require.NoError(t, err)
	return s.url(name)
}

// startServer starts a server, or says what lacks.
func startServer() (*server, string) {
	bin := findServer()
	if bin == "" {
		return nil, "neither in the PATH nor in /usr/lib/postgresql"
	}
	dir, err := os.MkdirTemp("", "watemplate-postgres-")
	if err != nil {
		return nil, err.Error()
	}
	s := &server{dir: dir, bin: bin}
	if err := s.make(); err != nil {
		os.RemoveAll(dir)
		return nil, err.Error()
	}
	return s, ""
}

func findServer() string {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path)
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return ""
	}
	return filepath.Dir(found[len(found)-1])
}

func (s *server) make() error {
	secret := filepath.Join(s.dir, "password")
	if err := os.WriteFile(secret, []byte(password), 0o644); err != nil {
		return err
	}
	if os.Getuid() == 0 {
		// The server does not run as root.
		if out, err := exec.Command("chown", "postgres", s.dir, secret).CombinedOutput(); err != nil {
			return fmt.Errorf("chown: %s", out)
		}
	}
	if err := s.run("initdb", "-D", s.data(), "-U", "postgres", "-A", "scram-sha-256", "--pwfile", secret, "--no-sync", "-E", "UTF8", "--locale", "C"); err != nil {
		return err
	}
	if err := s.hurry(); err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	_, s.port, _ = net.SplitHostPort(l.Addr().String())
	l.Close()
	return s.start()
}

// hurry keeps the server from waiting for the disk: if it is killed it loses nothing by that, only if the machine is.
func (s *server) hurry() error {
	f, err := os.OpenFile(filepath.Join(s.data(), "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.WriteString("fsync = off\n")
	return err
}

func (s *server) data() string { return filepath.Join(s.dir, "data") }

func (s *server) start() error {
	return s.run("pg_ctl", "-D", s.data(), "-w", "-l", filepath.Join(s.dir, "log"), "-o", "-p "+s.port+" -k "+s.dir+" -c listen_addresses=127.0.0.1", "start")
}

func (s *server) stop(mode string) error { return s.run("pg_ctl", "-D", s.data(), "-m", mode, "stop") }

func (s *server) run(program string, args ...string) error {
	args = append([]string{filepath.Join(s.bin, program)}, args...)
	if os.Getuid() == 0 {
		args = append([]string{"runuser", "-u", "postgres", "--"}, args...)
	}
	c := exec.Command(args[0], args[1:]...)
	c.Dir = s.dir
	// The server inherits these; a pipe would keep the command from ending.
	out, err := os.CreateTemp("", "watemplate-postgres-")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	c.Stdout, c.Stderr = out, out
	if err := c.Run(); err != nil {
		said, _ := os.ReadFile(out.Name())
		return fmt.Errorf("%s: %w: %s", program, err, strings.TrimSpace(string(said)))
	}
	return nil
}
