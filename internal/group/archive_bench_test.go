package group_test

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/group"
	"tearsheet/internal/sqlite"
	"tearsheet/internal/storetest"
)

// prose makes 365 words as frequent as in a language, in ten paragraphs.
func prose(r *rand.Rand, zipf *rand.Zipf) (body []tearsheet.Block) {
	for range 10 {
		var b strings.Builder
		for i := range 36 {
			if i%12 == 11 {
				b.WriteString(". ")
			}
			fmt.Fprintf(&b, "w%x ", zipf.Uint64())
		}
		body = append(body, tearsheet.Block{Kind: tearsheet.Paragraph, Text: fmt.Sprintf("%s and %d", b.String(), r.IntN(1e6))})
	}
	return body
}

// writings makes articles of 200 sources, of which every tenth is one of the
// fifty before it with a paragraph of its own.
type writings struct {
	r    *rand.Rand
	zipf *rand.Zipf
	last [][]tearsheet.Block
}

func newWritings() *writings {
	r := rand.New(rand.NewPCG(1, 2))
	return &writings{r: r, zipf: rand.NewZipf(r, 1.07, 4, 60_000)}
}

func (w *writings) next(n int) tearsheet.Keeping {
	k := storetest.Keeping(fmt.Sprintf("host%d.example", n%200), n, strconv.Itoa(n))
	k.Capture, k.Revision.Images = nil, nil
	k.Revision.Body = prose(w.r, w.zipf)
	k.Revision.Published = tearsheet.Stated(storetest.Noon.Add(time.Duration(n-1_000_000) * time.Minute))
	if n%10 == 9 {
		own := k.Revision.Body[:1]
		k.Revision.Body = append(append([]tearsheet.Block{}, w.last[w.r.IntN(len(w.last))][:8]...), own...)
	}
	if w.last = append(w.last, k.Revision.Body); len(w.last) > 50 {
		w.last = w.last[1:]
	}
	return k
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// The figures of docs come from
//
//	TEARSHEET_BENCH_ARTICLES=50000 go test ./internal/group -run AnArchive -v -timeout 60m
//
// The step is what the pipeline does with each article: learn, ask, keep.
func TestComparingWithAnArchiveIsCheapAndSmall(t *testing.T) {
	n := 500
	if asked, err := strconv.Atoi(os.Getenv("TEARSHEET_BENCH_ARTICLES")); err == nil {
		n = asked
	}
	folder := t.TempDir()
	db := openStore(t, folder)
	ids := fill(t, db, n)
	err := db.Close()
	before := size(t, folder)
	if err != nil {
		t.Fatal(err)
	}
	db = openStore(t, folder)
	index := group.NewIndex(db)
	ids, tail := ids[:n-n/10], ids[n-n/10:]
	step(t, db, index, ids)
	items := make([]tearsheet.Item, len(tail))
	for i, id := range tail {
		if items[i], err = db.Item(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	runtime.GC()
	start := processorTime()
	copies := stepItems(t, db, index, items)
	each := (processorTime() - start) / time.Duration(len(tail))
	if copies < len(tail)*8/100 {
		t.Errorf("%d of the last %d articles are copies, want 8 in a hundred", copies, len(tail))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	bytes := float64(size(t, folder)-before) / float64(n)
	t.Logf("%d articles stored: %v of processor time for the step of one, writing included; %.0f bytes an article in the store, its rows included", n, each, bytes)
	if bytes > 1100 && n >= 10_000 {
		t.Errorf("%.0f bytes an article, want about 1000 at most", bytes)
	}
	refill(t, folder, n)
}

func openStore(t *testing.T, folder string) *sqlite.DB {
	db, err := sqlite.Open(t.Context(), folder, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// fill keeps n articles.
func fill(t *testing.T, db *sqlite.DB, n int) (ids []tearsheet.ArticleID) {
	w := newWritings()
	var all sync.WaitGroup
	places := make(chan struct{}, 64)
	for i := range n {
		k := w.next(i)
		ids = append(ids, k.Article.ID)
		places <- struct{}{}
		all.Go(func() {
			if _, err := db.KeepRevision(t.Context(), k); err != nil {
				t.Error(err)
			}
			<-places
		})
	}
	all.Wait()
	return ids
}

func step(t *testing.T, db *sqlite.DB, index *group.Index, ids []tearsheet.ArticleID) {
	for len(ids) > 0 {
		var items []tearsheet.Item
		part := ids[:min(500, len(ids))]
		for _, id := range part {
			item, err := db.Item(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			items = append(items, item)
		}
		stepItems(t, db, index, items)
		ids = ids[len(part):]
	}
}

// stepItems gives how many of the articles are copies.
func stepItems(t *testing.T, db *sqlite.DB, index *group.Index, items []tearsheet.Item) (copies int) {
	var all sync.WaitGroup
	places := make(chan struct{}, 32)
	for _, item := range items {
		entry, err := index.Enter(t.Context(), item)
		if err != nil {
			t.Fatal(err)
		}
		found, err := entry.Reuse(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		copies += min(len(found.Rows), 1)
		places <- struct{}{}
		all.Go(func() {
			if _, err := db.KeepReuse(t.Context(), entry.Prints(), found.Copies, found.Rows); err != nil {
				t.Error(err)
			}
			<-places
		})
	}
	all.Wait()
	return copies
}

// refill tells how fast and how large the index of an archive is when the
// program starts.
func refill(t *testing.T, folder string, n int) {
	db, err := sqlite.OpenToRead(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	index := group.NewIndex(db)
	start, adding, prints := processorTime(), time.Duration(0), 0
	err = db.EachPrints(t.Context(), func(p tearsheet.Prints) error {
		prints += len(p.Prints)
		from := processorTime()
		err := index.Recall(t.Context(), p)
		adding += processorTime() - from
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	took := processorTime() - start
	runtime.GC()
	runtime.ReadMemStats(&after)
	t.Logf("filled again with %.1f prints an article in %v of processor time: %.0f articles/s a core, adding alone %.0f; %.0f bytes an article in memory",
		float64(prints)/float64(n), took, float64(n)/took.Seconds(), float64(n)/adding.Seconds(), float64(after.HeapAlloc-before.HeapAlloc)/float64(n))
	runtime.KeepAlive(index)
}

func size(t *testing.T, folder string) (n int64) {
	for _, name := range []string{sqlite.File, sqlite.File + "-wal"} {
		if info, err := os.Stat(filepath.Join(folder, name)); err == nil {
			n += info.Size()
		}
	}
	return n
}
