package verbs

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// TestReviewPage runs the page's command, and holds its examples against the flags and the action's inputs.
func TestReviewPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/review.md")
	require.NoError(t, err)
	act, uses := readAction(t), 0
	for _, m := range fence.FindAllStringSubmatch(string(page), -1) {
		if m[1] != "yaml" {
			continue
		}
		var example any
		require.NoError(t, yaml.Unmarshal([]byte(m[2]), &example), m[2])
		walkMaps(example, func(step map[string]any) {
			if step["uses"] == "watemplate/watemplate@v1" {
				uses++
				holdInputs(t, act, step)
			}
		})
	}
	assert.Equal(t, 1, uses)
	commands := regexp.MustCompile(`watemplate (preview [^\n\x60]+)`).FindAllStringSubmatch(string(page), -1)
	require.Len(t, commands, 8)
	for _, m := range commands {
		c, rest, err := rootCommand(shell{}, nil).Find(strings.Fields(m[1]))
		require.NoError(t, err)
		for _, word := range rest {
			if flag, found := strings.CutPrefix(word, "--"); found {
				assert.NotNil(t, c.Flags().Lookup(flag), m[0])
			}
		}
	}
	regenerate(t, "../../docs/review.md", parts{})
}
