package pipeline

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/follow"
)

// world is a web and a store in memory, for the schedule alone. Time in it is
// that of a synctest bubble.
type world struct {
	Store
	mu      sync.Mutex
	looks   map[string]tearsheet.Look
	fetched map[string][]time.Time // by host, when pages were asked for
	turn    map[string]time.Time
	spacing time.Duration
	slow    map[string]time.Duration // how long a host takes to answer
	broken  time.Time                // the store fails until then
	active  map[string]int           // requests under way, by host
	most    int
}

func newWorld(spacing time.Duration) *world {
	return &world{looks: map[string]tearsheet.Look{}, fetched: map[string][]time.Time{}, turn: map[string]time.Time{}, slow: map[string]time.Duration{}, active: map[string]int{}, spacing: spacing}
}

func (w *world) list(host string, n int) {
	for i := range n {
		url := fmt.Sprintf("https://%s/%d", host, i)
		w.looks[url] = tearsheet.Look{Address: url, URL: url, Host: host, Due: time.Now()}
	}
}

func (w *world) Turn(host string) time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.turn[host]
}

func (w *world) TurnAgain(host string) time.Time { return w.Turn(host) }

func (w *world) Get(ctx context.Context, r tearsheet.Request) (tearsheet.Capture, error) {
	host := address.Host(r.URL)
	w.mu.Lock()
	w.fetched[host] = append(w.fetched[host], time.Now())
	w.active[host]++
	w.most = max(w.most, w.active[host])
	w.mu.Unlock()
	time.Sleep(w.slow[host] + time.Millisecond)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.active[host]--
	w.turn[host] = later(w.turn[host], time.Now().Add(w.spacing))
	body := []byte("<!doctype html><title>News</title><article><h1>News of " + r.URL + "</h1><p>The council heard the report on Monday, and its members took an hour to read it.</p></article>")
	return tearsheet.Capture{URL: r.URL, FinalURL: r.URL, Status: http.StatusOK, Header: http.Header{}, Body: body, Digest: sha256.Sum256(body), At: time.Now()}, ctx.Err()
}

var errDisk = fmt.Errorf("the disk is full: %w", tearsheet.ErrStore)

func (w *world) fail() error {
	if time.Now().Before(w.broken) {
		return errDisk
	}
	return nil
}

func (w *world) DueFeeds(context.Context, time.Time, []string, int) ([]tearsheet.Feed, error) {
	return nil, w.fail()
}
func (w *world) Feed(context.Context, tearsheet.FeedID) (tearsheet.Feed, error) {
	return tearsheet.Feed{}, tearsheet.ErrNotFound
}
func (w *world) Source(context.Context, tearsheet.SourceID) (tearsheet.Source, error) {
	return tearsheet.Source{}, tearsheet.ErrNotFound
}
func (w *world) Item(context.Context, tearsheet.ArticleID) (tearsheet.Item, error) {
	return tearsheet.Item{}, tearsheet.ErrNotFound
}
func (w *world) ChangeRate(context.Context, tearsheet.SourceID, time.Time, time.Time) (tearsheet.ChangeRate, error) {
	return tearsheet.ChangeRate{}, w.fail()
}
func (w *world) DueAt(context.Context, string, time.Time, int) (int, error) { return 0, w.fail() }
func (w *world) Recall(context.Context, time.Time, time.Duration, time.Duration) (int64, error) {
	return 0, w.fail()
}
func (w *world) Work(ctx context.Context, _ int, _ func(context.Context, tearsheet.Job) error) error {
	<-ctx.Done()
	return nil
}
func (w *world) WorkApart(ctx context.Context, _ string, _ int, _ func(context.Context, tearsheet.Job) error) error {
	<-ctx.Done()
	return nil
}
func (w *world) Waits(context.Context, string) (bool, error) { return false, nil }
func (w *world) QueueDepth(context.Context) (tearsheet.QueueDepth, error) {
	return tearsheet.QueueDepth{}, nil
}

func (w *world) DueLooks(_ context.Context, now time.Time, except []string, perHost, limit int) (out []tearsheet.Look, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	count := map[string]int{}
	for _, k := range w.looks {
		if !k.Due.IsZero() && !k.Due.After(now) && !slices.Contains(except, k.Host) && count[k.Host] < perHost && len(out) < limit {
			count[k.Host]++
			out = append(out, k)
		}
	}
	return out, w.fail()
}

func (w *world) NextDue(context.Context) (next time.Time, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, k := range w.looks {
		if !k.Due.IsZero() && (next.IsZero() || k.Due.Before(next)) {
			next = k.Due
		}
	}
	return next, nil
}

