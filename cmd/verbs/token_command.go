package verbs

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/template"
)

func tokenCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "token",
		Short: "Keep the API's token in the system's keyring: save, forget, where",
		Long: `Keep the API's token in the system's keyring: the Keychain of macOS, the Credential
Manager of Windows, the Secret Service of a Linux desktop. There is one for each host
of an API, which --base-url or WATEMPLATE_BASE_URL names.

What sends looks for the token in this order:
  1. --token-file FILE  a file with the token alone; - reads it from the standard
                        input, where a terminal does not show it
  2. WATEMPLATE_TOKEN   the environment
  3. the keyring        if the base URL is https

A token is never an argument: those can be read by everybody on the machine. It
appears in no output, log or journal.`,
		Example: `  watemplate token save --base-url https://api.example.com/v1
  vault read -field=token whatsapp | watemplate token save
  watemplate token where
  watemplate token forget`,
		Args: unknownCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(tokenSaveCommand(a), tokenForgetCommand(a), tokenWhereCommand(a))
	return c
}

func tokenSaveCommand(a *app) *cobra.Command {
	var s connection
	c := &cobra.Command{
		Use:   "save",
		Short: "Keep a token that is typed, or piped in",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			host, err := a.keyringHost(&s)
			if err != nil {
				return err
			}
			token, err := a.readToken(fmt.Sprintf("Token for %s: ", host))
			if err != nil {
				return err
			}
			client := send.Client{BaseURL: a.baseURL(&s), Token: token, TokenFrom: "what was given"}
			if token == "" {
				return usage("no token was given; type it, or pipe it in")
			}
			if err := client.Check(); err != nil {
				return statusError{statusUsage, err}
			}
			if err := a.tools.SaveToken(host, token); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "the keyring has the token for %s\n", host)
			return nil
		},
	}
	s.baseURLFlag(c)
	return c
}

func tokenForgetCommand(a *app) *cobra.Command {
	var s connection
	c := &cobra.Command{
		Use:   "forget",
		Short: "Take the token out of the keyring",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			host, err := a.keyringHost(&s)
			if err != nil {
				return err
			}
			found, err := a.tools.ForgetToken(host)
			switch {
			case err != nil:
				return err
			case !found:
				return fmt.Errorf("the keyring has no token for %s", host)
			}
			fmt.Fprintf(a.out, "the keyring has forgotten the token for %s\n", host)
			return nil
		},
	}
	s.baseURLFlag(c)
	return c
}

func tokenWhereCommand(a *app) *cobra.Command {
	var s connection
	c := &cobra.Command{
		Use:   "where",
		Short: "Say where the token comes from, and not what it is",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := a.needKeyring(&s); err != nil {
				return err
			}
			client, err := a.client(&s)
			if err != nil {
				return err
			}
			if err := a.usable(client, ""); err != nil {
				return err
			}
			fmt.Fprintln(a.out, template.Visible(client.TokenFrom))
			return nil
		},
	}
	s.baseURLFlag(c)
	s.tokenFlag(c)
	return c
}

// keyringHost is whose token a command is about. It needs the keyring, and so the tools.
func (a *app) keyringHost(s *connection) (string, error) {
	baseURL := a.baseURL(s)
	host := keyringAccount(baseURL)
	switch {
	case baseURL == "":
		return "", usage("the token of which API? set %s or --base-url", baseURLVariable)
	case host == "":
		return "", usage("the base URL %s is no https address; the keyring has tokens for those alone", template.Visible(baseURL))
	}
	return template.Visible(host), a.needTools()
}
