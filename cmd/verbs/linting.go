package verbs

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// linting is one run of the linter over files: they are read as they are found, on all processors, and forgotten, so
// that a hundred thousand take hardly more memory than one.
type linting struct {
	*app

	linter    *lint.Linter
	cache     *cache // nil for none
	stdinName string
	// mend changes a file before it is linted, and lints it without the cache. It may be nil.
	mend func(f source) ([]byte, error)
	// newer reports whether a file is newer than the others: rules that compare files speak of the newer one. It may be
	// nil.
	newer func(name string) bool

	mu       sync.Mutex
	batches  []batch // all that were found, so that a file is found again by its number
	across   *lint.Across
	stdin    []byte // what came from there, which cannot be read again
	findings []lint.Finding
	files    int
	newFiles int // of them the newer ones
	mended   int // of them those that --fix changes
	errs     []error
}

// source is a file in hand.
type source struct {
	name string // in diagnostics
	path string
	text []byte
}

// batch is files of one folder that are read together. The number of a file is the batch's, times maxBatch, plus its
// place in the batch.
type batch struct {
	dir    string
	names  string // one after another, each with a NUL behind it: in a list they would take twice the memory
	named  bool
	folder *cachedFolder
}

// maxBatch is how many files a processor takes at a time.
const maxBatch = 64

// numberOfNewer is added to the numbers of the newer files.
const numberOfNewer = 1 << 30

// run lints the files that the arguments name and fills findings, files and errs.
func (l *linting) run(args []string) {
	l.across = l.linter.Across()
	l.lintAll(args)
	l.compare()
	l.findings = lint.SortFindings(l.findings)
}

// lintAll lints one batch after another on all processors. The first waits for a second: alone it is linted here, and
// nothing is set up that only many are worth.
func (l *linting) lintAll(args []string) {
	numbers := make(chan int)
	var workers sync.WaitGroup
	undo := func() {}
	l.feed(args, func(number int) {
		switch number {
		case 0:
			return
		case 1:
			undo = tuneMemory()
			l.start(&workers, numbers)
			numbers <- 0
		}
		numbers <- number
	})
	close(numbers)
	if len(l.batches) == 1 {
		l.lintBatch(0, new(reader))
	}
	workers.Wait()
	undo()
}

// start lets the workers lint the batches of the numbers, until there are no more.
func (l *linting) start(workers *sync.WaitGroup, numbers <-chan int) {
	processors := runtime.GOMAXPROCS(0)
	if l.mend != nil {
		processors = 1 // so that what is printed comes in the order of the files
	}
	for range processors {
		workers.Go(func() {
			var r reader
			for n := range numbers {
				l.lintBatch(n, &r)
			}
		})
	}
}

// compare asks the rules that compare files.
func (l *linting) compare() {
	numbers := map[string]int{}
	faults := l.across.Faults(func(number int) *template.File {
		f := l.reopen(number)
		if f != nil {
			numbers[f.Name] = number
		}
		return f
	})
	for len(faults) > 0 { // file by file
		n := 1
		for n < len(faults) && faults[n].File == faults[0].File {
			n++
		}
		l.findings = append(l.findings, lint.Findings(faults[:n], l.reopen(numbers[faults[0].File]))...)
		faults = faults[n:]
	}
}

// feed finds the files and hands out the numbers of their batches.
func (l *linting) feed(args []string, hand func(number int)) {
	var b batch
	var names strings.Builder
	n := 0
	flush := func() {
		if n == 0 {
			return
		}
		b.names = names.String()
		names.Reset()
		n = 0
		b.folder.hold()
		l.mu.Lock()
		l.batches = append(l.batches, b)
		number := len(l.batches) - 1
		l.mu.Unlock()
		hand(number)
	}
	for f, err := range l.sources(args) {
		if err != nil {
			l.fail(err)
			continue
		}
		dir, name := filepath.Split(f.path)
		if n > 0 && (dir != b.dir || f.named != b.named) || n == maxBatch {
			flush()
		}
		if dir != b.dir || b.folder == nil {
			b.folder.release()
			b.folder = l.cache.folder(dir)
		}
		b.dir, b.named = dir, f.named
		names.WriteString(name)
		names.WriteByte(0)
		n++
	}
	flush()
	b.folder.release()
}

