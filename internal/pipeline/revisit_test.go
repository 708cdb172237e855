package pipeline

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

func TestOnlyAClockThatIsSetBackIsNoticed(t *testing.T) {
	for name, c := range map[string]struct{ onClock, really, want time.Duration }{
		"as it should be":  {time.Hour, time.Hour, 0},
		"set right":        {time.Hour - time.Second, time.Hour, 0},
		"set back an hour": {-55 * time.Minute, 5 * time.Minute, time.Hour},
		"set ahead":        {48 * time.Hour, time.Minute, 0},
	} {
		if got := setBack(c.onClock, c.really); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	var w watch
	for range 2 {
		if by := w.setBack(time.Now()); by != 0 {
			t.Errorf("a clock that runs is said to be set back by %v", by)
		}
	}
}

// crowded is a store that says how many visits are due within an hour.
type crowded struct {
	Store
	due int
	err error
}

func (c *crowded) DueAt(context.Context, string, time.Time, int) (int, error) { return c.due, c.err }

func TestWaitsAtACrowdedHostAreStretchedUntilItHasRoom(t *testing.T) {
	var log bytes.Buffer
	s := &crowded{due: 300}
	l := New(Line{Store: s, Workers: 1, VisitsApart: 10 * time.Second, Log: slog.New(slog.NewTextHandler(&log, nil))})
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	at := func(after time.Duration) float64 { return l.crowdAt(t.Context(), "a.example", now.Add(after)) }
	if got := at(0); got != 1 || log.Len() > 0 {
		t.Errorf("300 visits an hour are no crowd: %v, %s", got, log.String())
	}
	const wanted = 3600.0 // visits an hour at the usual pace, ten times what may be
	stretched := 1.0
	for k := 1; k < 40; k++ {
		s.due = int(wanted / stretched)
		stretched = at(time.Duration(k) * 11 * time.Minute)
	}
	if stretched < 9 || stretched > 11 {
		t.Errorf("waits are %.2f times as long, want ten times", stretched)
	}
	if said := strings.Count(log.String(), "stretched"); said < 1 || said > 8 {
		t.Errorf("said %d times: %s", said, log.String())
	}
	s.due = 10
	for k := 40; k < 60; k++ {
		stretched = at(time.Duration(k) * 11 * time.Minute)
	}
	if stretched != 1 {
		t.Errorf("an empty host: %v", stretched)
	}
	s.err = tearsheet.ErrStore
	if got := at(1000 * time.Minute); got != 1 {
		t.Errorf("a store that cannot count: %v", got)
	}
	free := New(Line{Store: s, Workers: 1})
	if got := free.crowdAt(t.Context(), "a.example", now); got != 1 {
		t.Errorf("without a least time between visits: %v", got)
	}
}
