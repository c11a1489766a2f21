package postgres

import (
	"database/sql"
	"errors"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCrash: a server that crashed starts again with what was committed.
func TestCrash(t *testing.T) {
	s, err := New()
	if errors.Is(err, ErrAbsent) {
		t.Skip(err)
	}
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Remove()) })
	url, err := s.Create("crash")
	require.NoError(t, err)
	db, err := sql.Open("pgx", url)
	require.NoError(t, err)
	defer db.Close()
	_, err = db.ExecContext(t.Context(), "create table kept (n int); insert into kept values (7)")
	require.NoError(t, err)

	require.NoError(t, s.Crash())
	require.Error(t, db.PingContext(t.Context()), "it is gone")
	require.NoError(t, s.Start())
	var n int
	require.NoError(t, db.QueryRowContext(t.Context(), "select n from kept").Scan(&n))
	assert.Equal(t, 7, n)
}
