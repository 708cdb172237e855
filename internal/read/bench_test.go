package read

import (
	"bytes"
	"runtime"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/html"

	"tearsheet"
)

func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkPage reads the scrapinghub pages on one core, rounds of reading and
// of bare parsing in turn, and reports pages per CPU-second, the ratio to
// html.Parse, allocations and megabytes a page. Run with -benchtime 5x.
func BenchmarkPage(b *testing.B) {
	benchmark(b, func(c tearsheet.Capture) (tearsheet.Revision, error) { return Page(c, tearsheet.Entry{}) })
}

// BenchmarkMeta reports the same for what the pages state about themselves.
func BenchmarkMeta(b *testing.B) { benchmark(b, Meta) }

func benchmark(b *testing.B, read func(tearsheet.Capture) (tearsheet.Revision, error)) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	pages := set(b, "scrapinghub")
	var reading, parsing time.Duration
	var before, after runtime.MemStats
	var mallocs, bytesUsed uint64
	for b.Loop() {
		start := cpu()
		for _, p := range pages {
			if _, err := html.Parse(bytes.NewReader(p.body)); err != nil {
				b.Fatal(err)
			}
		}
		parsing += cpu() - start
		runtime.ReadMemStats(&before)
		start = cpu()
		for _, p := range pages {
			if _, err := read(tearsheet.Capture{URL: p.URL, FinalURL: p.URL, Status: 200, Body: p.body}); err != nil {
				b.Fatalf("%s: %v", p.ID, err)
			}
		}
		reading += cpu() - start
		runtime.ReadMemStats(&after)
		mallocs += after.Mallocs - before.Mallocs
		bytesUsed += after.TotalAlloc - before.TotalAlloc
	}
	n := float64(b.N * len(pages))
	b.ReportMetric(n/reading.Seconds(), "pages/cpu-s")
	b.ReportMetric(reading.Seconds()/parsing.Seconds(), "parse-times")
	b.ReportMetric(float64(mallocs)/n, "allocs/page")
	b.ReportMetric(float64(bytesUsed)/n/1e6, "MB/page")
}
