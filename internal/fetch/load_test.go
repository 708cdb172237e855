package fetch

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tearsheet"
)

// After many fetches, good and bad, nothing is left running.
func TestTenThousandFetchesLeaveNoGoroutineBehind(t *testing.T) {
	if testing.Short() {
		t.Skip("10,000 fetches take some seconds")
	}
	h := newHostile(t)
	h.on("/ok", page(feedBody))
	h.on("/gone", status(410, feedBody))
	h.on("/gzip", page(packed(t, "gzip", feedBody), "Content-Encoding: gzip"))
	h.on("/zstd", page(packed(t, "zstd", feedBody), "Content-Encoding: zstd"))
	h.on("/cut", rawClose("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nx"))
	h.on("/loop", redirect(302, "/loop"))
	h.on("/large", page(strings.Repeat("x", 600<<10)))
	c := h.client(t)
	paths := []string{"/ok", "/gone", "/gzip", "/zstd", "/ok", "/cut", "/loop"}
	before := runtime.NumGoroutine()
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := range 2500 {
				purpose := tearsheet.ForFeed
				if i%10 == 0 {
					purpose = tearsheet.ForPage
				}
				_, _ = c.Get(t.Context(), tearsheet.Request{URL: h.url(paths[(i+w)%len(paths)]), Purpose: purpose})
			}
		})
	}
	wg.Wait()
	c.Close()
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	if after := runtime.NumGoroutine(); after > before {
		b := make([]byte, 1<<16)
		t.Errorf("%d goroutines before, %d after\n%s", before, after, b[:runtime.Stack(b, true)])
	}
	if n := len(c.gate.lanes); n != 0 {
		t.Errorf("the gate remembers %d hosts", n)
	}
}

// Fifty tarpits do not delay who comes for another host.
func TestTarpitsHoldNobodyElse(t *testing.T) {
	tarpit, good := newHostile(t), newHostile(t)
	tarpit.on("/", func(c net.Conn, _ *http.Request) { io.Copy(io.Discard, c) })
	good.on("/", page(feedBody))
	c := good.client(t, func(o *Options) { o.AllowPorts = []int{good.port, tarpit.port}; o.Timeout = time.Second })
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			_, err := get(t, c, fmt.Sprintf("http://t%d.localhost:%d/", i, tarpit.port))
			if err == nil {
				t.Error("a tarpit answered")
			}
		})
	}
	time.Sleep(50 * time.Millisecond)
	start := time.Now()
	for range 50 {
		if _, err := get(t, c, good.url("/")); err != nil {
			t.Error(err)
		}
	}
	if took := time.Since(start); took > 700*time.Millisecond {
		t.Errorf("50 fetches took %s beside the tarpits", took)
	}
	wg.Wait()
}

// Eight bodies of 15 MiB at once are more than may be in flight; they take
// turns, all of them come, and the budget is whole again.
func TestBytesInFlightAreBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("120 MiB over loopback")
	}
	h := newHostile(t)
	big := fmt.Sprintf("%s%x\r\n%s\r\n0\r\n\r\n", chunkedHead, 15<<20, strings.Repeat("x", 15<<20))
	h.on("/", raw(big))
	c := h.client(t, func(o *Options) { o.Timeout, o.SlowAfter = time.Minute, 10*time.Second })
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			got, err := get(t, c, fmt.Sprintf("http://b%d.localhost:%d/", i, h.port))
			if err != nil || len(got.Body) != 15<<20 {
				t.Errorf("%d bytes, %v", len(got.Body), err)
			}
		})
	}
	wg.Wait()
	if !c.budget.shared.TryAcquire(inFlight-reserve) || !c.budget.last.TryAcquire(1) {
		t.Error("the budget is not whole again")
	}
}

// A body that stands still because we are short of memory is not slow; one
// that the publisher drips is.
func TestOnlyThePublishersTimeIsMeasured(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, k := range []struct {
			name  string
			waits bool
			bytes int64
			slow  bool
		}{{"waits for us", true, 1500, false}, {"drips", false, 1500, true}, {"keeps up", false, 9000, false}} {
			c := New(Options{SlowAfter: time.Second, MinRate: 1000})
			ctx, cancel := context.WithCancelCause(t.Context())
			w, p := &wire{}, &purse{budget: c.budget}
			w.n.Store(k.bytes)
			watch := c.watch(w, p, cancel)
			time.Sleep(900 * time.Millisecond)
			if k.waits {
				others := purse{budget: c.budget, free: true}
				_ = c.budget.shared.Acquire(t.Context(), inFlight-reserve)
				_ = c.budget.last.Acquire(t.Context(), 1)
				time.AfterFunc(6*time.Second, others.giveBack)
				if err := p.take(t.Context(), 1); err != nil {
					t.Fatal(err)
				}
			} else {
				time.Sleep(6 * time.Second)
			}
			if slow := context.Cause(ctx) == errSlow; slow != k.slow {
				t.Errorf("%s: ended as slow: %v", k.name, slow)
			}
			watch.stop()
			p.giveBack()
			time.Sleep(10 * time.Second)
			cancel(nil)
		}
	})
}

func TestABodyWaitsForTheBudgetAndTheReserveLetsOneFinish(t *testing.T) {
	b := newBudget()
	all := purse{budget: b}
	if all.take(t.Context(), inFlight-reserve) != nil || all.free {
		t.Fatal("the shared part is not there")
	}
	one := purse{budget: b}
	if one.take(t.Context(), 1<<20) != nil || !one.free {
		t.Fatal("the reserve is not there")
	}
	other := purse{budget: b}
	if other.take(cancelled(t), 1) == nil {
		t.Error("more than everything was given")
	}
	one.giveBack()
	if other.take(t.Context(), 1) != nil {
		t.Error("the reserve did not come back")
	}
	other.giveBack()
	all.giveBack()
	if !b.shared.TryAcquire(inFlight - reserve) {
		t.Error("the shared part did not come back")
	}
}
