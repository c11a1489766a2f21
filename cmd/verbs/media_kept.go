package verbs

import (
	"context"
	"sync"
)

// kept remembers answers that took long to find, by a key: what failed is not asked again, a file that did not change
// not read. Its zero value is empty.
type kept[T any] struct {
	mu      sync.Mutex
	answers map[string]answer[T]
}

// answer is what was found, or why there is nothing.
type answer[T any] struct {
	found T
	err   error
}

// once returns what is kept under a key, or else what the function finds. When there are so many it begins anew.
func (k *kept[T]) once(ctx context.Context, most int, key string, find func() (T, error)) (T, error) {
	k.mu.Lock()
	known, ok := k.answers[key]
	k.mu.Unlock()
	if ok {
		return known.found, known.err
	}
	found, err := find()
	if ctx.Err() != nil { // the question was given up, so this is no answer
		return found, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.answers == nil || len(k.answers) >= most {
		k.answers = map[string]answer[T]{}
	}
	k.answers[key] = answer[T]{found, err}
	return found, err
}
