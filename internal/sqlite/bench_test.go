package sqlite_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/sqlite"
	"tearsheet/internal/storetest"
)

// cpu gives the processor time of the process so far.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// perOp reports processor time an operation, without what came before it.
func perOp(b *testing.B, run func()) {
	b.ReportAllocs()
	b.ResetTimer()
	before := cpu(b)
	run()
	b.ReportMetric(float64((cpu(b)-before).Microseconds())/float64(b.N), "cpu-µs/op")
}

func benchStore(b *testing.B) *sqlite.DB {
	db, err := sqlite.Open(b.Context(), b.TempDir(), quietLog)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return db
}

// prose makes words as rare and as common as those of a language.
func prose(r *rand.Rand, words int) string {
	var s strings.Builder
	for i := range words {
		if i%14 == 13 {
			s.WriteString(". ")
		}
		fmt.Fprintf(&s, "w%d ", int(1/(r.Float64()+1e-5)*3))
	}
	return s.String()
}

// article makes a page of 175 kB, which zstd brings to about 35 kB, with 5 kB
// of words.
func article(n int) tearsheet.Keeping {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	k := storetest.Keeping(fmt.Sprintf("host%d.example", n%500), n, fmt.Sprint(n))
	text := prose(r, 900)
	var page strings.Builder
	page.WriteString("<html>")
	for page.Len() < 175_000 {
		fmt.Fprintf(&page, "<div class=\"teaser teaser--%d\"><a href=\"/section/article-%x.html\">%s</a></div>\n", r.IntN(20), r.Uint64(), text[:60+r.IntN(200)])
	}
	k.Capture.Body = []byte(page.String())
	k.Capture.Digest = sha256.Sum256(k.Capture.Body)
	k.Revision.Body = nil
	for len(text) > 500 {
		k.Revision.Body = append(k.Revision.Body, tearsheet.Block{Kind: tearsheet.Paragraph, Text: text[:500]})
		text = text[500:]
	}
	k.Revision.Published = tearsheet.Stated(storetest.Noon.Add(-time.Duration(r.IntN(1e6)) * time.Second))
	k.Next = []string{"index"}
	return k
}

func BenchmarkKeepRevisionOfA175kBPageBy16Callers(b *testing.B) {
	db := benchStore(b)
	made := make([]tearsheet.Keeping, b.N)
	for i := range made {
		made[i] = article(i)
	}
	var next atomic.Int64
	b.SetParallelism(8)
	perOp(b, func() {
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if _, err := db.KeepRevision(b.Context(), made[next.Add(1)-1]); err != nil {
					b.Error(err)
				}
			}
		})
	})
}

func BenchmarkKeepListingOfA304By16Callers(b *testing.B) {
	db := benchStore(b)
	feeds := make([]tearsheet.Feed, 500)
	for i := range feeds {
		feeds[i] = benchFeed(b, db, fmt.Sprintf("host%d.example", i))
	}
	var next atomic.Int64
	b.SetParallelism(8)
	perOp(b, func() {
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				f := feeds[next.Add(1)%500]
				f.NextCheck = f.NextCheck.Add(time.Minute)
				if err := db.KeepListing(b.Context(), f, nil, nil); err != nil {
					b.Error(err)
				}
			}
		})
	})
}

func benchFeed(b *testing.B, db *sqlite.DB, host string) tearsheet.Feed {
	if err := db.AddSource(b.Context(), storetest.Source(host)); err != nil {
		b.Fatal(err)
	}
	f, _, err := db.AddFeed(b.Context(), tearsheet.Feed{Source: tearsheet.SourceID(host), URL: "https://" + host + "/feed", Title: host, ETag: `"x"`, NextCheck: storetest.Noon})
	if err != nil {
		b.Fatal(err)
	}
	return f
}

