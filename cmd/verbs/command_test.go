package verbs

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestCommands: a command that is made alone is the one that its name says, with the flags that all have.
func TestCommands(t *testing.T) {
	all := rootCommand(shell{}, nil)
	for _, c := range commands {
		root := rootCommand(shell{}, []string{c.name, "--help"})
		if assert.Len(t, root.Commands(), 1, c.name) {
			alone := root.Commands()[0]
			assert.Equal(t, c.name, alone.Name())
			inAll, _, err := all.Find([]string{c.name})
			assert.NoError(t, err)
			assert.Equal(t, inAll.UsageString(), alone.UsageString())
		}
	}
	assert.Len(t, all.Commands(), len(commands)+len(topics()))
}
