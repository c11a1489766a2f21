package campaign

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/journal"
)

// TestPace: the rate before and after an answer, by what the user wants and what the API says.
func TestPace(t *testing.T) {
	const unnamed = -1
	for _, tt := range []struct {
		wanted float64
		limit  int // in the answer
		before float64
		after  float64
	}{
		{0, unnamed, 5, 5},
		{0, 10, 5, 9},
		{0, 2, 5, 1},
		{0, 1, 5, 0.9},
		{0, 0, 5, 0.9},
		{0, 1000, 5, 999},
		{3, unnamed, 3, 3},
		{3, 10, 3, 3},
		{50, unnamed, 5, 50},
		{50, 10, 5, 9},
		{0.1, 10, 0.1, 0.1},
		{-1, unnamed, 0, 0},
		{-1, 10, 0, 9},
	} {
		p := pace{wanted: tt.wanted}
		assert.InDelta(t, tt.before, p.rate(), 1e-9, "%+v", tt)
		p.hears(send.RateLimit{Known: tt.limit != unnamed, Limit: tt.limit})
		assert.InDelta(t, tt.after, p.rate(), 1e-9, "%+v", tt)
	}
}

func TestGrowing(t *testing.T) {
	for round, least := range []time.Duration{1: 1, 2: 2, 3: 4, 4: 8, 5: 10, 60: 10} {
		if round == 0 || least == 0 {
			continue
		}
		for range 100 {
			pause := growing(time.Second, 10*time.Second, round)
			assert.GreaterOrEqual(t, pause, least*time.Second)
			assert.LessOrEqual(t, pause, min(least*time.Second*5/4, 10*time.Second))
		}
	}
}

// TestBreakerRows: a letter is an answer: a for accepted, u for a fate that is unknown, o for no connection, s for no
// connection of the same round, x and y for refusals in other words, n for a contact that does not exist, w for 449.
func TestBreakerRows(t *testing.T) {
	answers := map[rune]answer{
		'a': {kind: accepted}, 'u': {kind: unclear}, 'o': {kind: offline}, 's': {kind: offline}, 'n': {kind: absent}, 'w': {kind: waiting},
		'x': {kind: refused, outcome: journal.Outcome{Reason: "400 Bad Request: components[1] is wrong"}},
		'X': {kind: refused, outcome: journal.Outcome{Reason: "400 Bad Request: components[12] is wrong"}},
		'y': {kind: refused, outcome: journal.Outcome{Reason: "400 Bad Request: the name is wrong"}},
	}
	for row, want := range map[string]int{ // after how many answers it stops, 0 for never
		"uuuu": 4, "uuuauuu": 0, "uuuauuuu": 8, "oooo": 4, "osssssooo": 9, "xxxx": 4, "xXxX": 4, "xyxyxyxyxyxyxy": 0,
		"nnnnnnnnnn": 0, "xnxnxnx": 7, "wwwwwwwwww": 0, "uwuwuwu": 7, "uuxx": 4, "uuxyx": 0, "uuuxa": 4, "xxxyyyy": 7,
	} {
		b := breaker{limit: 4}
		stopped := 0
		for i, letter := range row {
			a := answers[letter]
			if b.sees(&a, letter == 'o') {
				stopped = i + 1
				break
			}
		}
		assert.Equal(t, want, stopped, row)
	}
}

func TestPatience(t *testing.T) {
	var p patience
	assert.True(t, p.round(1, 1))
	assert.False(t, p.round(1, 1), "it was claimed before the pause")
	assert.True(t, p.round(2, 3))
	assert.False(t, p.round(3, 3), "so was it, in a later turn")
	assert.Equal(t, 2, p.rounds)
	p.over()
	assert.True(t, p.round(3, 4), "it has worked since")
	assert.Equal(t, 1, p.rounds)
}

func TestWithoutContact(t *testing.T) {
	for _, tt := range []struct{ reason, contact, want string }{
		{"phone:+60121233112 is unknown", "phone:+60121233112", "[contact] is unknown"},
		{"+60121233112 or 60121233112", "phone:+60121233112", "[contact] or [contact]"},
		{"no ann@example.com here", "email:ann@example.com", "no [contact] here"},
		{"400 Bad Request: id 40", "id:40", "400 Bad Request: id 40"},
		{"400 Bad Request: id:40", "id:40", "400 Bad Request: [contact]"},
	} {
		assert.Equal(t, tt.want, withoutContact(tt.reason, tt.contact))
	}
}
