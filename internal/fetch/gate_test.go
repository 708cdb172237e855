package fetch

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tearsheet"
)

func enter(t *testing.T, g *gate, host string, v visit) *pass {
	t.Helper()
	p, err := g.enter(t.Context(), host, v)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPagesOfAHostAreSpacedFromTheEndOfTheLastAndInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, start := newGate(), time.Now()
		var mu sync.Mutex
		var went []string
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Go(func() {
				p := enter(t, g, "a", visit{spaced: true, gap: 2 * time.Second})
				mu.Lock()
				went = append(went, fmt.Sprint(i, " ", time.Since(start)))
				mu.Unlock()
				time.Sleep(time.Second) // the request
				p.leave()
			})
			synctest.Wait()
		}
		wg.Wait()
		if got := fmt.Sprint(went); got != "[0 0s 1 3s 2 6s 3 9s]" {
			t.Error(got)
		}
	})
}

func TestOtherHostsDoNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, start := newGate(), time.Now()
		defer enter(t, g, "a", visit{}).leave()
		defer enter(t, g, "b", visit{spaced: true, gap: time.Hour}).leave()
		if time.Since(start) != 0 {
			t.Error("waited")
		}
	})
}

func TestAFeedWaitsForTheConnectionOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, start := newGate(), time.Now()
		p := enter(t, g, "a", visit{spaced: true, gap: 10 * time.Second})
		go func() { time.Sleep(3 * time.Second); p.leave() }()
		enter(t, g, "a", visit{}).leave()
		if d := time.Since(start); d != 3*time.Second {
			t.Errorf("a feed waited %s for a page of 3 s", d)
		}
		var page time.Duration
		var wg sync.WaitGroup
		wg.Go(func() { enter(t, g, "a", visit{spaced: true, gap: 10 * time.Second}).leave(); page = time.Since(start) })
		synctest.Wait()
		enter(t, g, "a", visit{}).leave()
		if d := time.Since(start); d != 3*time.Second {
			t.Errorf("a feed waited %s behind a page that waits for its time", d)
		}
		wg.Wait()
		if page != 13*time.Second {
			t.Errorf("the page went after %s", page)
		}
	})
}

func TestARedirectOnTheSameHostDoesNotWaitAgainButCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, start := newGate(), time.Now()
		v := visit{spaced: true, gap: 2 * time.Second}
		enter(t, g, "a", v).leave()
		next := make(chan time.Duration)
		go func() { enter(t, g, "a", v).leave(); next <- time.Since(start) }()
		time.Sleep(time.Second)
		on := v
		on.goesOn = true
		enter(t, g, "a", on).leave()
		if d := time.Since(start); d != time.Second {
			t.Errorf("the redirect waited until %s", d)
		}
		if d := <-next; d != 3*time.Second {
			t.Errorf("the next page went after %s, want 2 s from the redirect", d)
		}
	})
}

func TestVisitsAgainAreFurtherApartAndLetFirstVisitsPass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, start := newGate(), time.Now()
		first := visit{spaced: true, gap: 2 * time.Second}
		again := first
		again.again, again.apart = true, 10*time.Second
		if !g.turnAgain("a", start).IsZero() {
			t.Error("the first has to wait")
		}
		enter(t, g, "a", again).leave()
		if at := g.turnAgain("a", start).Sub(start); at != 10*time.Second {
			t.Errorf("turn again in %s", at)
		}
		if at := g.turn("a", start).Sub(start); at != 2*time.Second {
			t.Errorf("first visits in %s", at)
		}
		var wg sync.WaitGroup
		for want, v := range map[time.Duration]visit{10 * time.Second: again, 2 * time.Second: first} {
			wg.Go(func() {
				p := enter(t, g, "a", v)
				if at := time.Since(start); at != want {
					t.Errorf("went after %s, want %s", at, want)
				}
				p.leave()
			})
		}
		synctest.Wait()
		if at := g.turnAgain("a", start).Sub(start); at != 20*time.Second {
			t.Errorf("turn again behind one that waits in %s", at)
		}
		wg.Wait()
		time.Sleep(11 * time.Second)
		g.sweep(time.Now())
		if len(g.lanes) != 0 {
			t.Error("the host is not forgotten")
		}
	})
}

