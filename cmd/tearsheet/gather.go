package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tearsheet"
)

// runGather makes one pass and prints what it did.
func runGather(ctx context.Context, c *call) error {
	folder := c.folder()
	now := c.Bool("now", false, "ask every feed, due or not; those of named sources are asked anyway")
	asJSON := c.Bool("json", false, "print the summary as JSON")
	sources, err := c.parse()
	if err != nil {
		return err
	}
	aimForMemory()
	return inStore(ctx, folder, c.err, func(h *house) error {
		only, err := h.feedsOf(ctx, sources, *now)
		if err != nil {
			return err
		}
		summary, failed := h.line.Pass(ctx, only)
		if *asJSON {
			err = json.NewEncoder(c.out).Encode(map[string]any{"seconds": summary.Took.Seconds(), "counts": summary.Counts})
		} else {
			_, err = fmt.Fprintln(c.out, summary)
		}
		switch {
		case ctx.Err() != nil:
			return errors.New("stopped before the end; run it again to go on")
		case failed != nil:
			return failed
		}
		return errors.Join(err, h.sayJobsLeft(ctx, c))
	})
}

// sayJobsLeft tells of jobs that wait for another try or were given up.
func (h *house) sayJobsLeft(ctx context.Context, c *call) error {
	depth, err := h.store.QueueDepth(ctx)
	if err == nil && depth.Later+depth.Failed > 0 {
		fmt.Fprintf(c.err, "%d jobs wait for another try, %d were given up; `tearsheet redo` runs the steps again\n", depth.Later, depth.Failed)
	}
	return err
}

// feedsOf gives the feeds of the named sources, which are asked due or not;
// without names none, which stands for all that are due: with all, every feed
// is. What was not named is left as it was.
func (h *house) feedsOf(ctx context.Context, names []string, all bool) (only []tearsheet.Feed, err error) {
	if all && len(names) == 0 {
		if _, err := h.store.RefreshFeeds(ctx, time.Now()); err != nil {
			return nil, err
		}
	}
	for _, name := range names {
		id := tearsheet.SourceID(name)
		if _, err := h.store.Source(ctx, id); errors.Is(err, tearsheet.ErrNotFound) {
			return nil, fmt.Errorf("there is no source %q; `tearsheet source list` shows those there are: %w", name, err)
		} else if err != nil {
			return nil, err
		}
		feeds, err := h.store.Feeds(ctx, id)
		if err != nil {
			return nil, err
		}
		standing := slices.DeleteFunc(feeds, func(f tearsheet.Feed) bool { return f.Gone })
		if len(standing) == 0 {
			return nil, fmt.Errorf("source %s has no feed that can be asked; `tearsheet source list` says why", name)
		}
		only = append(only, standing...)
	}
	return only, nil
}

// runRedo adds the jobs that run the steps after keep again, and works them.
func runRedo(ctx context.Context, c *call) error {
	folder := c.folder()
	from := c.String("from", "index", "first `STEP` to run again: index, compare, tell or group")
	if err := c.none(); err != nil {
		return err
	}
	return inStore(ctx, folder, c.err, func(h *house) error {
		if !slices.Contains(h.line.StepNames(), *from) {
			return usage("there is no step %q; the steps after keep are %s", *from, strings.Join(h.line.StepNames(), ", "))
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
