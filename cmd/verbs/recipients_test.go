package verbs

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

func TestRecipientReader(t *testing.T) {
	r, err := newRecipientReader("list.csv", strings.NewReader("\ufeffto,\"the \"\"name\"\"\",,email\r\n"+
		"phone:+1,\"A\nB\",x,a@b.co\r\n\r\n,,,\r\n, C ,,c@d.co\r\n"))
	require.NoError(t, err)
	assert.Equal(t, []string{`the "name"`}, r.parameters())
	for _, want := range []recipient{
		{"phone:+1", template.Values{`the "name"`: "A\nB"}},
		{"c@d.co", template.Values{`the "name"`: "C"}},
	} {
		got, err := r.next()
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err = r.next()
	assert.Equal(t, io.EOF, err)

	r, err = newRecipientReader("list.csv", strings.NewReader("a;b\n1;2\n3;Jos\xe9\n"))
	require.NoError(t, err)
	_, err = r.next()
	require.NoError(t, err)
	_, err = r.next()
	assert.EqualError(t, err, "list.csv:3:3: the text is no UTF-8; save the list as CSV UTF-8")

	gone := errors.New("the disk is gone")
	_, err = newRecipientReader("list.csv", io.MultiReader(strings.NewReader("a,b"), iotest.ErrReader(gone)))
	assert.EqualError(t, err, "list.csv: the disk is gone")
}

// TestFirstRecipients holds that of a long list only the rows that are shown are read, and the screen says so.
func TestFirstRecipients(t *testing.T) {
	var text strings.Builder
	text.WriteString("phone,n\n")
	for i := range 20 {
		fmt.Fprintf(&text, "+6012%d,%d\n", i, i)
	}
	path := filepath.Join(t.TempDir(), "long.csv")
	require.NoError(t, os.WriteFile(path, []byte(text.String()+"\"broken\n"), 0o600))
	list, err := readRecipients(path, 20)
	require.NoError(t, err)
	assert.True(t, list.more)
	assert.Equal(t, "19", list.forScreen()[19].Values["n"])
	assert.Contains(t, list.title(), "long.csv, the first 20")
	_, err = readRecipients(path, 21)
	assert.ErrorContains(t, err, `long.csv:22:9: extraneous or missing "`)
}
