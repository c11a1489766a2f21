package heavy

import (
	"bufio"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
)

// sharedTexts are the texts of the cells, which a workbook keeps apart from its sheets. They stand in a file that is gone
// when the list is closed, however many there are: first where each begins, eight bytes a text, in one, and the texts
// themselves in another.
type sharedTexts struct {
	n            int
	index, bytes aside
}

// maxText is how many bytes of XML one text may have.
const maxText = 1 << 20

// sharedTexts reads the texts of the workbook.
func (w *workbook) sharedTexts() (*sharedTexts, error) {
	t := &sharedTexts{}
	part := w.related("sharedStrings")
	if part == "" {
		return t, nil
	}
	r, err := w.parts[part].Open()
	if err != nil {
		return nil, w.fault("is damaged (%v); open it in a spreadsheet, and save it again", err)
	}
	defer r.Close()
	source := &metered{r: r, left: maxText}
	d := xml.NewDecoder(source)
	err = t.fill(d, source)
	if err == nil {
		return t, nil
	}
	if errors.As(err, new(*os.PathError)) {
		err = fmt.Errorf("cannot put the texts of %s aside: %w", w.name, err)
	} else {
		err = w.fault("is damaged (%s: %v); open it in a spreadsheet, and save it again", part, err)
	}
	return nil, errors.Join(err, t.close())
}

func (t *sharedTexts) fill(d *xml.Decoder, source *metered) error {
	var at [8]byte
	for {
		source.left = maxText
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			binary.LittleEndian.PutUint64(at[:], uint64(t.bytes.size))
			return errors.Join(t.index.write(at[:]), t.index.flush(), t.bytes.flush())
		}
		if err != nil {
			return err
		}
		if e, is := token.(xml.StartElement); !is || e.Name.Local != "si" {
			continue
		}
		s, err := text(d, "si")
		if err != nil {
			return err
		}
		binary.LittleEndian.PutUint64(at[:], uint64(t.bytes.size))
		if err := t.index.write(at[:]); err != nil {
			return err
		}
		if err := t.bytes.write([]byte(s)); err != nil {
			return err
		}
		t.n++
	}
}

// at is a text by its number, from 0.
func (t *sharedTexts) at(n int) (string, error) {
	if n < 0 || n >= t.n {
		return "", fmt.Errorf("a cell has text %d of %d", n, t.n)
	}
	ends, err := t.index.read(8*int64(n), 16)
	if err != nil {
		return "", err
	}
	from, to := int64(binary.LittleEndian.Uint64(ends)), int64(binary.LittleEndian.Uint64(ends[8:]))
	s, err := t.bytes.read(from, int(to-from))
	return string(s), err
}

func (t *sharedTexts) close() error { return errors.Join(t.index.close(), t.bytes.close()) }

// aside is what is put aside in a file: written first, then read here and there. What is read lies mostly close to what
// was read before.
type aside struct {
	size   int64
	file   *os.File
	w      *bufio.Writer
	window []byte
	from   int64 // where the window begins
	err    error // of the removal, which Windows refuses until the file is closed
}

const windowSize = 1 << 16

func (a *aside) write(p []byte) error {
	if a.file == nil {
		var err error
		if a.file, err = os.CreateTemp("", "watemplate-list-*"); err != nil {
			return err
		}
		a.err = os.Remove(a.file.Name())
		a.w = bufio.NewWriterSize(a.file, windowSize)
	}
	a.size += int64(len(p))
	_, err := a.w.Write(p)
	return err
}

func (a *aside) flush() error {
	if a.w == nil {
		return nil
	}
	return a.w.Flush()
}

// read reads n bytes; they are valid until the next call.
func (a *aside) read(at int64, n int) ([]byte, error) {
	if n == 0 {
		return nil, nil
	}
	if at < a.from || at+int64(n) > a.from+int64(len(a.window)) {
		if need := max(n, windowSize); cap(a.window) < need {
			a.window = make([]byte, need)
		}
		a.from, a.window = at, a.window[:cap(a.window)]
		got, err := a.file.ReadAt(a.window, at)
		if a.window = a.window[:got]; got < n {
			return nil, err
		}
	}
	return a.window[at-a.from:][:n], nil
}

func (a *aside) close() error {
	if a.file == nil {
		return nil
	}
	err := a.file.Close()
	if a.err != nil {
		err = errors.Join(err, os.Remove(a.file.Name()))
	}
	return err
}
