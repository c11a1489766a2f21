package verbs

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/sandbox"
	"github.com/watemplate/watemplate/template"
)

// serveSandbox runs until the context ends.
func (a *app) serveSandbox(ctx context.Context, s *sandboxing) error {
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	if !s.quiet {
		s.options.OnMessage = a.messagePrinter()
	}
	if s.record != "" {
		r, err := a.newRecorder(s.record)
		if err != nil {
			return err
		}
		defer r.close()
		s.options.OnExchange = r.write
	}
	box := sandbox.New(s.options)
	url, failed, shutdown, err := listen(s.addr, newSandboxPage(ctx, box))
	if err != nil {
		return err
	}
	defer shutdown()
	fmt.Fprintf(a.err, "sandbox on %s%s; in another terminal:\n\n  export WATEMPLATE_BASE_URL=%[1]s%[2]s WATEMPLATE_TOKEN=%s\n\n", url, sandboxPrefix,
		template.Visible(cmp.Or(s.options.Token, anyToken)))
	if s.forward != "" {
		fmt.Fprintf(a.err, "every request goes on to %s: the messages are real, and so must be the token\n", template.Visible(s.forward))
	}
	fmt.Fprintf(a.err, "what arrives is shown on %s/\n", url)
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

// received says how many messages came, and whether anybody got more than one.
func received(s sandbox.Summary) string {
	sentence := "received " + amount(s.Total, "message") + " for " + amount(s.Contacts, "contact")
	switch {
	case len(s.Duplicates) == 1:
		return sentence + "; one got more than one"
	case len(s.Duplicates) > 1:
		return sentence + "; " + thousands(int64(len(s.Duplicates))) + " got more than one"
	case s.Total > 0 && s.Uncounted == 0:
		return sentence + "; nobody twice"
	}
	return sentence
}

// sumUp says what was received, and names those who got more than one message.
func (a *app) sumUp(s sandbox.Summary) {
	end := ""
	if len(s.Duplicates) > 0 {
		end = ":"
	}
	fmt.Fprintf(a.err, "%s%s\n", received(s), end)
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

// anyToken is a token for a sandbox that takes any. It is taken out of what the API says wherever it stands, so it is no
// common word.
const anyToken = "sandbox"

// startSandbox starts a sandbox inside this command and points the client at it.
func (a *app) startSandbox(client *send.Client) (stop func(), err error) {
	url, _, stop, err := listen("127.0.0.1:0", sandbox.New(sandbox.Options{Token: anyToken}))
	if err != nil {
		return nil, err
	}
	client.BaseURL, client.Token = url+sandboxPrefix, anyToken
	fmt.Fprintf(a.err, "sandbox on %s: nothing leaves this machine\n", client.BaseURL)
	return stop, nil
}
