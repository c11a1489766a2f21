package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// line is a step of a recipient in the audit log.
type line struct {
	seq, version int64
	attempt      int
	state        State
	message      int64
	status       int
	reason       string
}

// append writes the line as JSON. Its last member is the checksum of all before it.
func (l line) append(b []byte, at string) []byte {
	from := len(b)
	b = strconv.AppendInt(append(b, `{"seq":`...), l.seq, 10)
	b = strconv.AppendInt(append(b, `,"version":`...), l.version, 10)
	b = append(append(append(b, `,"state":"`...), l.state.String()...), '"')
	b = strconv.AppendInt(append(b, `,"attempt":`...), int64(l.attempt), 10)
	if l.message != 0 {
		b = strconv.AppendInt(append(b, `,"message":`...), l.message, 10)
	}
	if l.status != 0 {
		b = strconv.AppendInt(append(b, `,"status":`...), int64(l.status), 10)
	}
	if l.reason != "" {
		reason, _ := json.Marshal(l.reason)
		b = append(append(b, `,"reason":`...), reason...)
	}
	b = append(append(append(b, `,"at":"`...), at...), '"')
	return seal(b, from)
}

// sumMark stands before a line's checksum.
const sumMark = `,"sum":"`

// seal ends a line that begins at from.
func seal(b []byte, from int) []byte {
	sum := crc32.ChecksumIEEE(b[from:])
	b = append(b, sumMark...)
	b = append(b, fmt.Sprintf("%08x", sum)...)
	return append(b, "\"}\n"...)
}

// header is the first line of a log.
type header struct {
	Campaign     string `json:"campaign"`
	Machine      string `json:"machine"`
	TemplateHash string `json:"template_hash"`
	ListHash     string `json:"list_hash"`
	SettingsHash string `json:"settings_hash"`
}

// logFile is an audit log that is appended to. Every write is one call of the system, so that several processes of a
// machine may share it.
type logFile struct {
	mu    sync.Mutex
	file  *os.File
	buf   []byte
	torn  bool // the last write stopped within a line
	dirty bool // it was written to since it was last brought to the disk
}

// logName is the name of a campaign's logs up to the machine's part.
func logName(campaign string) string {
	sum := sha256.Sum256([]byte(campaign))
	return slug(campaign) + "-" + hex.EncodeToString(sum[:4]) + "."
}

// slug is what of a text can stand in any file's name.
func slug(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '_'
	}, s)
	return s[:min(len(s), 60)]
}

// log is this machine's audit log of a campaign, which is begun if it is not there.
func (j *Journal) log(c *onDisk) (*logFile, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if l := j.logs[c.Name]; l != nil {
		return l, nil
	}
	if err := os.MkdirAll(j.options.Audit, 0o700); err != nil {
		return nil, err
	}
	machine, _ := os.Hostname()
	path := filepath.Join(j.options.Audit, logName(c.Name)+slug(machine)+".jsonl")
	l, err := openLog(path, header{c.Name, machine, c.TemplateHash, c.ListHash, c.SettingsHash})
	if err == nil {
		j.logs[c.Name] = l
	}
	return l, err
}

func openLog(path string, h header) (*logFile, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	l := &logFile{file: file}
	if err := l.begin(h); err != nil {
		file.Close()
		return nil, err
	}
	return l, nil
}

// begin writes the header of an empty log, and ends a line that a crash left half written.
func (l *logFile) begin(h header) error {
	info, err := l.file.Stat()
	if err != nil {
		return err
	}
	if size := info.Size(); size > 0 {
		last := make([]byte, 1)
		if _, err := l.file.ReadAt(last, size-1); err != nil {
			return err
		}
		l.torn = last[0] != '\n'
		return nil
	}
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return l.put(seal(text[:len(text)-1], 0))
}

// write appends lines.
func (l *logFile) write(lines []line) error {
	if len(lines) == 0 {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	at := time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	l.buf = l.buf[:0]
	if l.torn {
		l.buf = append(l.buf, '\n')
	}
	for _, line := range lines {
		l.buf = line.append(l.buf, at)
	}
	return l.put(l.buf)
}

func (l *logFile) put(b []byte) error {
	_, err := l.file.Write(b)
	l.torn = err != nil
	l.dirty = true
	return err
}

// sync brings to the disk what was written.
func (l *logFile) sync() error {
	l.mu.Lock()
	dirty := l.dirty
	l.dirty = false
	l.mu.Unlock()
	if !dirty {
		return nil
	}
	err := l.file.Sync()
	if err != nil {
		l.mu.Lock()
		l.dirty = true
		l.mu.Unlock()
	}
	return err
}

func (l *logFile) close() error {
	err := l.sync()
	if e := l.file.Close(); err == nil {
		err = e
	}
	return err
}
