package verbs

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"os"
	"runtime"
	"strings"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/template"
)

// tokenVariable and baseURLVariable are the names by which the environment knows the token and the API's address.
const (
	tokenVariable   = "WATEMPLATE_TOKEN"
	baseURLVariable = "WATEMPLATE_BASE_URL"
)

// maxToken is how much is read of what should be a token, in bytes: none is that long.
const maxToken = 64 << 10

// client is set up by the flags and the environment. Its token may be missing: [app.complete] looks into the keyring
// then, for what needs one.
func (a *app) client(s *connection) (*send.Client, error) {
	token, from, err := a.token(s.tokenFile)
	return &send.Client{
		BaseURL: a.baseURL(s), Token: token, TokenFrom: from,
		Timeout: s.timeout, MaxAttempts: s.attempts, OnRetry: a.retrying,
	}, err
}

func (a *app) baseURL(s *connection) string { return cmp.Or(s.baseURL, a.getenv(baseURLVariable)) }

// token is what --token-file holds, or else the environment, and where it came from. It is empty if neither was given.
func (a *app) token(file string) (token, from string, err error) {
	switch file {
	case "":
		return a.getenv(tokenVariable), tokenVariable, nil
	case "-":
		from = stdinName
		token, err = a.readToken("Token: ")
	default:
		from = file
		token, err = a.readTokenFile(file)
	}
	if err == nil && token == "" {
		err = statusError{statusToken, fmt.Errorf("there is no token in %s", template.Visible(from))}
	}
	return token, from, err
}

// readTokenFile reads a token from a file, and warns if it is not its owner's alone.
func (a *app) readTokenFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", explainPath(path, err)
	}
	defer f.Close()
	// What is no regular file, such as the pipe of a shell's <(...), is nobody else's; Windows has no such modes.
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o044 != 0 && runtime.GOOS != "windows" {
		a.say(fmt.Sprintf("%s can be read by others on this machine; chmod 600 %[1]s keeps the token to yourself", path))
	}
	return readToken(f)
}

// readToken reads a token from the standard input: without echo where that is a terminal, else all of it.
func (a *app) readToken(prompt string) (string, error) {
	if !a.inTerminal {
		return readToken(a.in)
	}
	fmt.Fprint(a.err, prompt)
	typed, err := a.readSecret()
	fmt.Fprintln(a.err)
	return string(bytes.TrimSpace(typed)), err
}

func readToken(r io.Reader) (string, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxToken))
	return string(bytes.TrimSpace(text)), err
}

// complete checks that a client knows where to and by whose right, which it may learn from the keyring; or says what else
// could be done.
func (a *app) complete(client *send.Client, or string) error {
	if client.BaseURL == "" {
		return usage("no base URL; set %s or --base-url%s", baseURLVariable, or)
	}
	if client.Token == "" {
		if err := a.askKeyring(client, or); err != nil {
			return statusError{statusToken, err}
		}
	}
	if bare := withoutVersion(client.BaseURL); bare != "" {
		a.say(fmt.Sprintf("the base URL %s has no version; where the API answers 404 it is missing, as in %[1]s/v1", bare))
	}
	return nil
}

// usable checks that a message can be sent with a client; or says what else could be done.
func (a *app) usable(client *send.Client, or string) error {
	if err := a.complete(client, or); err != nil {
		return err
	}
	return statusOf(client.Check(), statusUsage)
}

// withoutVersion is a base URL that is a host alone; empty if it has a path, or is this machine, where the sandbox
// answers under any.
func withoutVersion(baseURL string) string {
	u, err := url.Parse(baseURL)
	if err != nil || u.Scheme != "https" || strings.Trim(u.Path, "/") != "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// askKeyring takes the token of the client's API from the keyring.
func (a *app) askKeyring(client *send.Client, or string) error {
	host := keyringAccount(client.BaseURL)
	if host == "" || a.tools == nil {
		return fmt.Errorf("no token; set %s or --token-file, or keep it in the keyring with watemplate token save%s", tokenVariable, or)
	}
	token, err := a.tools.ReadToken(host)
	switch {
	case err != nil:
		return fmt.Errorf("no token: %w%s", err, or)
	case token == "":
		return fmt.Errorf("no token; set %s or --token-file, or keep that for %s in the keyring with watemplate token save%s", tokenVariable, host, or)
	}
	client.Token, client.TokenFrom = token, "the keyring, for "+host
	return nil
}

// keyringAccount is what a token is called in the keyring: the API's host. It is empty for an address that no token is
// kept for, because it is no https address.
func keyringAccount(baseURL string) string {
	u, err := url.Parse(baseURL)
	if err != nil || u.Scheme != "https" {
		return ""
	}
	return strings.ToLower(u.Host)
}

// needKeyring is [app.needTools] for what needs a token that can come from nowhere but the keyring. Without the other
// program it is no error: that the token is missing will be said, and what else could be done.
func (a *app) needKeyring(s *connection) error {
	if s.tokenFile != "" || a.getenv(tokenVariable) != "" || keyringAccount(a.baseURL(s)) == "" {
		return nil
	}
	if _, err := findCampaignProgram(); err != nil {
		return nil
	}
	return a.needTools()
}
