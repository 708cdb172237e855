package group

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"tearsheet"
)

// The figures of docs come from
//
//	TEARSHEET_BENCH_ARTICLES=1000000 go test ./internal/group -run AMillion -v
//
// Without the variable the same is done with fewer articles.
func benchArticles() int {
	if n, err := strconv.Atoi(os.Getenv("TEARSHEET_BENCH_ARTICLES")); err == nil {
		return n
	}
	return 20_000
}

// writer makes up articles whose words are as frequent as in a language.
type writer struct {
	r    *rand.Rand
	zipf *rand.Zipf
}

func newWriter(seed uint64) writer {
	r := rand.New(rand.NewPCG(seed, 7))
	return writer{r, rand.NewZipf(r, 1.07, 4, 60_000)}
}

func (w writer) words(n int) []uint64 {
	out := make([]uint64, n)
	for i := range out {
		out[i] = finish(w.zipf.Uint64() + 1)
	}
	return out
}

// edited gives words in which about share of all three-word shingles are kept:
// each third of the gaps between edits is left whole.
func (w writer) edited(words []uint64, edits int) []uint64 {
	out := append([]uint64{}, words...)
	for range edits {
		out[w.r.IntN(len(out))] = finish(uint64(1<<40) + w.r.Uint64N(1<<30))
	}
	return out
}

func jaccard(a, b []uint64) float64 {
	set := func(words []uint64) map[uint64]bool {
		s := map[uint64]bool{}
		for _, h := range seeds(words, 3) {
			s[h] = true
		}
		return s
	}
	x, y := set(a), set(b)
	both := 0
	for h := range x {
		if y[h] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

const wordsOfAnArticle = 365

func TestTheIndexOfAMillionArticlesFindsCopiesAndQuotations(t *testing.T) {
	n := benchArticles()
	m := NewMemory()
	ctx := context.Background()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	pool := map[int][]uint64{}
	w := newWriter(1)
	prints := 0
	for i := range n {
		words := w.words(wordsOfAnArticle)
		if i%(n/500) == 0 {
			pool[i] = words
		}
		p := winnow(words)
		for range 10 { // its blocks
			p = append(p, w.r.Uint64())
		}
		prints += len(p)
		if err := m.Add(ctx, articleName(i), tearsheet.SourceID(fmt.Sprint("s", i%2000)), benchTime(i), p); err != nil {
			t.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	bytes := float64(after.HeapAlloc-before.HeapAlloc) / float64(n)
	t.Logf("%d articles, %.1f prints and %.0f bytes an article", n, float64(prints)/float64(n), bytes)
	if n >= 200_000 && bytes > 1000 {
		t.Errorf("%.0f bytes an article, want at most 1000", bytes)
	}
	half, quote := recall(t, m, pool, w)
	t.Logf("recall: Jaccard ≥ .5 %.4f, quotation of 25 words %.4f", half, quote)
	if half < .99 || quote < .97 {
		t.Errorf("recall at Jaccard ≥ .5 %.3f, of a quotation of 25 words %.3f; want .99 and .97", half, quote)
	}
	runtime.KeepAlive(m)
}

// benchTime is a minute after that of the article before.
func benchTime(i int) time.Time { return time.Unix(int64(i)*60, 0) }

func articleName(i int) tearsheet.ArticleID {
	return tearsheet.ArticleID(fmt.Sprintf("article%013d", i))
}

// recall asks for the original of edited copies and of quotations, among the
// candidates that Reuse looks at.
func recall(t *testing.T, m *Memory, pool map[int][]uint64, w writer) (half, quote float64) {
	found := func(words []uint64, i int) float64 {
		c, err := m.Candidates(context.Background(), "query", "another", winnow(words), mostCandidates)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range c {
			if c.Article == articleName(i) {
				return 1
			}
		}
		return 0
	}
	asked := 0.0
	for i, words := range pool {
		copied := w.edited(words, 40)
		if j := jaccard(words, copied); j >= .5 && j < .65 {
			half += found(copied, i)
			asked++
		}
		at := w.r.IntN(len(words) - 25)
		around := append(append(w.words(170), words[at:at+25]...), w.words(170)...)
		quote += found(around, i)
	}
	if asked < 100 {
		t.Fatalf("only %.0f copies have a Jaccard of .5 to .65", asked)
	}
	return half / asked, quote / float64(len(pool))
}

func BenchmarkCandidates(b *testing.B) {
	m, w, ctx := NewMemory(), newWriter(2), context.Background()
	n := benchArticles()
	for i := range n {
		if err := m.Add(ctx, articleName(i), tearsheet.SourceID(fmt.Sprint("s", i%2000)), benchTime(i), winnow(w.words(wordsOfAnArticle))); err != nil {
			b.Fatal(err)
		}
	}
	queries := make([][]uint64, 256)
	for i := range queries {
		queries[i] = winnow(w.words(wordsOfAnArticle))
	}
	before := cpu(b)
	i := 0
	for ; b.Loop(); i++ {
		if _, err := m.Candidates(ctx, "query", "another", queries[i%len(queries)], mostCandidates); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(cpu(b)-before)/float64(i), "cpu-ns/op")
}

// cpu is the processor time of the process, which other programs on the
// machine do not lengthen.
func cpu(b *testing.B) int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Skip("this system does not tell the processor time: ", err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}