func TestAVisitAgainThatGivesUpHoldsNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, start := newGate(), time.Now()
		v := visit{spaced: true, gap: time.Second, again: true, apart: 10 * time.Second}
		enter(t, g, "a", v).leave()
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		if _, err := g.enter(ctx, "a", v); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		enter(t, g, "a", v).leave()
		if at := time.Since(start); at != 10*time.Second {
			t.Errorf("the next went after %s", at)
		}
	})
}

func TestAtMostOneRequestIsAtAHost(t *testing.T) {
	g := newGate()
	var wg sync.WaitGroup
	var inside, most int
	var mu sync.Mutex
	for i := range 200 {
		wg.Go(func() {
			p, err := g.enter(t.Context(), "a", visit{spaced: i%2 == 0, goesOn: i%4 == 0})
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			inside++
			most = max(most, inside)
			mu.Unlock()
			time.Sleep(50 * time.Microsecond)
			mu.Lock()
			inside--
			mu.Unlock()
			p.leave()
		})
	}
	wg.Wait()
	if most != 1 || len(g.lanes) != 0 {
		t.Errorf("%d at once; %d hosts remembered", most, len(g.lanes))
	}
}

func TestTurnTellsWhenAPageMayGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		v := visit{spaced: true, gap: 2 * time.Second}
		turn := func() time.Duration {
			if at := g.turn("a", time.Now()); !at.IsZero() {
				return time.Until(at)
			}
			return 0
		}
		check := func(want time.Duration) {
			t.Helper()
			if got := turn(); got != want {
				t.Errorf("turn in %s, want %s", got, want)
			}
		}
		check(0)
		p := enter(t, g, "a", v)
		check(2 * time.Second) // from its end, which is not known yet
		p.leave()
		check(2 * time.Second)
		time.Sleep(1500 * time.Millisecond)
		check(500 * time.Millisecond)
		time.Sleep(time.Second)
		check(0)
		g.block("a", time.Now().Add(time.Minute))
		check(time.Minute)
		g.block("a", time.Now().Add(time.Second)) // a later, shorter wish does not shorten it
		check(time.Minute)
		time.Sleep(time.Minute)
		check(0)
	})
}

func TestABlockMeetsThoseWhoWaitAlready(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		p := enter(t, g, "a", visit{})
		failed := make(chan error)
		go func() { _, err := g.enter(t.Context(), "a", visit{}); failed <- err }()
		synctest.Wait()
		g.block("a", time.Now().Add(time.Hour))
		p.leave()
		if e := wantGate(t, <-failed, tearsheet.RateLimited); e.Retry != time.Hour {
			t.Errorf("retry %s", e.Retry)
		}
	})
}

func wantGate(t *testing.T, err error, class tearsheet.Class) *tearsheet.Error {
	t.Helper()
	e, ok := errors.AsType[*tearsheet.Error](err)
	if !ok || e.Class != class {
		t.Fatalf("%v, want class %s", err, class)
	}
	return e
}

func TestWhoGivesUpLeavesNoTrace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		v := visit{spaced: true, gap: time.Minute}
		enter(t, g, "a", v).leave()
		p := enter(t, g, "b", visit{})
		for _, host := range []string{"a", "b"} {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			_, err := g.enter(ctx, host, v)
			cancel()
			wantGate(t, err, tearsheet.Timeout)
		}
		p.leave()
		start := time.Now()
		enter(t, g, "b", v).leave()
		enter(t, g, "a", v).leave()
		if d := time.Since(start); d > time.Minute {
			t.Errorf("the next ones waited %s", d)
		}
	})
}

func TestTheGateForgetsIdleHosts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		for i := range 10_000 {
			enter(t, g, fmt.Sprint(i), visit{spaced: true, gap: 2 * time.Second}).leave()
			enter(t, g, fmt.Sprint("feed", i), visit{}).leave()
		}
		if len(g.lanes) != 10_000 {
			t.Errorf("%d hosts remembered within the spacing, want the pages'", len(g.lanes))
		}
		time.Sleep(2 * time.Minute)
		enter(t, g, "x", visit{}).leave()
		if len(g.lanes) != 0 {
			t.Errorf("%d hosts remembered after it", len(g.lanes))
		}
	})
}
