package verbs

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// house says which of our packages each package may import: strictly downwards. Tests of a package may reach further.
var house = map[string][]string{
	"schema":                  {},
	"template":                {"schema"},
	"lint":                    {"template"},
	"render":                  {"template"},
	"render/page":             {"template", "render"},
	"send":                    {},
	"send/sandbox":            {},
	"send/journal":            {},
	"send/campaign":           {"send", "send/journal"},
	"recipients":              {"template", "send"},
	"tui":                     {"template", "lint", "render"},
	"examples":                {},
	"docs/demo":               {},
	"bench":                   {"bench/postgres"},
	"bench/answerer":          {},
	"bench/bare":              {},
	"bench/crash":             {"bench/postgres"},
	"bench/floor":             {},
	"bench/given":             {},
	"bench/noop":              {},
	"bench/pooled":            {},
	"bench/postgres":          {},
	"cmd/verbs":               {"schema", "template", "lint", "render", "render/page", "recipients", "send", "send/sandbox", "send/journal", "send/campaign", "tui", "examples"},
	"cmd/heavy":               {"recipients", "send/campaign", "send/journal"},
	"cmd/watemplate":          {"cmd/verbs"},
	"cmd/watemplate-campaign": {"cmd/verbs", "cmd/heavy"},
}

// private are imports that only some packages may have, so that a choice stays where it was made.
var private = map[string][]string{
	"gopkg.in/yaml.v3":                {"schema", "template", "bench/floor", "bench/given"},
	"go.yaml.in/yaml/v4":              {"template"},
	"github.com/xeipuuv/gojsonschema": {"schema", "bench/given"},
	"charm.land/bubbletea/v2":         {"tui", "bench/bare"},
	"net/http":                        {"send", "send/sandbox", "cmd/verbs", "cmd/heavy", "bench/answerer", "bench/crash", "bench/pooled"},
	"os":                              {"cmd/verbs", "cmd/watemplate", "cmd/watemplate-campaign", "recipients", "send/journal", "cmd/heavy", "bench", "bench/answerer", "bench/bare", "bench/crash", "bench/floor", "bench/pooled", "bench/given", "bench/postgres", "docs/demo"},
	"github.com/spf13/cobra":          {"cmd/verbs"},

	// What costs every start of a program that links it.
	"github.com/nyaruka/phonenumbers":                         {"cmd/heavy"},
	"github.com/xuri/excelize/v2":                             {"cmd/heavy"},
	"modernc.org/sqlite":                                      {"cmd/heavy"},
	"github.com/jackc/pgx/v5/stdlib":                          {"cmd/heavy"},
	"github.com/zalando/go-keyring":                           {"cmd/heavy"},
	"github.com/godbus/dbus/v5":                               {"cmd/heavy"},
	"github.com/prometheus/client_golang/prometheus":          {"cmd/heavy"},
	"github.com/prometheus/client_golang/prometheus/promhttp": {"cmd/heavy"},
}

func TestLayout(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		dir, err := filepath.Rel("../..", filepath.Dir(path))
		require.NoError(t, err)
		pkg := filepath.ToSlash(dir)
		allowed, known := house[pkg]
		require.True(t, known, "%s: the house has no room %q", path, pkg)
		seen[pkg] = true
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		require.NoError(t, err)
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			if ours, found := strings.CutPrefix(imported, module); found {
				assert.True(t, slices.Contains(allowed, ours), "%s imports %s", path, ours)
			}
			if owners, found := private[imported]; found {
				assert.True(t, slices.Contains(owners, pkg), "%s imports %s", path, imported)
			}
		}
		return nil
	})
	require.NoError(t, err)
	assert.Len(t, seen, len(house), "every room is there")
}
