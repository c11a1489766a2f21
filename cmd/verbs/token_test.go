package verbs

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNeedKeyring: only for a token that can come from nowhere else, and only if the other program is there, does this
// one hand over.
func TestNeedKeyring(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PATH", folder)
	https := map[string]string{baseURLVariable: "https://api.example.com/v1"}
	require.NoError(t, appWith(https).needKeyring(&connection{}), "there is no other program")

	program := filepath.Join(folder, campaignProgram)
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	require.NoError(t, os.WriteFile(program, nil, 0o700))
	require.ErrorIs(t, appWith(https).needKeyring(&connection{}), errHandOver)
	require.NoError(t, appWith(nil).needKeyring(&connection{}))
	require.ErrorIs(t, appWith(nil).needKeyring(&connection{baseURL: https[baseURLVariable]}), errHandOver)
	require.NoError(t, appWith(https).needKeyring(&connection{baseURL: "http://127.0.0.1:8787/v1"}))
	require.NoError(t, appWith(https).needKeyring(&connection{tokenFile: "token"}))
	https[tokenVariable] = "secret"
	require.NoError(t, appWith(https).needKeyring(&connection{}))
}

func TestKeyringAccount(t *testing.T) {
	for baseURL, want := range map[string]string{
		"https://API.example.com/v1":      "api.example.com",
		"https://api.example.com:8443/v2": "api.example.com:8443",
		"http://api.example.com/v1":       "",
		"api.example.com":                 "",
		"":                                "",
		"https://%zz":                     "",
	} {
		assert.Equal(t, want, keyringAccount(baseURL), baseURL)
	}
}

func TestWithoutVersion(t *testing.T) {
	for baseURL, want := range map[string]string{
		"https://api.example.com":    "https://api.example.com",
		"https://api.example.com/":   "https://api.example.com",
		"https://api.example.com/v2": "",
		"http://127.0.0.1:8787":      "",
	} {
		assert.Equal(t, want, withoutVersion(baseURL), baseURL)
	}
}

// TestTokenTyped: on a terminal the token is asked for, and appears nowhere.
func TestTokenTyped(t *testing.T) {
	t.Setenv("TEST_KEYRING", t.TempDir())
	var out strings.Builder
	sh := shell{
		in: strings.NewReader("not from here"), out: &out, err: &out, inTerminal: true, tools: testTools,
		getenv:     func(k string) string { return map[string]string{baseURLVariable: "https://api.example.com/v1"}[k] },
		readSecret: func() ([]byte, error) { return []byte(" typed-secret\n"), nil },
	}
	require.Equal(t, statusClean, run(t.Context(), sh, []string{"token", "save"}), out.String())
	assert.Equal(t, "Token for api.example.com: \nthe keyring has the token for api.example.com\n", out.String())
	saved, err := readTestToken("api.example.com")
	require.NoError(t, err)
	assert.Equal(t, "typed-secret", saved)
}
