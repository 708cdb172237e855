package follow

import (
	"encoding/json"
	"slices"
	"testing"
	"time"
)

// BenchmarkNewsroom compares the neighbouring revisions of the made-up
// newsroom, splitting included, and gives the slowest of them too.
func BenchmarkNewsroom(b *testing.B) {
	type line struct {
		Article, Headline string
		Body              []string
	}
	var all []line
	eachLine(b, "gold/newsroom/revisions.jsonl", func(text []byte) {
		var l line
		if err := json.Unmarshal(text, &l); err != nil {
			b.Fatal(err)
		}
		all = append(all, l)
	})
	var took []time.Duration
	for b.Loop() {
		for k := 1; k < len(all); k++ {
			old, new := revision(all[k-1].Headline, all[k-1].Body...), revision(all[k].Headline, all[k].Body...)
			start := time.Now()
			Compare(old, new)
			took = append(took, time.Since(start))
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs/p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs/p99")
}
