package verbs

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestDiffWithTheAPI compares files with the list that the platform gives: its components may be a string, its samples
// are called examples, and its button of a one-time code is a url.
func TestDiffWithTheAPI(t *testing.T) {
	const components = `[{\"type\":\"body\",\"text\":\"Hi {{1}}, it comes %s for sure\",\"examples\":[{\"type\":\"text\",\"text\":\"Ana\"}]}]`
	when := "today"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer good" {
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprint(w, `{"code":401,"message":"UN_AUTHORIZED"}`)
			return
		}
		assert.Equal(t, "/v1/space/channel/135898/template", r.URL.Path)
		fmt.Fprintf(w, `{"items":[{"id":1,"name":"order","languageCode":"en","status":"approved","category":"UTILITY","components":"%s"}]}`,
			fmt.Sprintf(components, when))
	}))
	defer server.Close()
	path := filepath.Join(t.TempDir(), "order.yaml")
	require.NoError(t, os.WriteFile(path, []byte("name: order\nlanguage: en\nbody: {text: \"Hi <<1>>, it comes today for sure\", params: [Bob]}\n"), 0o600))
	diff := func(token string) (int, string) {
		var out bytes.Buffer
		sh := shell{in: strings.NewReader(""), out: &out, err: &out, width: 80, getenv: func(key string) string {
			return map[string]string{"WATEMPLATE_TOKEN": token, "WATEMPLATE_BASE_URL": server.URL + "/v1"}[key]
		}}
		status := run(context.Background(), sh, []string{"diff", path, "--channel", "135898"})
		return status, out.String()
	}
	status, out := diff("good")
	assert.Equal(t, statusClean, status, out)
	assert.Empty(t, out)

	when = "tomorrow"
	status, out = diff("good")
	assert.Equal(t, statusProblems, status)
	assert.Contains(t, out, `body has "today"; the account has "tomorrow" [drift]`)

	status, out = diff("bad")
	assert.Equal(t, statusToken, status)
	assert.Contains(t, out, "401 Unauthorized: UN_AUTHORIZED; check the token")
	assert.NotContains(t, out, "bad")
}
