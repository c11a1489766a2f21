package verbs

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/template"
)

// sending are the flags of send beside those that choose the document.
type sending struct {
	selection
	connection
	to                   string
	yes, dryRun, sandbox bool
	campaign             campaigning
}

// connection are the flags that say how the API is reached.
type connection struct {
	baseURL, tokenFile string
	timeout            time.Duration
	attempts           int
}

func (s *connection) flags(c *cobra.Command) {
	s.baseURLFlag(c)
	s.tokenFlag(c)
	c.Flags().DurationVar(&s.timeout, "timeout", 0, "the longest one attempt may take (default 1m)")
	c.Flags().IntVar(&s.attempts, "attempts", 4, "how often to try while the API surely did not accept it")
}

func (s *connection) baseURLFlag(c *cobra.Command) {
	c.Flags().StringVar(&s.baseURL, "base-url", "", "the API's address with its version (default $WATEMPLATE_BASE_URL)")
}

func (s *connection) tokenFlag(c *cobra.Command) {
	c.Flags().StringVar(&s.tokenFile, "token-file", "",
		"a file that holds the API's token, - for the standard input (default $WATEMPLATE_TOKEN, or the keyring)")
}

// check refuses numbers that no request could be made with.
func (s *connection) check() error {
	if s.attempts < 1 || s.timeout < 0 {
		return usage("--attempts is at least 1, and --timeout is no negative time")
	}
	return nil
}

func sendCommand(a *app) *cobra.Command {
	var s sending
	c := &cobra.Command{
		Use:   "send FILE {--to CONTACT | --recipients LIST}",
		Short: "Send a template or message to one contact, or to a list of them",
		Long: `Send the template or message of FILE (- for the standard input) to one contact:
id:123, email:abc@example.com or phone:+60121233112.

Faults that would break the message stop it. On a terminal the message is shown
and confirmed first; elsewhere --yes is needed. With --sandbox it goes to a
stand-in of the API that runs inside this command: nothing leaves the machine,
and it needs no token and asks nothing.

Only what the API surely did not accept (429, 449, no connection) is tried again.
When the answer is lost, the message may have been sent: it is not repeated, and
the exit status is 5.

With --recipients it is a campaign: the message goes to everybody in a list, a CSV
file or a workbook (.xlsx). The list's first row names its columns: to, or phone,
email or id, says whom; language picks the template's variant, of this file or of
those beside it; all others are parameters, by name (first) or place (body.1,
button.0.1). --map says it where a column is called otherwise. --set gives a value
to those whose cell is empty.

All rows are read and checked before the first message. One with a fault stops the
campaign, unless --skip-invalid is given; they are written to a CSV file that can be
mended and sent by itself. Who is in the list twice is sent to once. The plan says
what will happen: how many, in which languages, which values are the same for
everybody, how the first look, and how long it takes. On a terminal the number of
recipients is typed to confirm it; elsewhere --yes --expect N is needed.
--dry-run goes all the way but for the connection, and --canary N sends to the
first N only, so that you can look at what arrived.

What became of each message is in a journal on disk before and after it is sent.
Killed at any instant, the same command sends the rest, and to nobody twice; after
the end it sends nothing. See watemplate campaign --help.

Environment:
  WATEMPLATE_TOKEN     the API's token; see watemplate token --help
  WATEMPLATE_BASE_URL  the API's address with its version, https://api.example.com/v1
  WATEMPLATE_JOURNAL   where campaigns are kept, like --journal`,
		Example: `  watemplate send examples/track_order.yaml --to phone:+60121233112 --sandbox
  watemplate send examples/track_order.yaml --to phone:+60121233112 --dry-run
  watemplate send order.yaml --to id:123 --channel 135898 --set order=A-1043 --yes

  watemplate send order.yaml --recipients customers.csv --dry-run
  watemplate send order.yaml --recipients customers.xlsx --map first="First name" --region MY
  watemplate send order.yaml --recipients customers.csv --canary 10
  watemplate send order.yaml --recipients customers.csv --yes --expect 1998`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeYAML,
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case s.to != "" && s.campaign.list.path != "":
				return usage("--to is for one contact and --recipients for a list; give one of them")
			case args[0] == "-" && s.tokenFile == "-":
				return usage("the standard input is the template or the token, not both; set WATEMPLATE_TOKEN, or name a file")
			case s.campaign.list.path != "":
				return a.sendToList(c, &s, args[0])
			case s.to == "":
				return usage("whom to? give --to id:123, --to email:abc@example.com or --to phone:+60121233112, or --recipients customers.csv")
			}
			if err := s.campaign.unwanted(c); err != nil {
				return err
			}
			channel, err := a.channel(c)
			if err != nil {
				return err
			}
			if err := s.check(); err != nil {
				return err
			}
			to, err := send.ParseIdentifier(s.to)
			if err != nil {
				return usage("--to: %w", err)
			}
			if !s.sandbox && !s.dryRun {
				if err := a.needKeyring(&s.connection); err != nil {
					return err
				}
			}
			p, err := a.ready(args[0], &s.selection, channel)
			if err != nil {
				return err
			}
			return a.send(c.Context(), &s, p, to)
		},
	}
	s.flags(c)
	c.Flags().BoolVarP(&s.yes, "yes", "y", false, "send without asking")
	c.Flags().BoolVar(&s.dryRun, "dry-run", false, "print the request, with the token redacted, and send nothing")
	s.campaign.flags(c)
	return c
}

