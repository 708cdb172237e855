package main

import (
	"context"
	"fmt"
	"os"
	"text/tabwriter"
	"time"

	"tearsheet/internal/config"
	"tearsheet/internal/follow"
)

// runSimulate follows made-up articles by the configured schedule and by those
// of others, and prints what each costs and how soon it finds changes.
func runSimulate(_ context.Context, c *call) error {
	file := c.String("config", os.Getenv("TEARSHEET_CONFIG"), "configuration `FILE` whose follow section is simulated")
	articles := c.Int("articles", 40000, "`N` articles, of which about a sixth change")
	seed := c.Uint64("seed", 1, "equal seeds give equal articles")
	if err := c.none(); err != nil {
		return err
	}
	if *articles < 1 {
		return usage("simulate at least one article")
	}
	set, err := config.Load(*file, os.LookupEnv)
	if err != nil {
		return err
	}
	pace := followPace(set.Follow)
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "schedule\trequests in 30 days\tof them in 24 h\tdelay mean, min\tmedian\tp90\tmerged or missed")
	own := follow.Of(fmt.Sprintf("configured: %g·t^0.75, floor %v", pace.Factor, plainly(pace.Floor)), pace)
	for _, s := range append([]follow.Schedule{own}, follow.Others()...) {
		r := follow.Simulate(s, *articles, *seed)
		fmt.Fprintf(w, "%s\t%.1f\t%.1f\t%.0f\t%.1f\t%.0f\t%.1f %%\n", s.Name, r.Requests, r.FirstDay, r.Mean.Minutes(), r.Median.Minutes(), r.P90.Minutes(), 100*r.Missed)
	}
	return w.Flush()
}

// plainly writes a wait as people do.
func plainly(d time.Duration) string {
	if d >= time.Minute && d%time.Minute == 0 {
		return fmt.Sprintf("%d min", d/time.Minute)
	}
	return d.String()
}