func BenchmarkKeepListingOf20NewLooks(b *testing.B) {
	db := benchStore(b)
	f := benchFeed(b, db, "a.example")
	perOp(b, func() {
		for i := range b.N {
			if err := db.KeepListing(b.Context(), f, looks(i*20, 20), nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func looks(from, n int) (list []tearsheet.Look) {
	for i := range n {
		list = append(list, storetest.Look(fmt.Sprintf("host%d.example", (from+i)/20%500), from+i))
	}
	return list
}

func BenchmarkAmong100000Looks(b *testing.B) {
	db := benchStore(b)
	f := benchFeed(b, db, "a.example")
	for i := 0; i < 100_000; i += 1000 {
		if err := db.KeepListing(b.Context(), f, looks(i, 1000), nil); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("known-of-20-addresses", func(b *testing.B) {
		perOp(b, func() {
			for i := range b.N {
				var ask []string
				for _, l := range looks(i*20%100_000, 20) {
					ask = append(ask, l.Address)
				}
				if known, err := db.Known(b.Context(), ask); err != nil || len(known) != 20 {
					b.Fatal(len(known), err)
				}
			}
		})
	})
	b.Run("due-looks-of-500-hosts", func(b *testing.B) {
		perOp(b, func() {
			for range b.N {
				if list, err := db.DueLooks(b.Context(), storetest.Noon, nil, 1, 64); err != nil || len(list) != 64 {
					b.Fatal(len(list), err)
				}
			}
		})
	})
}

func BenchmarkJobsWorked(b *testing.B) {
	db := benchStore(b)
	for i := 0; i < b.N; i += 500 {
		var jobs []tearsheet.Job
		for j := i; j < min(i+500, b.N); j++ {
			jobs = append(jobs, tearsheet.Job{Kind: "index", Key: fmt.Sprint(j)})
		}
		if err := db.Add(b.Context(), jobs...); err != nil {
			b.Fatal(err)
		}
	}
	perOp(b, func() {
		ctx, cancel := context.WithCancel(b.Context())
		var done atomic.Int64
		err := db.Work(ctx, 4, func(context.Context, tearsheet.Job) error {
			if done.Add(1) == int64(b.N) {
				cancel()
			}
			return nil
		})
		if err != nil || done.Load() < int64(b.N) {
			b.Fatal(done.Load(), err)
		}
	})
}

func BenchmarkIndexBy4Callers(b *testing.B) {
	db := benchStore(b)
	items := make([]tearsheet.Item, b.N)
	for i := range items {
		k := article(i)
		if _, err := db.KeepRevision(b.Context(), k); err != nil {
			b.Fatal(err)
		}
		k.Revision.Number = 1
		items[i] = tearsheet.Item{Article: k.Article, Revision: k.Revision}
	}
	var next atomic.Int64
	b.SetParallelism(2)
	perOp(b, func() {
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if err := db.Index(b.Context(), items[next.Add(1)-1]); err != nil {
					b.Error(err)
				}
			}
		})
	})
}

// archive is how many articles BenchmarkLists reads among. The figures of the
// report were taken with 100,000.
var archive = 20_000

func init() {
	if n, err := strconv.Atoi(os.Getenv("TEARSHEET_BENCH_ARTICLES")); err == nil {
		archive = n
	}
}

// BenchmarkLists measures reading among as many articles as fill makes.
func BenchmarkLists(b *testing.B) {
	db := benchStore(b)
	fill(b, db, archive)
	ctx := b.Context()
	list := func(sel tearsheet.Selection) func(*testing.B) {
		return func(b *testing.B) {
			perOp(b, func() {
				for range b.N {
					if items, _, err := db.Items(ctx, sel); err != nil || len(items) < 10 {
						b.Fatal(len(items), err)
					}
				}
			})
		}
	}
	b.Run("newest-50", list(tearsheet.Selection{}))
	b.Run("newest-50-of-a-source", list(tearsheet.Selection{Source: "host7.example"}))
	b.Run("newest-50-with-bodies", list(tearsheet.Selection{Bodies: true}))
	search := func(query string) func(*testing.B) {
		return func(b *testing.B) {
			perOp(b, func() {
				for range b.N {
					if hits, _, err := db.Search(ctx, query, 20, ""); err != nil || len(hits) == 0 {
						b.Fatal(len(hits), err)
					}
				}
			})
		}
	}
	b.Run("search-common", search("w3"))
	b.Run("search-two", search("w40 w77"))
	b.Run("search-phrase", search(`"w3 w4"`))
	b.Run("stats", func(b *testing.B) {
		perOp(b, func() {
			for range b.N {
				if _, err := db.Stats(ctx, storetest.Noon); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}

func fill(b *testing.B, db *sqlite.DB, n int) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range 256 {
		wg.Go(func() {
			for i := int(next.Add(1)); i <= n; i = int(next.Add(1)) {
				r := rand.New(rand.NewPCG(uint64(i), 1))
				k := storetest.Keeping(fmt.Sprintf("host%d.example", i%500), i, fmt.Sprint(i))
				k.Capture, k.Revision.Body = nil, []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: prose(r, 400)}}
				k.Revision.Published = tearsheet.Stated(storetest.Noon.Add(-time.Duration(r.IntN(1e6)) * time.Second))
				kept, err := db.KeepRevision(b.Context(), k)
				if err != nil {
					b.Error(err)
					return
				}
				k.Revision.Number = kept.Number
				if err := db.Index(b.Context(), tearsheet.Item{Article: k.Article, Revision: k.Revision}); err != nil || !kept.First {
					b.Error(kept, err)
					return
				}
			}
		})
	}
	wg.Wait()
}
