package verbs

import (
	"context"
	"time"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/template"
	"github.com/watemplate/watemplate/tui"
)

// sender is how the screen sends: as the command send does. Where it cannot, it says why. The sandbox, if there is one,
// runs until end is called.
func (a *app) sender(s *sending, channel *int64) (sender *tui.Sender, end func(), err error) {
	end = func() {}
	if err := s.check(); err != nil {
		return nil, nil, err
	}
	if s.to != "" {
		if _, err := send.ParseIdentifier(s.to); err != nil {
			return nil, nil, usage("--to: %w", err)
		}
	}
	if !s.sandbox {
		if err := a.needKeyring(&s.connection); err != nil {
			return nil, nil, err
		}
	}
	client, err := a.client(&s.connection)
	if err != nil {
		return nil, nil, err
	}
	if s.sandbox {
		if end, err = a.startSandbox(client); err != nil {
			return nil, nil, err
		}
	} else if err := a.usable(client, ", or start with --sandbox"); err != nil {
		return &tui.Sender{Off: err.Error()}, end, nil
	}
	return &tui.Sender{
		Where: client.BaseURL, Sandbox: s.sandbox, To: s.to, Channel: channel,
		Contact: func(typed string) (string, error) {
			to, err := send.ParseIdentifier(typed)
			return to.String(), err
		},
		Compile: outgoing,
		Send: func(ctx context.Context, contact string, body []byte, retrying func(string)) tui.Answer {
			return deliver(ctx, *client, contact, body, retrying)
		},
	}, end, nil
}

// outgoing compiles what the screen shows. What stops the command send stops it here.
func outgoing(o tui.Outgoing, channel *int64) (body []byte, faults []template.Diagnostic, err error) {
	if len(o.File.Problems) > 0 {
		return nil, o.File.Problems, nil
	}
	p := payload{
		Document: template.Document{Message: o.Message}, bound: o.Bound,
		envelope: envelope{render.Message, render.Envelope{Channel: channel}},
	}
	faults, blocked := p.faults()
	if blocked {
		return nil, faults, nil
	}
	if err := p.encode(); err != nil {
		return nil, faults, err
	}
	return p.body, faults, nil
}

// deliver sends a body to a contact. The client is its own, for it speaks of its retries to whoever asked.
func deliver(ctx context.Context, client send.Client, contact string, body []byte, retrying func(string)) tui.Answer {
	to, err := send.ParseIdentifier(contact)
	if err != nil {
		return tui.Answer{Err: err}
	}
	client.OnRetry = func(reason *send.Error, wait time.Duration) { retrying(retryNote(reason, wait)) }
	receipt, err := client.Send(ctx, to, body)
	return tui.Answer{MessageID: receipt.MessageID, Err: err, Unknown: send.OutcomeOf(err) == send.Unknown}
}
