package tui

import (
	"context"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// sendStage is how far the one attempt of a dialog is. It never goes back.
type sendStage uint8

const (
	asking sendStage = iota
	underWay
	answered
)

type (
	// retryMsg is word of why an attempt takes longer.
	retryMsg struct {
		note string
		from chan string
	}
	// answerMsg is what became of the attempt of the open dialog, which cannot be closed before.
	answerMsg Answer
)

// letter is what is sent and to whom.
func (d *sendDialog) letter() string { return d.contact + "\n" + string(d.body) }

// underWayTo is whom a message was on its way to when the screen ended; empty for nobody.
func underWayTo(last tea.Model) string {
	if m, ok := last.(Model); ok {
		if d, sends := m.dialog.(*sendDialog); sends && d.stage == underWay {
			return d.contact
		}
	}
	return ""
}

func (d *sendDialog) send(m *Model) tea.Cmd {
	send, contact, body := m.options.Sender.Send, d.contact, d.body
	ctx, stop := context.WithCancel(context.Background())
	notes := make(chan string, 1)
	d.stage, d.stop, d.notes, d.said = underWay, stop, notes, ""
	attempt := func() tea.Msg {
		defer stop()
		defer close(notes)
		return answerMsg(send(ctx, contact, body, func(why string) {
			select {
			case notes <- why:
			default: // one is waiting to be read already
			}
		}))
	}
	return tea.Batch(attempt, hear(notes))
}

// hear waits for the next note.
func hear(notes chan string) tea.Cmd {
	return func() tea.Msg {
		note, open := <-notes
		if !open {
			return nil
		}
		return retryMsg{note, notes}
	}
}

// pressUnderWay is a key while an attempt is: the dialog stays until it is known what became of it.
func (d *sendDialog) pressUnderWay(m *Model, msg tea.KeyPressMsg) bool {
	switch {
	case key.Matches(msg, m.keys.stop):
		d.stop()
		d.said = "stopping what has not left yet..."
	case key.Matches(msg, m.keys.close):
		d.said = "what has left cannot be called back; wait for the answer, or ctrl+c stops what has not left yet"
	default:
		return false
	}
	return true
}