// flags are those of every command that can send.
func (s *sending) flags(c *cobra.Command) {
	s.selection.flags(c)
	s.connection.flags(c)
	channelFlag(c, sendingChannel)
	c.Flags().StringVar(&s.to, "to", "", "the contact: id:123, email:abc@example.com or phone:+60121233112")
	c.Flags().BoolVar(&s.sandbox, "sandbox", false, "send to a stand-in of the API inside this command")
}

// ready reads the one document that is to be sent and compiles it.
func (a *app) ready(path string, s *selection, channel *int64) (payload, error) {
	values, err := s.values()
	if err != nil {
		return payload{}, err
	}
	chosen, err := a.open(path, s)
	if err != nil {
		return payload{}, err
	}
	if len(chosen) > 1 {
		return payload{}, usage("%s holds %s; choose one with --name or --language", path, listing(chosen))
	}
	return a.compile(chosen[0].file, chosen[0].Document, values, envelope{render.Message, render.Envelope{Channel: channel}})
}

func (a *app) send(ctx context.Context, s *sending, p payload, to send.Identifier) error {
	client, err := a.client(&s.connection)
	if err != nil {
		return err
	}
	if s.sandbox {
		stop, err := a.startSandbox(client)
		if err != nil {
			return err
		}
		defer stop()
	}
	if s.dryRun {
		return statusOf(client.Dump(a.out, to, p.body), statusUsage)
	}
	if err := a.permit(s, client, p, to); err != nil {
		return err
	}
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	receipt, err := client.Send(ctx, to, p.body)
	if err != nil {
		return explainSend(ctx, err)
	}
	fmt.Fprintf(a.out, "accepted: message %d to %s\n", receipt.MessageID, to)
	if !s.sandbox && !s.yes {
		return nil // it was shown before it was confirmed
	}
	return p.draw(a.out, a.look(a.outTerminal, now()))
}

// now is the time in a sent message's corner.
func now() string { return time.Now().Format("15:04") }

// permit checks that all is there that sending needs, and that the user wants it. The sandbox has what it needs and
// harms nobody.
func (a *app) permit(s *sending, client *send.Client, p payload, to send.Identifier) error {
	if s.sandbox {
		return nil
	}
	if err := a.usable(client, ", or try it with --sandbox"); err != nil {
		return err
	}
	if s.yes {
		return nil
	}
	return a.confirm(p, to, client.BaseURL)
}

// retrying says why nothing seems to happen.
func (a *app) retrying(reason *send.Error, wait time.Duration) {
	fmt.Fprintln(a.err, retryNote(reason, wait))
}

func retryNote(reason *send.Error, wait time.Duration) string {
	return fmt.Sprintf("%s; trying again in %s", reason.Reason(), wait.Round(time.Millisecond))
}

// confirm shows what will go where and asks. Anything but a yes is a no.
func (a *app) confirm(p payload, to send.Identifier, baseURL string) error {
	if !a.inTerminal || !a.errTerminal {
		return usage("there is no terminal to ask on; say --yes to send without asking, or --dry-run to see the request")
	}
	if err := p.draw(a.err, a.look(a.errTerminal, now())); err != nil {
		return err
	}
	channel := "the contact's last channel"
	if p.Channel != nil {
		channel = fmt.Sprintf("channel %d", *p.Channel)
	}
	fmt.Fprintf(a.err, "Send %s to %s on %s, through %s? [y/N] ", template.Visible(p.String()), to, channel, template.Visible(baseURL))
	answer, err := bufio.NewReader(a.in).ReadString('\n')
	if yes := strings.ToLower(strings.TrimSpace(answer)); yes == "y" || yes == "yes" {
		return nil
	}
	if err != nil {
		fmt.Fprintln(a.err)
	}
	return statusError{statusFailure, errors.New("not sent")}
}

// explainSend turns an outcome into words and an exit status.
func explainSend(ctx context.Context, err error) error {
	var e *send.Error
	if !errors.As(err, &e) {
		return err
	}
	status := statusFailure
	switch {
	case e.Outcome == send.Unknown:
		status = statusUnknown
	case ctx.Err() != nil:
		status = statusCanceled
	case e.Status == 401 || e.Status == 403:
		status = statusToken
	}
	return statusError{status, err}
}

// statusOf gives an error, if there is one, its exit status.
func statusOf(err error, status int) error {
	if err == nil {
		return nil
	}
	return statusError{status, err}
}
