package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"tearsheet"
)

var queuePromises = []promise{
	{"a job is kept with its revision and done once", jobOnce},
	{"a job that fails or panics is tried again", jobRetried},
	{"a job that failed waits for its next try apart from those that are ready", jobApart},
	{"an equal job is dropped while one waits and allowed when it is done", jobUnique},
	{"a job with a time waits for it", jobLater},
	{"a job that is worked apart holds up no other and is held up by none", jobWorkedApart},
	{"redo adds a job for every latest revision and compares every later one", jobRedo},
	{"many write at once and each gets what it wrote", manyWriters},
	{"a caller who leaves before its turn has written nothing", callerLeaves},
}

// crew does the jobs of a store and notes them.
type crew struct {
	mu   sync.Mutex
	done []string
}

func (c *crew) note(j tearsheet.Job) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done = append(c.done, j.Kind+" "+j.Key)
	return len(c.done)
}

func (c *crew) list() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Sorted(slices.Values(c.done))
}

// work does jobs with do until until says true, at most 30 seconds.
func work(t *testing.T, s Store, do func(context.Context, tearsheet.Job) error, until func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- s.Work(ctx, 4, do) }()
	for !until() && ctx.Err() == nil {
		time.Sleep(5 * time.Millisecond)
	}
	if ctx.Err() != nil {
		t.Error("the jobs were not done in 30 s")
	}
	cancel()
	must(t, <-ended)
}

func idle(t *testing.T, s Store) bool {
	depth, err := s.QueueDepth(t.Context())
	must(t, err)
	return depth.Ready+depth.Later == 0
}

func jobOnce(t *testing.T, b Bench) {
	s := b.Store()
	for n := range 20 {
		k := Keeping("a.example", n, "words")
		k.Next = []string{"index", "compare"}
		keep(t, s, k)
	}
	s = b.Reopen()
	var c crew
	work(t, s, func(_ context.Context, j tearsheet.Job) error { c.note(j); return nil }, func() bool { return idle(t, s) })
	var want []string
	for n := range 20 {
		id := Keeping("a.example", n, "").Article.ID
		want = append(want, fmt.Sprintf("index %s/1", id), fmt.Sprintf("compare %s/1", id))
	}
	slices.Sort(want)
	if got := c.list(); !slices.Equal(got, want) {
		t.Errorf("done: %v\nwant: %v", got, want)
	}
}

func jobRetried(t *testing.T, b Bench) {
	s := b.Store()
	must(t, s.Add(t.Context(), tearsheet.Job{Kind: "fails", Key: "1"}, tearsheet.Job{Kind: "panics", Key: "1"}, tearsheet.Job{Kind: "works", Key: "1"}))
	var mu sync.Mutex
	tries := map[string]int{}
	do := func(_ context.Context, j tearsheet.Job) error {
		mu.Lock()
		tries[j.Kind]++
		n := tries[j.Kind]
		mu.Unlock()
		if j.Kind == "panics" && n == 1 {
			panic("on purpose")
		}
		if j.Kind == "fails" && n == 1 {
			return errors.New("on purpose")
		}
		return nil
	}
	work(t, s, do, func() bool { return idle(t, s) })
	equal(t, "tries", fmt.Sprint(tries), "map[fails:2 panics:2 works:1]")
}

func jobApart(t *testing.T, b Bench) {
	s := b.Store()
	must(t, s.Add(t.Context(), tearsheet.Job{Kind: "fails", Key: "1"}))
	do := func(context.Context, tearsheet.Job) error { return errors.New("on purpose") }
	var depth tearsheet.QueueDepth
	work(t, s, do, func() bool {
		var err error
		depth, err = s.QueueDepth(t.Context())
		must(t, err)
		return depth.Ready == 0
	})
	equal(t, "depth", depth, tearsheet.QueueDepth{Later: 1})
	stats, err := s.Stats(t.Context(), Noon)
	must(t, err)
	equal(t, "to try again", stats.Later, 1)
}

func jobUnique(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	j := tearsheet.Job{Kind: "index", Key: "a/1"}
	must(t, s.Add(ctx, j, j))
	must(t, s.Add(ctx, j, tearsheet.Job{Kind: "index", Key: "a/2"}))
	must(t, s.Add(ctx))
	depth, err := s.QueueDepth(ctx)
	must(t, err)
	equal(t, "depth", depth, tearsheet.QueueDepth{Ready: 2})
	var c crew
	do := func(_ context.Context, j tearsheet.Job) error { c.note(j); return nil }
	work(t, s, do, func() bool { return idle(t, s) })
	must(t, s.Add(ctx, j))
	work(t, s, do, func() bool { return idle(t, s) })
	equal(t, "done", fmt.Sprint(c.list()), "[index a/1 index a/1 index a/2]")
}

