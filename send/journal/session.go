package journal

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync"
	"time"
)

// session is one connection with its prepared statements, used by one transaction at a time. A connection that broke is
// replaced at the next transaction.
type session struct {
	dialect *dialect
	db      *sql.DB

	mu    sync.Mutex
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

// uncertain is the error of a commit: the transaction may hold all the same.
type uncertain struct{ error }

func (u *uncertain) Unwrap() error { return u.error }

// tx is a transaction that is under way.
type tx struct {
	*session
	ctx context.Context
}

// do runs f in a transaction, which is on disk when do returns nil. After an error it is not, unless the error is
// *uncertain.
func (s *session) do(ctx context.Context, f func(*tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.begin(ctx); err != nil {
		return err
	}
	// A transaction that has begun is short. To watch the context would cost SQLite more than the statements do.
	if s.dialect == sqlite {
		ctx = context.WithoutCancel(ctx)
	}
	t := &tx{s, ctx}
	if err := f(t); err != nil {
		s.rollback()
		return err
	}
	if _, err := t.exec("commit"); err != nil {
		s.rollback()
		return &uncertain{err}
	}
	return nil
}

// begin tries once more with a new connection, for the one at hand may have broken long ago.
func (s *session) begin(ctx context.Context) error {
	fresh := s.conn == nil
	err := s.tryBegin(ctx)
	if err != nil && !fresh && ctx.Err() == nil && errors.Is(err, driver.ErrBadConn) {
		err = s.tryBegin(ctx)
	}
	return err
}

func (s *session) tryBegin(ctx context.Context) error {
	if s.conn == nil {
		conn, err := s.db.Conn(ctx)
		if err != nil {
			return fromDriver(err)
		}
		s.conn, s.stmts = conn, map[string]*sql.Stmt{}
	}
	_, err := (&tx{s, ctx}).exec(s.dialect.begin)
	if err != nil {
		s.discard()
	}
	return err
}

// rollback leaves no transaction behind: where it fails, the connection goes.
func (s *session) rollback() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if _, err := s.conn.ExecContext(ctx, "rollback"); err != nil {
		s.discard()
	}
}

// drop gives the connection up. Its statements go with it.
func (s *session) drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn != nil {
		s.discard()
	}
}

// discard closes the connection rather than giving it back to the pool, because nobody knows what state it is in.
func (s *session) discard() {
	for _, stmt := range s.stmts {
		stmt.Close()
	}
	_ = s.conn.Raw(func(any) error { return driver.ErrBadConn })
	s.conn.Close()
	s.conn, s.stmts = nil, nil
}

// plain runs a statement outside of a transaction.
func (s *session) plain(ctx context.Context, query string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		return nil
	}
	_, err := s.conn.ExecContext(ctx, query)
	return fromDriver(err)
}

// stmt prepares a statement once a connection.
func (t *tx) stmt(query string) (*sql.Stmt, error) {
	if stmt, found := t.stmts[query]; found {
		return stmt, nil
	}
	stmt, err := t.conn.PrepareContext(t.ctx, query)
	if err != nil {
		return nil, fromDriver(err)
	}
	t.stmts[query] = stmt
	return stmt, nil
}

// exec returns how many rows it changed.
func (t *tx) exec(query string, args ...any) (int64, error) {
	stmt, err := t.stmt(query)
	if err != nil {
		return 0, err
	}
	result, err := stmt.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, fromDriver(err)
	}
	return result.RowsAffected()
}

// one scans the only row of a query into to; false if there is none.
func (t *tx) one(query string, args []any, to ...any) (bool, error) {
	found := false
	err := t.each(query, args, func(scan func(...any) error) error {
		found = true
		return scan(to...)
	})
	return found, err
}

// each calls f with every row of a query.
func (t *tx) each(query string, args []any, f func(scan func(...any) error) error) error {
	stmt, err := t.stmt(query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(t.ctx, args...)
	return scanAll(rows, err, f)
}

// scanAll calls f with every row of a query that was made, and closes them.
func scanAll(rows *sql.Rows, err error, f func(scan func(...any) error) error) error {
	if err != nil {
		return fromDriver(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return fromDriver(rows.Err())
}

// must says that a statement changed as many rows as it had to.
func must(changed, want int64) error {
	if changed != want {
		return says("the journal changed %d rows instead of %d; this is a fault of watemplate", changed, want)
	}
	return nil
}
