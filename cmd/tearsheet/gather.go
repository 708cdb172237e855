package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"tearsheet"
)

// runGather makes one pass and prints what it did.
func runGather(ctx context.Context, c *call) error {
	folder := c.folder()
	now := c.Bool("now", false, "ask every feed, due or not")
	asJSON := c.Bool("json", false, "print the summary as JSON")
	sources, err := c.parse()
	if err != nil {
		return err
	}
	return during(ctx, folder, c.err, func(h *house) error {
		want, err := h.wanted(ctx, sources, *now)
		if err != nil {
			return err
		}
		summary, err := h.line.Pass(ctx, want)
		if err != nil {
			return err
		}
		if *asJSON {
			return json.NewEncoder(c.out).Encode(map[string]any{"seconds": summary.Took.Seconds(), "counts": summary.Counts})
		}
		fmt.Fprintln(c.out, summary)
		return nil
	})
}

// wanted makes the feeds due that are to be asked whether due or not, and
// gives the filter for a pass over the named sources only.
func (h *house) wanted(ctx context.Context, names []string, all bool) (func(tearsheet.Feed) bool, error) {
	if all {
		if _, err := h.store.RefreshFeeds(ctx, time.Now()); err != nil {
			return nil, err
		}
	}
	if len(names) == 0 {
		return nil, nil
	}
	for _, name := range names {
		if _, err := h.store.Source(ctx, tearsheet.SourceID(name)); errors.Is(err, tearsheet.ErrNotFound) {
			return nil, fmt.Errorf("there is no source %q; `tearsheet source list` shows those there are: %w", name, err)
		} else if err != nil {
			return nil, err
		}
		if err := h.store.RefreshSource(ctx, tearsheet.SourceID(name), time.Now()); err != nil {
			return nil, err
		}
	}
	return func(f tearsheet.Feed) bool { return slices.Contains(names, string(f.Source)) }, nil
}

// runRedo adds the jobs that run the steps after keep again, and works them.
func runRedo(ctx context.Context, c *call) error {
	folder := c.folder()
	from := c.String("from", "index", "first `STEP` to run again: index or compare")
	if _, err := c.parse(); err != nil {
		return err
	}
	return during(ctx, folder, c.err, func(h *house) error {
		if !slices.Contains(h.line.StepNames(), *from) {
			return usage("there is no step %q; the steps after keep are %v", *from, h.line.StepNames())
		}
		n, err := h.store.Redo(ctx, *from)
		if err != nil {
			return err
		}
		if err := h.line.FinishJobs(ctx); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "%d revisions went through %s again\n", n, *from)
		return nil
	})
}
