package journal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// logs are the audit logs that this machine has of a campaign: its own, and those that were left by a machine of another
// name, as every start of a container is.
type logs struct {
	any   bool // there are some
	files []string
	// last is the last step of every recipient, by its number; 0 for none. Nothing else is kept of a log.
	last []packed
}

// readLogs reads them all. It is an error if one speaks of another campaign.
func (j *Journal) readLogs(c *onDisk) (*logs, error) {
	l := &logs{}
	entries, err := os.ReadDir(j.options.Audit)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), logName(c.Name)) && strings.HasSuffix(e.Name(), ".jsonl") {
			l.files = append(l.files, filepath.Join(j.options.Audit, e.Name()))
		}
	}
	if l.any = len(l.files) > 0; l.any {
		l.last = make([]packed, c.Total+1)
	}
	for _, file := range l.files {
		if err := j.readLog(c, file, l.last); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func (j *Journal) readLog(c *onDisk, file string, last []packed) error {
	r := &logReader{most: int64(len(last)) - 1}
	err := r.read(file, func(text []byte, s step, seq int64) error {
		was := last[seq].step()
		if s.version > was.version || s.version == was.version && was.state == Unknown {
			last[seq] = pack(s)
		}
		return nil
	}, func(h header) error { return sameCampaign(c, h, file) })
	if r.bad > 0 {
		j.notice("the audit log %s has %d lines that cannot be read, as a full disk or a loss of power leaves them; the first is line %d", file, r.bad, r.firstBad)
	}
	return err
}

// each calls f with every line of the logs.
func (l *logs) each(f func(line) error) error {
	for _, file := range l.files {
		r := &logReader{most: int64(len(l.last)) - 1}
		err := r.read(file, func(text []byte, s step, seq int64) error {
			full, err := parseLine(text)
			if err != nil {
				return err
			}
			return f(full)
		}, func(header) error { return nil })
		if err != nil {
			return err
		}
	}
	return nil
}

// sameCampaign refuses a log of another campaign.
func sameCampaign(c *onDisk, h header, file string) error {
	var differ []string
	for _, part := range []struct{ what, here, there string }{
		{"the template", c.TemplateHash, h.TemplateHash},
		{"the list", c.ListHash, h.ListHash},
		{"the settings", c.SettingsHash, h.SettingsHash},
	} {
		if part.here != part.there {
			differ = append(differ, part.what)
		}
	}
	switch {
	case h.Campaign != c.Name:
		differ = []string{"the name"}
	case len(differ) == 0:
		return nil
	}
	return says("the audit log %s is of another campaign %q than this one: %s differ; give this one another name with --campaign, or go on with the very files of that one",
		file, h.Campaign, strings.Join(differ, ", "))
}

// logReader reads the lines of one log.
type logReader struct {
	most          int64 // the highest number of a recipient
	line          int   // that was read last
	bad, firstBad int   // lines that are none
}

// longest is the most bytes of a line.
const longest = 1 << 16

// read calls step with every line of a recipient and head with every header. What is no line of a log is counted; the last
// one, if it does not end, is what a process left that was killed.
func (r *logReader) read(file string, step func([]byte, step, int64) error, head func(header) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	return r.readFrom(f, step, head)
}

func (r *logReader) readFrom(from io.Reader, step func([]byte, step, int64) error, head func(header) error) error {
	in := bufio.NewReaderSize(from, longest)
	for {
		text, err := in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			err = skipLine(in)
			text = nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		ended := err == nil
		r.line++
		text = bytes.TrimSuffix(text, []byte{'\n'})
		known, failure := r.take(text, step, head)
		if failure != nil {
			return failure
		}
		if !known && ended {
			if r.bad++; r.bad == 1 {
				r.firstBad = r.line
			}
		}
		if !ended {
			return nil
		}
	}
}

// skipLine reads up to the end of a line that is too long.
func skipLine(in *bufio.Reader) error {
	for {
		_, err := in.ReadSlice('\n')
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// take says whether the text is a line of a log, whole and as it was written.
func (r *logReader) take(text []byte, each func([]byte, step, int64) error, head func(header) error) (bool, error) {
	if !sealed(text) {
		return false, nil
	}
	if bytes.HasPrefix(text, []byte(`{"campaign":`)) {
		var h header
		if json.Unmarshal(text, &h) != nil {
			return false, nil
		}
		return true, head(h)
	}
	seq, s, ok := glance(text)
	if !ok || seq < 1 || seq > r.most {
		return false, nil
	}
	return true, each(text, s, seq)
}

// sealed reports whether a line has the checksum of what it says.
func sealed(text []byte) bool {
	const tail = len(sumMark) + 8 + len(`"}`)
	at := len(text) - tail
	if at < 1 || string(text[at:at+len(sumMark)]) != sumMark || string(text[len(text)-2:]) != `"}` {
		return false
	}
	sum, err := strconv.ParseUint(string(text[at+len(sumMark):len(text)-2]), 16, 32)
	return err == nil && uint32(sum) == crc32.ChecksumIEEE(text[:at])
}

// glance reads the members that every line begins with.
func glance(text []byte) (seq int64, s step, ok bool) {
	seq, text, ok = number(text, `{"seq":`)
	if ok {
		s.version, text, ok = number(text, `,"version":`)
	}
	const mark = `,"state":"`
	if !ok || s.version < 0 || s.version > mostVersions || !bytes.HasPrefix(text, []byte(mark)) {
		return 0, step{}, false
	}
	word, _, ok := bytes.Cut(text[len(mark):], []byte{'"'})
	s.state = stateOf(string(word))
	return seq, s, ok && s.state != 0
}

// number reads a member that is a number of at most 18 digits.
func number(text []byte, mark string) (n int64, rest []byte, ok bool) {
	if !bytes.HasPrefix(text, []byte(mark)) {
		return 0, nil, false
	}
	text = text[len(mark):]
	i := 0
	for ; i < len(text) && i < 18 && text[i] >= '0' && text[i] <= '9'; i++ {
		n = n*10 + int64(text[i]-'0')
	}
	return n, text[i:], i > 0
}

// parseLine reads a whole line.
func parseLine(text []byte) (line, error) {
	var l struct {
		Seq, Version, Message int64
		Attempt, Status       int
		State, Reason         string
	}
	if err := json.Unmarshal(text, &l); err != nil {
		return line{}, fmt.Errorf("a line of the audit log cannot be read: %w", err)
	}
	return line{l.Seq, l.Version, l.Attempt, stateOf(l.State), l.Message, l.Status, l.Reason}, nil
}
