package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// Open opens the journal: a postgres:// URL, or the path of an SQLite file, which is made if it is not there. Its errors
// are sentences with a remedy: a damaged file, a full disk, a folder that cannot be written, a database that does not
// answer.
func Open(ctx context.Context, where string, o Options) (*Journal, error) {
	j := &Journal{options: o, known: map[string]bool{}, logs: map[string]*logFile{}}
	var err error
	if strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://") {
		err = j.openPostgres(where)
	} else {
		err = j.openSQLite(where)
	}
	if err != nil {
		return nil, err
	}
	j.main = &session{dialect: j.dialect, db: j.write}
	j.clock = j.dialect.clock
	if err := j.prepare(ctx); err != nil {
		err = j.explain(err)
		j.Close()
		return nil, err
	}
	return j, nil
}

func (j *Journal) openPostgres(where string) error {
	u, err := url.Parse(where)
	if err != nil {
		return errors.New("the journal's URL cannot be read; write postgres://user@host/database, with %-signs for special characters")
	}
	j.dialect = postgres
	j.where = "postgres://" + u.Host + u.Path
	db, err := sql.Open(postgres.driver, where)
	if err != nil {
		// The driver's own words would show the password.
		return fmt.Errorf("the journal's URL %s cannot be used; write postgres://user@host/database", j.where)
	}
	j.write, j.read = db, db
	return nil
}

func (j *Journal) openSQLite(where string) error {
	path, err := filepath.Abs(where)
	if err != nil {
		return err
	}
	j.dialect, j.where = sqlite, where
	if err := j.makeFile(path); err != nil {
		return j.explain(err)
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	if !strings.HasPrefix(u.Path, "/") {
		u.Path = "/" + u.Path
	}
	pragmas := "?_pragma=busy_timeout(15000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=temp_store(memory)"
	// One connection writes: a second one would have to poll for the lock.
	if j.write, err = sql.Open(sqlite.driver, u.String()+pragmas+"&_pragma=cache_size(-8000)"); err != nil {
		return err
	}
	if j.read, err = sql.Open(sqlite.driver, u.String()+pragmas+"&_query_only=1"); err != nil {
		return err
	}
	j.read.SetMaxOpenConns(4)
	return nil
}

// makeFile makes the file, for nobody else to read, and refuses what is no SQLite file before SQLite touches it.
func (j *Journal) makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case string(head[:n]) != magic:
		return errNoDatabase
	}
	return nil
}

// version is the number of the tables, 0 if there are none. A database that holds other things is not touched.
func (j *Journal) version(t *tx) (int, error) {
	var tables, meta int
	query := `select count(*), count(case when name = 'watemplate_meta' then 1 end) from sqlite_master`
	if j.dialect == postgres {
		query = `select 0, count(to_regclass('watemplate_meta'))`
	}
	if err := t.conn.QueryRowContext(t.ctx, query).Scan(&tables, &meta); err != nil {
		return 0, fromDriver(err)
	}
	if meta == 0 {
		if tables > 0 {
			return 0, says("%s is a database of another program; give --journal another file", j.where)
		}
		return 0, nil
	}
	var version int
	err := t.conn.QueryRowContext(t.ctx, `select version from watemplate_meta`).Scan(&version)
	return version, fromDriver(err)
}

var errNoDatabase = errors.New("not a database")
