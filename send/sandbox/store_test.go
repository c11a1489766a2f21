package sandbox

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStoreIsBounded(t *testing.T) {
	s := store{tally: newTally()}
	for range 3*maxMessages + 50 {
		s.add(Received{Contact: "id:1", At: time.UnixMicro(1)})
	}
	kept := s.all()
	assert.Len(t, kept, maxMessages)
	assert.EqualValues(t, 2*maxMessages+51, kept[0].ID)
	assert.Equal(t, Summary{Total: 3*maxMessages + 50, Contacts: 1, Duplicates: []Count{{"id:1", 3*maxMessages + 50}}}, s.tally.summary())
	assert.Less(t, cap(s.messages), 2*maxMessages, "what was forgotten is freed")
}

func TestStoreCountsBytes(t *testing.T) {
	s := store{tally: newTally()}
	message := make([]byte, 1<<20)
	for range 70 {
		s.add(Received{Contact: "id:1", Message: message})
	}
	assert.Len(t, s.all(), 64)
}

// A contact is counted as it is written: numbers that only look alike are others.
func TestTallyTellsContactsApart(t *testing.T) {
	c := newTally()
	want := map[string]int{}
	for i, contact := range []string{
		"phone:+60121233112", "id:60121233112", "id:060121233112", "phone:+0", "id:0", "id:00",
		"phone:+99999999999999999999", `email:"a\"@x.co`, "email:A@x.co",
	} {
		for range i + 1 {
			c.add(contact)
		}
		want[contact] = i + 1
	}
	assert.Equal(t, want, c.counts())
	var told map[string]int
	require.NoError(t, json.Unmarshal(c.appendJSON(nil), &told))
	assert.Equal(t, want, told)
	s := c.summary().sorted()
	assert.Equal(t, 9, s.Contacts)
	assert.Equal(t, Count{"email:A@x.co", 9}, s.Duplicates[0])
	assert.Len(t, s.Duplicates, 8)
}

func TestTallyIsBounded(t *testing.T) {
	c := newTally()
	for i := range maxContacts + 10 {
		c.phones[uint64(i)] = 1
	}
	c.add("id:1")
	c.add("phone:+7")
	c.add("email:a@x.co")
	assert.Equal(t, 2, c.uncounted)
	assert.Equal(t, []Count{{"phone:+7", 2}}, c.summary().Duplicates)
	assert.Equal(t, 3, c.summary().Total)
}

func BenchmarkTallyOfAMillion(b *testing.B) {
	c := newTally()
	b.Run("count", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			c = newTally()
			for i := range 1_000_000 {
				c.add(fmt.Sprintf("phone:+%d", 60_000_000_000+i))
			}
		}
	})
	b.Run("tell", func(b *testing.B) {
		for b.Loop() {
			copied := c.clone()
			copied.appendJSON(nil)
		}
	})
}
