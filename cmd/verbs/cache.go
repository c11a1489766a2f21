package verbs

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/watemplate/watemplate/lint"
)

// cache remembers what linting found in files, by their content: in the user's cache folder there is one file for each
// folder of templates. A file is written beside its place and renamed, so that several runs at once do each other no harm; whatever cannot be
// read, or is of another version or configuration, counts as forgotten.
type cache struct {
	dir string

	mu      sync.Mutex
	folders map[string]*cachedFolder
}

// maxCaches is how many caches, of versions and configurations, are kept.
const maxCaches = 8

// openCache opens the cache of the tool as it is, with a configuration; nil if there can be none.
func openCache(userCache string, configuration []byte) *cache {
	program, err := os.Executable()
	if userCache == "" || err != nil {
		return nil
	}
	info, err := os.Stat(program)
	if err != nil {
		return nil
	}
	// A program that was built of changed sources has the version of the unchanged ones, but another size or time.
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %d %d\n%s", cacheFormat, version(), info.Size(), info.ModTime().UnixNano(), configuration))
	root := filepath.Join(userCache, "watemplate")
	c := &cache{dir: filepath.Join(root, "lint-"+hex.EncodeToString(sum[:8])), folders: map[string]*cachedFolder{}}
	if _, err := os.Stat(c.dir); err == nil {
		return c
	}
	if os.MkdirAll(c.dir, 0o700) != nil {
		return nil
	}
	prune(root)
	return c
}

// prune removes the oldest caches.
func prune(root string) {
	entries, _ := filepath.Glob(filepath.Join(root, "lint-*"))
	age := func(path string) int64 {
		if info, err := os.Stat(path); err == nil {
			return -info.ModTime().UnixNano()
		}
		return 0
	}
	slices.SortFunc(entries, func(a, b string) int { return cmp.Compare(age(a), age(b)) })
	for _, path := range entries[min(len(entries), maxCaches):] {
		_ = os.RemoveAll(path) // another run may do the same
	}
}

// cachedFolder is what is known of the files of a folder. Nil knows nothing, and learns nothing.
type cachedFolder struct {
	cache *cache
	dir   string
	path  string

	mu      sync.Mutex
	holders int
	changed bool
	known   map[uint64]remembered // by the hashes of names
}

// remembered is what came of a content.
type remembered struct {
	content [16]byte
	data    []byte
}

// fileKey is what a file is remembered by.
type fileKey struct {
	name    uint64
	content [16]byte
}

func keyOf(s source) fileKey {
	h := sha256.New()
	h.Write([]byte(s.name))
	h.Write([]byte{0})
	var sum [sha256.Size]byte
	key := fileKey{name: binary.LittleEndian.Uint64(h.Sum(sum[:0]))}
	h.Write(s.text)
	h.Sum(sum[:0])
	copy(key.content[:], sum[:])
	return key
}

// folder is what is known of a folder, held once.
func (c *cache) folder(dir string) *cachedFolder {
	if c == nil {
		return nil
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	c.mu.Lock()
	f := c.folders[absolute]
	if f == nil {
		sum := sha256.Sum256([]byte(absolute))
		f = &cachedFolder{cache: c, dir: absolute, path: filepath.Join(c.dir, hex.EncodeToString(sum[:12]))}
		c.folders[absolute] = f
	}
	c.mu.Unlock()
	f.hold()
	return f
}

func (f *cachedFolder) hold() {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.holders++
}

// release lets go of the folder. The last one to do so writes down what was learned.
func (f *cachedFolder) release() {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.holders--; f.holders > 0 {
		return
	}
	if f.changed {
		_ = writeFile(f.path, f.encode()) // a cache that cannot be written is none
	}
	f.known, f.changed = nil, false
	f.cache.mu.Lock()
	delete(f.cache.folders, f.dir)
	f.cache.mu.Unlock()
}

// get is what came of a file when it was linted before.
func (f *cachedFolder) get(key fileKey) (linted, bool) {
	if f == nil {
		return linted{}, false
	}
	f.mu.Lock()
	if f.known == nil {
		f.load()
	}
	r, ok := f.known[key.name]
	f.mu.Unlock()
	if !ok || r.content != key.content {
		return linted{}, false
	}
	return decodeLinted(r.data)
}

func (f *cachedFolder) put(key fileKey, one linted) {
	if f == nil {
		return
	}
	data, err := encodeLinted(one)
	if err != nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.known[key.name] = remembered{key.content, data}
	f.changed = true
}

// cacheFormat is the version of the files.
const cacheFormat = 1

// load reads the folder's file: entries of name, content, length and data, and a checksum at the end.
func (f *cachedFolder) load() {
	f.known = map[uint64]remembered{}
	all, err := os.ReadFile(f.path)
	if err != nil || len(all) < 4 || crc32.ChecksumIEEE(all[:len(all)-4]) != binary.LittleEndian.Uint32(all[len(all)-4:]) {
		return
	}
	for rest := all[:len(all)-4]; len(rest) >= 28; {
		var r remembered
		name := binary.LittleEndian.Uint64(rest)
		copy(r.content[:], rest[8:24])
		n := int(binary.LittleEndian.Uint32(rest[24:28]))
		if rest = rest[28:]; n > len(rest) {
			return
		}
		r.data, rest = rest[:n:n], rest[n:]
		f.known[name] = r
	}
}

func (f *cachedFolder) encode() []byte {
	var b []byte
	for _, name := range slices.Sorted(maps.Keys(f.known)) {
		r := f.known[name]
		b = binary.LittleEndian.AppendUint64(b, name)
		b = append(b, r.content[:]...)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(r.data)))
		b = append(b, r.data...)
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}

// encodeLinted writes how many templates there are, their summaries, and the findings if there are any.
func encodeLinted(one linted) ([]byte, error) {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(one.templates)))
	for _, s := range one.templates {
		b = s.Append(b)
	}
	if len(one.findings) == 0 {
		return b, nil
	}
	findings, err := json.Marshal(one.findings)
	return append(b, findings...), err
}

func decodeLinted(data []byte) (linted, bool) {
	one := linted{read: true}
	if len(data) < 4 {
		return one, false
	}
	n := int(binary.LittleEndian.Uint32(data))
	if data = data[4:]; n > len(data)/lint.SummarySize {
		return one, false
	}
	for range n {
		one.templates = append(one.templates, lint.ReadSummary(data))
		data = data[lint.SummarySize:]
	}
	if len(data) == 0 {
		return one, true
	}
	d := json.NewDecoder(bytes.NewReader(data))
	return one, d.Decode(&one.findings) == nil
}
