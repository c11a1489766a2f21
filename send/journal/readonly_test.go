//go:build unix

package journal_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A journal that may not be written is a sentence. The superuser may write everything, so another user tries.
func TestReadOnly(t *testing.T) {
	b := half(t)
	for dir := filepath.Dir(b.where); dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		require.NoError(t, os.Chmod(dir, 0o755))
	}
	require.NoError(t, os.Chmod(b.where, 0o444))
	said := asNobody(t, b)
	assert.Equal(t, b.where+" cannot be written: permission denied; give yourself the right to write it and its folder; another --journal knows nothing of what was sent from this one\n", said)

	require.NoError(t, os.Chmod(b.where, 0o666))
	require.NoError(t, os.Chmod(filepath.Dir(b.where), 0o555))
	said = asNobody(t, b)
	assert.Regexp(t, `^the journal .*campaigns.db cannot be (written|opened); `, said)

	b.where = filepath.Join(filepath.Dir(b.where), "deeper", "campaigns.db")
	said = asNobody(t, b)
	assert.Regexp(t, `^.*/deeper cannot be written: permission denied; `, said)
}

// asNobody opens the journal as a user who owns nothing and returns what that says.
func asNobody(t *testing.T, b *bench) string {
	program := os.Args[0]
	c := exec.Command(program)
	if os.Getuid() == 0 {
		program = filepath.Join(filepath.Dir(b.where), "..", "journal.test")
		copyProgram(t, program)
		c = exec.Command(program)
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	c.Dir = "/"
	c.Env = append(os.Environ(), "JOURNAL_SCENE=open", "JOURNAL="+b.where, "JOURNAL_AUDIT="+b.audit)
	out, err := c.Output()
	require.Error(t, err, "%s", out)
	return string(out)
}

func copyProgram(t *testing.T, to string) {
	if _, err := os.Stat(to); err == nil {
		return
	}
	from, err := os.Open(os.Args[0])
	require.NoError(t, err)
	defer from.Close()
	program, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE, 0o755)
	require.NoError(t, err)
	_, err = io.Copy(program, from)
	require.NoError(t, err)
	require.NoError(t, program.Close())
}
