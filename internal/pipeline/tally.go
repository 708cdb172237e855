package pipeline

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"tearsheet"
)

// tally counts what a pass did.
type tally struct {
	mu     sync.Mutex
	counts map[string]int
}

func (t *tally) add(what string) { t.addN(what, 1) }

func (t *tally) addN(what string, n int) {
	if n == 0 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.counts == nil {
		t.counts = map[string]int{}
	}
	t.counts[what] += n
}

func (t *tally) kept(k tearsheet.Kept, r tearsheet.Revision) {
	switch {
	case k.First && r.Origin == tearsheet.FromFeed:
		t.add("articles new")
		t.add("of them from the feed's own text")
	case k.First:
		t.add("articles new")
	case k.Fresh:
		t.add("revisions new")
	default:
		t.add("same words")
	}
}

func (t *tally) summary(took time.Duration) Summary {
	t.mu.Lock()
	defer t.mu.Unlock()
	return Summary{Took: took, Counts: maps.Clone(t.counts)}
}

// Summary tells what a pass did: how many feeds, articles and revisions, and
// every drop and failure by its reason.
type Summary struct {
	Took   time.Duration
	Counts map[string]int
}

// String gives one line, the counts in alphabetical order.
func (s Summary) String() string {
	parts := make([]string, 0, len(s.Counts))
	for _, what := range slices.Sorted(maps.Keys(s.Counts)) {
		parts = append(parts, fmt.Sprintf("%s %d", what, s.Counts[what]))
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing was due")
	}
	return fmt.Sprintf("%s (%.1f s)", strings.Join(parts, ", "), s.Took.Seconds())
}
