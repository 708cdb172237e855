package fetch

import (
	"context"
	"sync"
	"time"
)

// watch ends the exchange when its body is slower than the least rate.
type watch struct {
	c      *Client
	w      *wire
	purse  *purse
	cancel context.CancelCauseFunc
	start  time.Time
	mu     sync.Mutex
	timer  *time.Timer
	done   bool
}

func (c *Client) watch(w *wire, p *purse, cancel context.CancelCauseFunc) *watch {
	t := &watch{c: c, w: w, purse: p, cancel: cancel, start: time.Now()}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.timer = time.AfterFunc(c.opt.SlowAfter, t.look)
	return t
}

func (t *watch) look() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.done {
		return
	}
	now := time.Now()
	took := now.Sub(t.start) - t.purse.waiting(now)
	if took >= t.c.opt.SlowAfter && float64(t.w.n.Load()) < took.Seconds()*float64(t.c.opt.MinRate) {
		t.cancel(errSlow)
		return
	}
	t.timer.Reset(min(time.Second, t.c.opt.SlowAfter))
}

func (t *watch) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done = true
	t.timer.Stop()
}
