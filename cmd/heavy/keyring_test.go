package heavy

import (
	"errors"
	"runtime"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/zalando/go-keyring"
)

func TestKeyring(t *testing.T) {
	keyring.MockInit()
	token, err := readToken("api.example.com")
	require.NoError(t, err)
	assert.Empty(t, token)
	require.NoError(t, keyring.Set(keyringService, "api.example.com", "secret"))
	token, err = readToken("api.example.com")
	require.NoError(t, err)
	assert.Equal(t, "secret", token)
	token, err = readToken("api.example.com:8443")
	require.NoError(t, err)
	assert.Empty(t, token, "each host has its own")
	found, err := forgetToken("api.example.com")
	assert.True(t, found)
	require.NoError(t, err)
	found, err = forgetToken("api.example.com")
	assert.False(t, found)
	require.NoError(t, err)
}

// TestNoKeyring: a server has none, and what is said of it names the other ways.
func TestNoKeyring(t *testing.T) {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		t.Skip("this system always has a keyring")
	}
	const want = "there is no keyring here; set WATEMPLATE_TOKEN or --token-file"
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/nobody")
	_, err := ReadToken("api.example.com")
	require.EqualError(t, err, want)
	_, err = ForgetToken("api.example.com")
	require.EqualError(t, err, want)
	require.EqualError(t, SaveToken("api.example.com", "secret"), want)
}

func TestExplainKeyring(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{*dbus.NewError("org.freedesktop.DBus.Error.ServiceUnknown", nil), "there is no keyring here; set WATEMPLATE_TOKEN or --token-file"},
		{keyring.ErrUnsupportedPlatform, "there is no keyring here; set WATEMPLATE_TOKEN or --token-file"},
		{keyring.ErrSetDataTooBig, "the token is longer than the keyring takes"},
		{errors.New("prompt dismissed"), "the keyring does not do it: prompt dismissed; set WATEMPLATE_TOKEN or --token-file"},
	} {
		require.EqualError(t, explainKeyring(tt.err), tt.want)
	}
	require.NoError(t, explainKeyring(nil))
}
