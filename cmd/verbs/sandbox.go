package verbs

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/sandbox"
	"github.com/watemplate/watemplate/template"
)

// sandboxPrefix is the version under which the sandbox's address is printed; it answers under any.
const sandboxPrefix = "/v1"

func sandboxCommand(a *app) *cobra.Command {
	var o sandbox.Options
	var quiet bool
	var script string
	addr, faults := "", []string(nil)
	c := &cobra.Command{
		Use:   "sandbox",
		Short: "Run the API's stand-in on this machine, until Ctrl-C",
		Long: `Run a stand-in of the message API on this machine: the same routes, checks, limits
and errors. It keeps what it receives in memory and prints a line for each
message, and at the end how many came and who got more than one. It sends nothing
anywhere.

GET /sandbox/counts answers the number of messages of each contact as JSON, and
/sandbox/summary the sums alone.

--fault makes requests fail that would have been accepted; terms with commas
between:

  500, 449, ...             a status; 429,retry-after=3s, or retry-date=3s as a date
  drop, reset               no answer: the connection is closed, or reset
  half, garbled, no-id      accepted, but the answer is cut off, no JSON, without an id
  slow=5s                   accepted, and the answer takes so long
  page                      403 with a page of HTML
  expire                    401, and so for all that comes with this token
  after                     accept it first: 500,after, drop-after, reset-after
  delay=2s                  wait before the answer
  at=5+9+20-29+100-         only these requests, of those that could be accepted
  every=3, chance=3%, times=2

--fault may be given several times. --fault-script is a file with one a line, after
when: at 5,9: 429 or every 50: drop or chance 3%: 449 or always: delay=20ms.`,
		Example: `  watemplate sandbox
  WATEMPLATE_BASE_URL=http://127.0.0.1:8787/v1 WATEMPLATE_TOKEN=any \
    watemplate send examples/track_order.yaml --to id:123 --yes
  watemplate sandbox --rate 5 --fault 449,times=2 --fault drop-after,every=10
  watemplate sandbox --fault-script faults.txt --seed 7 --quiet`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			for i, s := range o.Contacts {
				contact, err := send.ParseIdentifier(s)
				if err != nil {
					return usage("--contact: %w", err)
				}
				o.Contacts[i] = contact.String()
			}
			for _, s := range faults {
				f, err := sandbox.ParseFault(s)
				if err != nil {
					return usage("--fault %s: %w", s, err)
				}
				o.Faults = append(o.Faults, f)
			}
			if script != "" {
				more, err := readFaultScript(script)
				if err != nil {
					return err
				}
				o.Faults = append(o.Faults, more...)
			}
			return a.serveSandbox(c.Context(), addr, o, quiet)
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8787", "the address to listen on; port 0 takes a free one")
	c.Flags().IntVar(&o.RateLimit, "rate", 10, "requests a second before it answers 429; negative for no limit")
	c.Flags().StringVar(&o.Token, "token", "", "the only token that is accepted (default any)")
	c.Flags().StringArrayVar(&faults, "fault", nil, "make requests fail: 500 | drop-after | 429,at=5+9 | 449,chance=3% ...")
	c.Flags().StringVar(&script, "fault-script", "", "a file with faults, one a line after when: at 17: 500,after")
	c.Flags().Uint64Var(&o.Seed, "seed", 0, "decides which requests meet a fault that has a chance")
	c.Flags().StringSliceVar(&o.Contacts, "contact", nil, "the contacts that exist (default all)")
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "print no line for each message")
	return c
}

// readFaultScript reads the faults of a file.
func readFaultScript(path string) ([]sandbox.Fault, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, explainPath(path, err)
	}
	faults, err := sandbox.ParseScript(string(src))
	if err != nil {
		return nil, usage("--fault-script %s: %w", path, err)
	}
	return faults, nil
}

// serveSandbox runs until the context ends.
func (a *app) serveSandbox(ctx context.Context, addr string, o sandbox.Options, quiet bool) error {
	if !loopback(addr) {
		return usage("--addr is %q; the sandbox listens on this machine alone, such as 127.0.0.1:8787", addr)
	}
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	if !quiet {
		o.OnMessage = a.messagePrinter()
	}
	box := sandbox.New(o)
	url, failed, shutdown, err := listen(addr, box)
	if err != nil {
		return err
	}
	defer shutdown()
	fmt.Fprintf(a.err, "sandbox on %s%s; in another terminal:\n\n  export WATEMPLATE_BASE_URL=%[1]s%[2]s WATEMPLATE_TOKEN=%s\n\n", url, sandboxPrefix,
		template.Visible(cmp.Or(o.Token, "any")))
	select {
	case <-ctx.Done():
		shutdown()
		a.sumUp(box.Summary())
		return nil
	case err := <-failed:
		return fmt.Errorf("the sandbox has ended: %w", err)
	}
}

// messagePrinter prints a line for each message, one at a time.
func (a *app) messagePrinter() func(sandbox.Received) {
	var printing sync.Mutex
	return func(m sandbox.Received) {
		printing.Lock()
		defer printing.Unlock()
		fmt.Fprintf(a.out, "%s  %d  %s  %s\n", m.At.Format(time.TimeOnly), m.ID, template.Visible(m.Contact), template.Visible(title(m)))
	}
}

// listedDuplicates is how many contacts with more than one message are named.
const listedDuplicates = 20

// sumUp says what was received, and names those who got more than one message.
func (a *app) sumUp(s sandbox.Summary) {
	end := "\n"
	switch {
	case len(s.Duplicates) == 1:
		end = "; one got more than one:\n"
	case len(s.Duplicates) > 1:
		end = "; " + thousands(int64(len(s.Duplicates))) + " got more than one:\n"
	case s.Total > 0 && s.Uncounted == 0:
		end = "; nobody twice\n"
	}
	fmt.Fprintf(a.err, "received %s for %s%s", amount(s.Total, "message"), amount(s.Contacts, "contact"), end)
	for _, d := range s.Duplicates[:min(len(s.Duplicates), listedDuplicates)] {
		fmt.Fprintf(a.err, "  %s: %s\n", template.Visible(d.Contact), amount(d.Count, "message"))
	}
	if more := len(s.Duplicates) - listedDuplicates; more > 0 {
		fmt.Fprintf(a.err, "  and %s more\n", thousands(int64(more)))
	}
	if s.Uncounted > 0 {
		fmt.Fprintf(a.err, "%s more went to further contacts, which are not counted\n", amount(s.Uncounted, "message"))
	}
}

// title is what a line says of a message: its type, or the template's name and language.
func title(m sandbox.Received) string {
	var message struct {
		Template struct{ Name, LanguageCode string }
	}
	if json.Unmarshal(m.Message, &message) == nil && message.Template.Name != "" {
		return message.Template.Name + " (" + message.Template.LanguageCode + ")"
	}
	return m.Type
}

// startSandbox starts a sandbox inside this command and points the client at it.
func (a *app) startSandbox(client *send.Client) (stop func(), err error) {
	const token = "sandbox"
	url, _, stop, err := listen("127.0.0.1:0", sandbox.New(sandbox.Options{Token: token}))
	if err != nil {
		return nil, err
	}
	client.BaseURL, client.Token = url+sandboxPrefix, token
	fmt.Fprintf(a.err, "sandbox on %s: nothing leaves this machine\n", client.BaseURL)
	return stop, nil
}
