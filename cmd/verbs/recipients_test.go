package verbs

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFirstRecipients holds that of a long list only the rows that are shown are read, and the screen says so.
func TestFirstRecipients(t *testing.T) {
	var text strings.Builder
	text.WriteString("phone,n\n")
	for i := range 20 {
		fmt.Fprintf(&text, "+6012%d,%d\n", i, i)
	}
	path := filepath.Join(t.TempDir(), "long.csv")
	require.NoError(t, os.WriteFile(path, []byte(text.String()+"\"broken\n"), 0o600))
	f := rowFlags{listFlags: listFlags{path: path}}
	list, err := f.read(&app{}, nil, 20)
	require.NoError(t, err)
	assert.True(t, list.more)
	assert.Equal(t, "19", list.forScreen()[19].Values["n"])
	assert.Equal(t, "+601219", list.forScreen()[19].Label, "a contact is shown as it is written")
	assert.Contains(t, list.title(), "long.csv, the first 20")
	_, err = f.read(&app{}, nil, 21)
	assert.ErrorContains(t, err, `long.csv:22: a cell that begins with a quote`)
}
