package verbs

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/cmd/heavy"
	"github.com/watemplate/watemplate/send/campaign"
)

// TestCampaignsPage writes the page's tables from what is served and from what commands end with.
func TestCampaignsPage(t *testing.T) {
	regenerate(t, "../../docs/campaigns.md", parts{
		"statuses": func(*testing.T, string) string { return statusTable() },
		"metrics":  func(*testing.T, string) string { return metricsTable(t) },
	})
}

// statusTable is the table of exit statuses.
func statusTable() string {
	var table strings.Builder
	table.WriteString("| status | what it means |\n|---|---|\n")
	for _, s := range exitStatuses {
		fmt.Fprintf(&table, "| %d | %s |\n", s.status, s.meaning)
	}
	return table.String()
}

// metricsTable is the table of all that is served to Prometheus.
func metricsTable(t *testing.T) string {
	observe, handler := heavy.Metrics()
	observe(campaign.Event{Kind: campaign.Settled, Took: 1}) // what has labels is served from its first on
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	described := regexp.MustCompile(`# HELP (\S+) (.*)\n# TYPE \S+ (\S+)`).FindAllStringSubmatch(w.Body.String(), -1)
	require.NotEmpty(t, described)
	var table strings.Builder
	table.WriteString("| metric | kind | what it is |\n|---|---|---|\n")
	for _, m := range described {
		fmt.Fprintf(&table, "| `%s` | %s | %s |\n", m[1], m[3], m[2])
	}
	return table.String()
}

// TestCampaignsPageNames: the flags and metrics that the page speaks of are there.
func TestCampaignsPageNames(t *testing.T) {
	src, err := os.ReadFile("../../docs/campaigns.md")
	require.NoError(t, err)
	known := map[string]bool{}
	for _, path := range []string{"lint", "send", "campaign resume", "campaign show", "campaign resolve"} {
		c, _, err := rootCommand(shell{tools: testTools}, nil).Find(strings.Fields(path))
		require.NoError(t, err)
		for _, flag := range regexp.MustCompile(`--[a-z-]+`).FindAllString(c.Flags().FlagUsages(), -1) {
			known[flag] = true
		}
	}
	for _, flag := range regexp.MustCompile(`--[a-z][a-z-]+`).FindAllString(string(src), -1) {
		assert.True(t, known[flag], "there is no %s", flag)
	}
	served := metricsTable(t)
	names := regexp.MustCompile(`watemplate_[a-z_]+`).FindAllString(string(src), -1)
	require.NotEmpty(t, names)
	for _, name := range names {
		assert.Contains(t, served, "`"+name+"`")
	}
}
