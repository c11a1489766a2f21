package verbs

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/sandbox"
)

// sandboxPrefix is the version under which the sandbox's address is printed; it answers under any.
const sandboxPrefix = "/v1"

// sandboxing are the flags of sandbox.
type sandboxing struct {
	options   sandbox.Options
	addr      string
	faults    []string
	script    string
	templates []string
	record    string
	replay    string
	forward   string
	quiet     bool
}

func sandboxCommand(a *app) *cobra.Command {
	var s sandboxing
	c := &cobra.Command{
		Use:   "sandbox",
		Short: "Run the API's stand-in on this machine, until Ctrl-C",
		Long: `Run a stand-in of the message API on this machine: the same routes, checks, limits
and errors. It keeps what it receives in memory, shows it as phones on a page at its
address, prints a line for each message, and at the end how many came and who got
more than one. It sends nothing anywhere.

GET /sandbox/counts answers the number of messages of each contact as JSON,
/sandbox/summary the sums alone, /sandbox/messages and /sandbox/exchanges the newest
messages and requests. DELETE /sandbox/messages begins anew.

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
when: at 5,9: 429 or every 50: drop or chance 3%: 449 or always: delay=20ms.

With --templates only the templates of these files are approved, and the platform's
routes list them, for watemplate diff and import.

--record writes every request and its answer into a file, a line of JSON each,
without the token. --replay answers from such a file. --forward hands every request on
to the real API with the client's own token, which sends real messages: with --record
what happened can be kept, and replayed until it is understood.`,
		Example: `  watemplate sandbox
  WATEMPLATE_BASE_URL=http://127.0.0.1:8787/v1 WATEMPLATE_TOKEN=sandbox \
    watemplate send examples/track_order.yaml --to id:123 --yes
  watemplate sandbox --rate 5 --fault 449,times=2 --fault drop-after,every=10
  watemplate sandbox --fault-script faults.txt --seed 7 --quiet
  watemplate sandbox --templates templates --channel 135898
  watemplate sandbox --forward https://api.example.com/v1 --record failing.jsonl
  watemplate sandbox --replay failing.jsonl`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := s.check(c); err != nil {
				return err
			}
			if err := s.complete(a); err != nil {
				return err
			}
			return a.serveSandbox(c.Context(), &s)
		},
	}
	f := c.Flags()
	f.StringVar(&s.addr, "addr", "127.0.0.1:8787", "the address to listen on; port 0 takes a free one")
	f.IntVar(&s.options.RateLimit, "rate", 10, "requests a second before it answers 429; negative for no limit")
	f.StringVar(&s.options.Token, "token", "", "the only token that is accepted (default any)")
	f.StringArrayVar(&s.faults, "fault", nil, "make requests fail: 500 | drop-after | 429,at=5+9 | 449,chance=3% ...")
	f.StringVar(&s.script, "fault-script", "", "a file with faults, one a line after when: at 17: 500,after")
	f.Uint64Var(&s.options.Seed, "seed", 0, "decides which requests meet a fault that has a chance")
	f.StringSliceVar(&s.options.Contacts, "contact", nil, "the contacts that exist (default all)")
	f.Int64SliceVar(&s.options.Channels, "channel", nil, "the numbers of the channels that exist (default all)")
	f.StringArrayVar(&s.templates, "templates", nil, "a file or folder with the templates that are approved (default all that there could be)")
	f.StringVar(&s.record, "record", "", "write every request and its answer into this new file")
	f.StringVar(&s.replay, "replay", "", "answer from a file that --record wrote")
	f.StringVar(&s.forward, "forward", "", "hand every request on to the API at this base URL: real messages")
	f.BoolVarP(&s.quiet, "quiet", "q", false, "print no line for each message")
	return c
}

// ownAnswers are the flags of a sandbox that thinks of its answers itself.
var ownAnswers = []string{"rate", "token", "fault", "fault-script", "seed", "contact", "channel", "templates"}

// check refuses flags that do not go together.
func (s *sandboxing) check(c *cobra.Command) error {
	if !loopback(s.addr) {
		return usage("--addr is %q; the sandbox listens on this machine alone, such as 127.0.0.1:8787", s.addr)
	}
	if s.replay != "" && s.forward != "" {
		return usage("--replay answers from a file and --forward from the API; give one of them")
	}
	if s.replay == "" && s.forward == "" {
		return nil
	}
	for _, name := range ownAnswers {
		if c.Flags().Changed(name) {
			return usage("--%s is for the sandbox's own answers; leave it out beside --replay and --forward", name)
		}
	}
	return nil
}

// complete reads what the flags name.
func (s *sandboxing) complete(a *app) (err error) {
	o := &s.options
	for i, given := range o.Contacts {
		contact, err := send.ParseIdentifier(given)
		if err != nil {
			return usage("--contact: %w", err)
		}
		o.Contacts[i] = contact.String()
	}
	for _, given := range s.faults {
		f, err := sandbox.ParseFault(given)
		if err != nil {
			return usage("--fault %s: %w", given, err)
		}
		o.Faults = append(o.Faults, f)
	}
	if s.script != "" {
		src, err := os.ReadFile(s.script)
		if err != nil {
			return explainPath(s.script, err)
		}
		more, err := sandbox.ParseScript(string(src))
		if err != nil {
			return usage("--fault-script %s: %w", s.script, err)
		}
		o.Faults = append(o.Faults, more...)
	}
	if s.templates != nil {
		if o.Templates, err = a.listedTemplates(s.templates); err != nil {
			return err
		}
	}
	return s.answers()
}
