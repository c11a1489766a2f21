package journal

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sample is a log as it is written.
func sample() []byte {
	text := seal([]byte(`{"campaign":"spring","template_hash":"t"`), 0)
	for _, l := range []line{
		{seq: 1, version: 1, attempt: 1, state: Attempting},
		{seq: 1, version: 2, attempt: 1, state: Accepted, message: 17, status: 200},
		{seq: 2, version: 4, attempt: 1, state: Failed, status: 400, reason: "\"no\" \u2028<such> \x00 template\n"},
		{seq: 3, version: 1, state: Skipped},
	} {
		text = l.append(text, "2026-11-22T10:00:00.000Z")
	}
	return text
}

// read reads a log of three recipients.
func read(t *testing.T, text []byte) (lines []line, r *logReader) {
	r = &logReader{most: 3}
	err := r.readFrom(bytes.NewReader(text), func(text []byte, s step, seq int64) error {
		l, err := parseLine(text)
		lines = append(lines, l)
		assert.Equal(t, s, step{l.version, l.state})
		assert.Equal(t, seq, l.seq)
		return err
	}, func(header) error { return nil })
	require.NoError(t, err)
	return lines, r
}

func TestReadLog(t *testing.T) {
	lines, r := read(t, sample())
	assert.Equal(t, []line{
		{seq: 1, version: 1, attempt: 1, state: Attempting},
		{seq: 1, version: 2, attempt: 1, state: Accepted, message: 17, status: 200},
		{seq: 2, version: 4, attempt: 1, state: Failed, status: 400, reason: "\"no\" \u2028<such> \x00 template\n"},
		{seq: 3, version: 1, state: Skipped},
	}, lines)
	assert.Zero(t, r.bad)

	for name, text := range map[string]string{
		"a recipient too many": string(line{seq: 4, version: 1, state: Queued}.append(nil, "")),
		"no recipient":         string(line{seq: 0, version: 1, state: Queued}.append(nil, "")),
		"no state":             string(line{seq: 1, version: 1}.append(nil, "")),
		"too many versions":    string(line{seq: 1, version: mostVersions + 1, state: Queued}.append(nil, "")),
		"an empty line":        "\n",
		"a sum alone":          string(seal(nil, 0)),
	} {
		lines, r := read(t, []byte(text))
		assert.Empty(t, lines, name)
		assert.Equal(t, 1, r.bad, name)
	}
}

// FuzzReadLog changes a byte of a log: the line that it belongs to is passed over, and nothing is read that was not written.
func FuzzReadLog(f *testing.F) {
	f.Add(20, byte('x'), []byte("garbage"))
	f.Add(100, byte('\n'), []byte(`{"seq":1,"version":1`))
	f.Add(130, byte('9'), []byte{0, '\n', 0xff})
	written := sample()
	f.Fuzz(func(t *testing.T, at int, b byte, more []byte) {
		all, _ := read(t, written)
		text := bytes.Clone(written)
		text[uint(at)%uint(len(text))] ^= b
		text = append(text, more...)
		lines, _ := read(t, text)
		for _, l := range lines {
			assert.Contains(t, all, l)
		}
		assert.GreaterOrEqual(t, len(lines), len(all)-2, "a byte is part of one line, or stands between two")
	})
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		name          string
		db, log, want step
		no            bool
	}{
		{"the same", step{3, Accepted}, step{3, Accepted}, step{3, Accepted}, false},
		{"the log lost its end", step{3, Attempting}, step{2, Queued}, step{3, Attempting}, false},
		{"the database lost an outcome", step{1, Attempting}, step{2, Failed}, step{2, Failed}, false},
		{"the database lost a claim", step{2, Queued}, step{3, Attempting}, step{4, Unknown}, false},
		{"others gave up", step{2, Unknown}, step{2, Accepted}, step{3, Accepted}, false},
		{"others gave up what was surely not sent", step{2, Unknown}, step{2, Queued}, step{3, Queued}, false},
		{"we gave up, the owner knew", step{2, Accepted}, step{2, Unknown}, step{2, Accepted}, false},
		{"accepted, but somebody queued it", step{3, Queued}, step{2, Accepted}, step{4, Accepted}, false},
		{"accepted, but somebody skipped it", step{3, Skipped}, step{2, Accepted}, step{4, Accepted}, false},
		{"accepted, and sent again", step{4, Attempting}, step{2, Accepted}, step{4, Attempting}, false},
		{"failed, and somebody queued it", step{3, Queued}, step{2, Failed}, step{3, Queued}, false},
		{"another past", step{2, Failed}, step{2, Accepted}, step{2, Failed}, true},
		{"another claim", step{1, Queued}, step{1, Attempting}, step{1, Queued}, true},
	} {
		got, ok := judge(c.db, c.log)
		assert.Equal(t, c.want, got, c.name)
		assert.Equal(t, c.no, !ok, c.name)
	}
	assert.Equal(t, step{mostVersions, Skipped}, pack(step{mostVersions, Skipped}).step())
}