func (l *linting) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.errs = append(l.errs, err)
}

// lintBatch lints the files of a batch and adds what it finds to that of the others.
func (l *linting) lintBatch(number int, r *reader) {
	l.mu.Lock()
	b := l.batches[number]
	l.mu.Unlock()
	defer b.folder.release()
	results := make([]linted, 0, maxBatch)
	var errs []error
	i := 0
	for name := range strings.SplitSeq(strings.TrimSuffix(b.names, "\x00"), "\x00") {
		one, err := l.lintFile(found{b.dir + name, b.named}, b.folder, r)
		if err != nil {
			errs = append(errs, err)
		} else if one.read {
			one.number = number*maxBatch + i
			results = append(results, one)
		}
		i++
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.errs = append(l.errs, errs...)
	l.files += len(results)
	if l.files>>14 != (l.files-len(results))>>14 {
		allowMemory(l.files)
	}
	for _, one := range results {
		l.findings = append(l.findings, one.findings...)
		if l.newer != nil && l.newer(one.name) {
			one.number += numberOfNewer
			l.newFiles++
		}
		l.across.Add(one.number, one.templates)
	}
}

// linted is what came of a file; read is false for one that is none of ours.
type linted struct {
	read      bool
	name      string
	number    int
	findings  []lint.Finding
	templates []lint.Summary
}

func (l *linting) lintFile(f found, folder *cachedFolder, r *reader) (linted, error) {
	s, err := l.read(f, r)
	if err != nil || s.text == nil {
		return linted{}, err
	}
	if l.mend != nil {
		if s.text, err = l.mend(s); err != nil {
			return linted{}, err
		}
	}
	var key fileKey
	if folder != nil {
		key = keyOf(s)
		if one, ok := folder.get(key); ok {
			one.name = s.name
			return one, nil
		}
	}
	file := template.Parse(s.name, s.text)
	if filepath.Base(s.name) == configName {
		// A hook names every file that changed, so a configuration among them is checked as one.
		c, _ := template.ParseConfig(s.name, s.text)
		lint.Configure(c)
		file = c.File
	}
	result := l.linter.File(file)
	one := linted{read: true, name: s.name, findings: lint.Findings(result.Faults, file), templates: result.Templates}
	folder.put(key, one)
	return one, nil
}

// read reads a file; the source has no text if it is none of ours, or gone since it was found. The text is good until
// the reader reads again.
func (l *linting) read(f found, r *reader) (source, error) {
	if f.path == "-" {
		text, err := readLimited(stdinName, l.in, template.MaxSize)
		l.mu.Lock()
		l.stdin = text
		l.mu.Unlock()
		return source{l.stdinName, f.path, append([]byte{}, text...)}, err
	}
	text, err := r.read(f.path, !f.named)
	switch {
	case err != nil && !f.named && errors.Is(err, fs.ErrNotExist):
		return source{}, nil
	case err != nil:
		return source{}, err
	case !f.named && !looksLikeTemplate(text):
		return source{}, nil
	}
	return source{slashed(f.path), f.path, text}, nil
}

// reopen reads and parses the file of a number again; nil if that cannot be done any more.
func (l *linting) reopen(number int) *template.File {
	b := l.batches[number%numberOfNewer/maxBatch]
	path := b.dir + strings.Split(b.names, "\x00")[number%maxBatch]
	if path == "-" {
		return template.Parse(l.stdinName, l.stdin)
	}
	text, err := readSource(path)
	if err != nil {
		return nil
	}
	return template.Parse(slashed(path), text)
}

// fix mends a file, or prints what that would change.
func (l *linting) fix(s source, diff bool) ([]byte, error) {
	fixed, faults := l.linter.Fix(s.name, s.text)
	changed := len(faults) > 0 && !bytes.Equal(fixed, s.text)
	l.mu.Lock()
	defer l.mu.Unlock()
	if changed {
		l.mended++
	}
	var err error
	switch {
	case diff && changed:
		_, err = l.out.Write(unifiedDiff(s.name, s.text, fixed, l.colour(l.color, l.outTerminal)))
	case diff:
	case s.path == "-":
		l.stdin = fixed
		_, err = l.out.Write(fixed)
	case changed:
		err = rewrite(s.path, fixed)
	}
	return fixed, err
}
