package schema

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestPlace: a place knows its keys in the order of the schema, and nothing of what is sent as it stands.
func TestPlace(t *testing.T) {
	root := Root(Template)
	assert.Equal(t, []string{"name", "language", "category"}, root.Keys()[:3])
	button := root.Key("buttons").Item()
	assert.Equal(t, []string{"type", "text", "url", "params"}, button.Keys()[:4])
	assert.True(t, button.Key("text").Takes("number"))
	assert.False(t, button.Key("type").Takes("number"))
	assert.True(t, root.Key("params").Key("any_name").Key("max_length").Takes("integer"))
	assert.Empty(t, root.Key("params").Keys())

	action := button.Key("action")
	assert.True(t, action.Known())
	for _, p := range []Place{
		{},
		action.Key("name"), root.Key("foter"), root.Key("buttons").Key("text"), root.Item(),
		root.Key("foter").Key("x").Item(), Root("none"), Root(Request),
	} {
		assert.False(t, p.Known())
		assert.Empty(t, p.Keys())
		assert.False(t, p.Takes("string"))
	}
}
