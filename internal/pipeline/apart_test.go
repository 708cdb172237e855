package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/pipeline"
	"tearsheet/internal/sqlite"
	"tearsheet/internal/storetest"
)

// vast is a store whose index of copies takes as long to fill as the test wants.
type vast struct {
	*sqlite.DB
	full chan struct{}
}

func (v vast) EachPrints(ctx context.Context, see func(tearsheet.Prints) error) error {
	select {
	case <-v.full:
	case <-ctx.Done():
		return ctx.Err()
	}
	return v.DB.EachPrints(ctx, see)
}

// articles keeps n articles with the job that a new revision gets.
func (d *desk) articles(n int, next ...string) {
	d.t.Helper()
	for i := range n {
		k := storetest.Keeping(fmt.Sprintf("paper%d.example", i), 1, "Mill burns")
		k.Look.Due, k.Next = time.Time{}, next
		if _, err := d.store.KeepRevision(d.t.Context(), k); err != nil {
			d.t.Fatal(err)
		}
	}
}

// compared counts the articles that were compared with others.
func (d *desk) compared() (n int) {
	d.t.Helper()
	err := d.store.EachPrints(d.t.Context(), func(p tearsheet.Prints) error {
		if p.By != "" {
			n++
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

// soon waits until what says true, for half a minute at most.
func soon(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within 30 s", what)
		}
	}
}

func (d *desk) waits() bool {
	d.t.Helper()
	waits, err := d.store.Waits(d.t.Context(), "group")
	if err != nil {
		d.t.Fatal(err)
	}
	return waits
}

func TestSearchDoesNotWaitForTheIndexOfCopies(t *testing.T) {
	const many = 80 // more than jobs are worked at once
	d := newDesk(t)
	v := vast{d.store, make(chan struct{})}
	line := pipeline.New(pipeline.Line{Store: v, Fetch: openClient(), Workers: 2})
	d.articles(many, "index")
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		if err := line.Run(ctx); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	soon(t, "all articles are found", func() bool {
		hits, _, err := d.store.Search(t.Context(), "mill", 200, "")
		if err != nil {
			t.Fatal(err)
		}
		return len(hits) == many
	})
	if n := d.compared(); n != 0 || !d.waits() {
		t.Errorf("%d articles were compared with an index that was not full; jobs wait: %v", n, d.waits())
	}
	close(v.full)
	soon(t, "all articles are compared", func() bool { return d.compared() == many && !d.waits() })
	stop()
	running.Wait()
}

func TestAPassEndsWhenItsArticlesAreComparedToo(t *testing.T) {
	d := newDesk(t)
	d.articles(40, "index")
	d.pass()
	if n := d.compared(); n != 40 || d.waits() {
		t.Errorf("%d articles are compared; jobs wait: %v", n, d.waits())
	}
}

func TestAPassThatHasNothingToCompareDoesNotFillTheIndex(t *testing.T) {
	d := newDesk(t)
	line := pipeline.New(pipeline.Line{Store: vast{d.store, nil}, Fetch: openClient(), Workers: 2})
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	if _, err := line.Pass(ctx, []tearsheet.Feed{}); err != nil {
		t.Error(err)
	}
}

// Such articles have no job: an older version did without.
func TestArticlesOfAnOlderVersionAreComparedWithoutBeingAsked(t *testing.T) {
	d := newDesk(t)
	d.articles(20)
	if d.pass(); d.compared() != 0 {
		t.Fatal("a pass without anything to do compared articles")
	}
	d.keeps(time.Now(), "Mill burns", "Twelve people were hurt, the police said on Tuesday.")
	if d.pass(); d.compared() != 21 {
		t.Errorf("%d of 21 articles are compared", d.compared())
	}
}