func (w *world) KeepLook(_ context.Context, k tearsheet.Look, _ *tearsheet.Drop) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.looks[k.Address] = k
	return w.fail()
}

func (w *world) KeepRevision(_ context.Context, k tearsheet.Keeping) (tearsheet.Kept, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.fail(); err != nil {
		return tearsheet.Kept{}, err
	}
	k.Look.Article = k.Article.ID
	w.looks[k.Look.Address] = k.Look
	return tearsheet.Kept{Article: k.Article.ID, Number: 1, Fresh: true, First: true}, nil
}

func (w *world) line() *Line {
	return New(Line{Fetch: w, Store: w, Follow: follow.Pace{}, Workers: 4})
}

func (w *world) askedOf(host string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.fetched[host])
}

func (w *world) asked() (n int) {
	for _, times := range w.fetched {
		n += len(times)
	}
	return n
}

func TestAPassTakesEveryDueLookOnceAndEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(0)
		w.list("a.example", 300)
		w.list("b.example", 7)
		summary, err := w.line().Pass(t.Context(), nil)
		if err != nil || summary.Counts["articles new"] != 307 || w.asked() != 307 {
			t.Errorf("%v, %v, asked %d times", summary, err, w.asked())
		}
		if w.most != 1 {
			t.Errorf("%d requests at once to one host", w.most)
		}
	})
}

func TestPagesOfAHostAreSpacedAndOthersGoOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(2 * time.Second)
		w.list("a.example", 90)
		w.list("b.example", 3)
		start := time.Now()
		if _, err := w.line().Pass(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		for host, times := range w.fetched {
			for i := 1; i < len(times); i++ {
				if gap := times[i].Sub(times[i-1]); gap < 2*time.Second {
					t.Errorf("%s asked again after %v", host, gap)
				}
			}
		}
		if last := w.fetched["b.example"][2].Sub(start); last > 10*time.Second {
			t.Errorf("the small host waited %v behind the large one", last)
		}
		if took := time.Since(start); took > 200*time.Second {
			t.Errorf("90 pages at 2 s took %v", took)
		}
	})
}

func TestAHostThatAsksForPatienceHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(0)
		w.list("patient.example", 30)
		w.list("tarpit.example", 5)
		w.turn["patient.example"] = time.Now().Add(40 * time.Second)
		w.slow["tarpit.example"] = 30 * time.Second
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		l := w.line()
		done := make(chan error, 1)
		go func() { done <- l.Run(ctx) }()
		time.Sleep(3 * time.Second)
		w.mu.Lock()
		w.list("late.example", 20)
		w.mu.Unlock()
		time.Sleep(4 * time.Second)
		if n := w.askedOf("late.example"); n != 20 {
			t.Errorf("%d of 20 pages of a host that became due later were asked for in 4 s", n)
		}
		time.Sleep(60 * time.Second)
		if n := w.askedOf("patient.example"); n != 30 {
			t.Errorf("%d of 30 pages of the patient host after its time", n)
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

func TestAPassDoesNotWaitForAHostThatIsShutForHours(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(0)
		w.list("shut.example", 200)
		w.list("open.example", 5)
		w.turn["shut.example"] = time.Now().Add(5 * time.Hour)
		start := time.Now()
		if _, err := w.line().Pass(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took > time.Minute || len(w.fetched["open.example"]) != 5 || len(w.fetched["shut.example"]) != 0 {
			t.Errorf("took %v, open %d, shut %d", took, len(w.fetched["open.example"]), len(w.fetched["shut.example"]))
		}
	})
}

func TestWhenTheStoreFailsAPassSaysSoAndTheRunGoesOnByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(0)
		w.list("a.example", 20)
		w.broken = time.Now().Add(35 * time.Second)
		if _, err := w.line().Pass(t.Context(), nil); !errors.Is(err, errDisk) {
			t.Errorf("a pass on a full disk: %v", err)
		}
		ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
		defer stop()
		l := w.line()
		time.AfterFunc(5*time.Second, func() {
			if err := l.Ready(); !errors.Is(err, errDisk) {
				t.Errorf("while the disk is full: ready %v", err)
			}
		})
		if err := l.Run(ctx); err != nil {
			t.Error(err)
		}
		if err := l.Ready(); err != nil {
			t.Errorf("after there was room: %v", err)
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		for _, k := range w.looks {
			if k.Article == "" {
				t.Errorf("%s was not taken after the disk had room again", k.Address)
			}
		}
		if n := w.asked(); n > 20*8 {
			t.Errorf("asked publishers %d times for 20 pages while the store failed", n)
		}
	})
}
