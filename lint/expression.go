package lint

import (
	"regexp"
	"sync"
)

// expression is a regular expression that is compiled when it is first asked for: a program that needs none of them
// should not wait for them when it starts.
func expression(source string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(source) })
}
