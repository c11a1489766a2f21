package sandbox

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestStoreIsBounded(t *testing.T) {
	s := store{counts: map[string]int{}}
	for range 3*maxMessages + 50 {
		s.add(Received{Contact: "id:1", At: time.UnixMicro(1)})
	}
	kept := s.all()
	assert.Len(t, kept, maxMessages)
	assert.EqualValues(t, 2*maxMessages+51, kept[0].ID)
	assert.Equal(t, 3*maxMessages+50, s.total)
	assert.Equal(t, 3*maxMessages+50, s.countsCopy()["id:1"])
	assert.Less(t, cap(s.messages), 2*maxMessages, "what was forgotten is freed")
}

func TestStoreCountsBytes(t *testing.T) {
	s := store{counts: map[string]int{}}
	message := make([]byte, 1<<20)
	for range 70 {
		s.add(Received{Contact: "id:1", Message: message})
	}
	assert.Len(t, s.all(), 64)
}

func TestStoreBoundsContacts(t *testing.T) {
	s := store{counts: map[string]int{}}
	for i := range maxContacts + 10 {
		s.add(Received{Contact: fmt.Sprint("id:", i)})
	}
	s.add(Received{Contact: "id:0"})
	assert.Len(t, s.counts, maxContacts)
	assert.Equal(t, 2, s.counts["id:0"])
}
