package journal

import "hash/maphash"

// filter remembers which texts it was given, in a room that does not grow: it never forgets one, and now and then takes a
// new one for one that it knows.
type filter struct {
	seed maphash.Seed
	bits []uint64
}

// filterBits are 4 MiB: with a million texts in it, it takes one new text in six thousand for known; with ten millions, one in four.
const filterBits = 1 << 25

func newFilter() *filter { return &filter{maphash.MakeSeed(), make([]uint64, filterBits/64)} }

// places calls f with the places of a text's bits, as long as f wants more.
func (f *filter) places(text string, more func(word *uint64, bit uint64) bool) {
	h := maphash.String(f.seed, text)
	step := h>>32 | 1
	for range 4 {
		place := h % filterBits
		if !more(&f.bits[place/64], 1<<(place%64)) {
			return
		}
		h += step * 0x9e3779b9
	}
}

func (f *filter) add(text string) {
	f.places(text, func(word *uint64, bit uint64) bool {
		*word |= bit
		return true
	})
}

func (f *filter) has(text string) bool {
	all := true
	f.places(text, func(word *uint64, bit uint64) bool {
		all = *word&bit != 0
		return all
	})
	return all
}