func jobLater(t *testing.T, b Bench) {
	s := b.Store()
	must(t, s.Add(t.Context(), tearsheet.Job{Kind: "later", Key: "1", Due: time.Now().Add(time.Hour)}, tearsheet.Job{Kind: "now", Key: "1"}))
	var c crew
	work(t, s, func(_ context.Context, j tearsheet.Job) error { c.note(j); return nil }, func() bool { return len(c.list()) > 0 })
	equal(t, "done", fmt.Sprint(c.list()), "[now 1]")
	depth, err := s.QueueDepth(t.Context())
	must(t, err)
	equal(t, "depth", depth, tearsheet.QueueDepth{Later: 1})
}

func jobWorkedApart(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	must(t, s.Add(ctx, tearsheet.Job{Kind: "group", Key: "a/1"}, tearsheet.Job{Kind: "index", Key: "a/1"}))
	s = b.Reopen()
	var usual, apart crew
	work(t, s, func(_ context.Context, j tearsheet.Job) error { usual.note(j); return nil }, func() bool {
		depth, err := s.QueueDepth(ctx)
		must(t, err)
		return depth.Ready == 1
	})
	equal(t, "done by Work", fmt.Sprint(usual.list()), "[index a/1]")
	waits, err := s.Waits(ctx, "group")
	must(t, err)
	equal(t, "waits", waits, true)
	ended, done := context.WithCancel(ctx)
	defer done()
	must(t, s.WorkApart(ended, "group", 4, func(_ context.Context, j tearsheet.Job) error { apart.note(j); done(); return nil }))
	equal(t, "done apart", fmt.Sprint(apart.list()), "[group a/1]")
	waits, err = s.Waits(ctx, "group")
	must(t, err)
	equal(t, "waits when it is done", waits, false)
	if err := s.WorkApart(ctx, "index", 1, nil); !errors.Is(err, tearsheet.ErrInvalid) {
		t.Errorf("a kind that is not worked apart: %v", err)
	}
}

func jobRedo(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	keep(t, s, Keeping("a.example", 1, "one"))
	keep(t, s, Keeping("a.example", 1, "two"))
	keep(t, s, Keeping("a.example", 2, "one"))
	keep(t, s, Keeping("a.example", 2, "two"))
	keep(t, s, Keeping("a.example", 2, "three"))
	keep(t, s, Keeping("a.example", 3, "one"))
	for kind, want := range map[string]int{"index": 3, "compare": 3} {
		n, err := s.Redo(ctx, kind)
		must(t, err)
		equal(t, "added to "+kind, n, want)
	}
	var c crew
	work(t, s, func(_ context.Context, j tearsheet.Job) error { c.note(j); return nil }, func() bool { return idle(t, s) })
	id := func(n int) string { return string(Keeping("a.example", n, "").Article.ID) }
	want := []string{"index " + id(1) + "/2", "index " + id(2) + "/3", "index " + id(3) + "/1", "compare " + id(1) + "/2", "compare " + id(2) + "/2", "compare " + id(2) + "/3"}
	slices.Sort(want)
	if got := c.list(); !slices.Equal(got, want) {
		t.Errorf("done: %v\nwant: %v", got, want)
	}
}

func manyWriters(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	const writers, each = 16, 25
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				k := Keeping("a.example", w*each+i, fmt.Sprint("by ", w))
				if i%5 == 4 {
					k.Look.Feed = 4711 // fails, and must harm nobody
				}
				kept, err := s.KeepRevision(ctx, k)
				if (err != nil) != (i%5 == 4) {
					t.Errorf("writer %d, %d: %v", w, i, err)
				}
				if err == nil && (kept.Article != k.Article.ID || !kept.First) {
					t.Errorf("writer %d, %d: got %+v", w, i, kept)
				}
			}
		})
	}
	wg.Wait()
	s = b.Reopen()
	stats, err := s.Stats(ctx, Noon)
	must(t, err)
	equal(t, "articles", stats.Articles, writers*each*4/5)
}

func callerLeaves(t *testing.T, b Bench) {
	s := b.Store()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for n := range 50 {
		if _, err := s.KeepRevision(ctx, Keeping("a.example", n, "words")); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v, want context.Canceled", err)
		}
	}
	last, err := b.Reopen().LastNumber(t.Context())
	must(t, err)
	equal(t, "articles", last, 0)
}
