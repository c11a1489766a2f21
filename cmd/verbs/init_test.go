package verbs

import (
	"encoding/json"
	"path"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// TestPlan: whatever a new repository holds can be read by those it is for.
func TestPlan(t *testing.T) {
	files, err := plan()
	require.NoError(t, err)
	templates := 0
	for _, f := range files {
		assert.NotEmpty(t, f.data, f.path)
		switch {
		case path.Ext(f.path) == ".json":
			assert.True(t, json.Valid(f.data), f.path)
		case f.path == configName:
			_, faults := template.ParseConfig(f.path, f.data)
			assert.Empty(t, faults)
		case path.Ext(f.path) == ".yml":
			var workflow map[string]any
			require.NoError(t, yaml.Unmarshal(f.data, &workflow))
			assert.Contains(t, workflow, "jobs")
		case path.Ext(f.path) == ".yaml":
			templates++
			file := template.Parse(f.path, f.data)
			assert.Empty(t, lint.Run([]*template.File{file}), f.path)
			assert.Len(t, file.Templates, 1)
			assert.Contains(t, string(f.data), "$schema=../template.schema.json\n", "where the schema lies there")
		}
	}
	assert.Equal(t, len(starters), templates, "the gallery has the templates to begin with")
}
