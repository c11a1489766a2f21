package sandbox

import (
	"encoding/json"
	"slices"
	"time"
)

// The bounds of what a sandbox remembers.
const (
	maxMessages = 10_000
	maxBytes    = 64 << 20
)

// Received is a message that the sandbox accepted.
type Received struct {
	// Number counts the messages from 1, and Nth those of the contact; 0 if
	// the contact is not counted.
	Number, Nth int
	// ID is the message id that was answered: microseconds since 1970, one
	// more than the last where two would be the same, or the id that
	// Options.Answer gave.
	ID int64
	// Contact is the identifier, decoded, such as "phone:+60121233112".
	Contact string
	// ChannelID is nil for the channel that the contact last used.
	ChannelID *int64
	// Type is the message's type, such as "whatsapp_template".
	Type string
	// Message is the message object as it was sent.
	Message json.RawMessage
	// At is when it was accepted.
	At time.Time
}

// store holds the newest messages, oldest first, in the order of their ids.
// The Sandbox locks it.
type store struct {
	messages []Received
	bytes    int
	lastID   int64
	tally    tally
}

// add gives the message its id, unless it has one from elsewhere, and keeps it.
func (s *store) add(m Received) Received {
	if m.ID == 0 {
		m.ID = max(m.At.UnixMicro(), s.lastID+1)
		s.lastID = m.ID
	}
	m.Nth = s.tally.add(m.Contact)
	m.Number = s.tally.total
	s.messages = append(s.messages, m)
	s.bytes += len(m.Message)
	s.trim()
	return m
}

// trim forgets the oldest messages. Append moves the slice to new memory from
// time to time, which frees what was cut off here.
func (s *store) trim() {
	for len(s.messages) > maxMessages || s.bytes > maxBytes {
		s.bytes -= len(s.messages[0].Message)
		s.messages[0] = Received{}
		s.messages = s.messages[1:]
	}
}

func (s *store) all() []Received { return slices.Clone(s.messages) }

// of gives the contact's messages, newest first.
func (s *store) of(contact string) []Received {
	var found []Received
	for _, m := range slices.Backward(s.messages) {
		if m.Contact == contact {
			found = append(found, m)
		}
	}
	return found
}
