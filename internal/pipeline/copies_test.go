package pipeline

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/group"
)

// The schedule's world has no articles.
func (w *world) EachPrints(context.Context, func(tearsheet.Prints) error) error { return nil }
func (w *world) Sources(context.Context) ([]tearsheet.Source, error)            { return nil, nil }

// archive is a store of articles and of what they have of each other. Keeping
// takes as long as slow says, as it does when it waits for a disk.
type archive struct {
	Store
	*group.Shelf
	items []tearsheet.Item
	slow  func() time.Duration
	fails error // of EachPrints

	mu     sync.Mutex
	prints map[tearsheet.ArticleID]tearsheet.Prints
	rows   map[tearsheet.ArticleID][]tearsheet.Reuse // by copy
	added  []tearsheet.Job
	kept   int // how often something was to be kept

	filling func() // happens while the index is filled
}

func newArchive(items ...tearsheet.Item) *archive {
	a := &archive{Shelf: group.NewShelf(), slow: func() time.Duration { return 0 }, filling: func() {}, prints: map[tearsheet.ArticleID]tearsheet.Prints{}, rows: map[tearsheet.ArticleID][]tearsheet.Reuse{}}
	for _, item := range items {
		a.Put(item)
	}
	a.items = items
	return a
}

func (a *archive) Item(ctx context.Context, id tearsheet.ArticleID) (tearsheet.Item, error) {
	return a.Shelf.Item(ctx, id)
}
func (a *archive) At(ctx context.Context, u string) (tearsheet.ArticleID, error) {
	return a.Shelf.At(ctx, u)
}
func (a *archive) Alike(ctx context.Context, source tearsheet.SourceID, words []string, since, until time.Time, most int) ([]tearsheet.ArticleID, error) {
	return a.Shelf.Alike(ctx, source, words, since, until, most)
}
func (a *archive) Revisions(context.Context, tearsheet.ArticleID) ([]tearsheet.Revision, error) {
	return nil, nil // earlier ones are not kept here
}
func (a *archive) Sources(context.Context) ([]tearsheet.Source, error) { return nil, nil }

func (a *archive) Add(_ context.Context, jobs ...tearsheet.Job) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.added = append(a.added, jobs...)
	return nil
}

func (a *archive) Index(context.Context, tearsheet.Item) error { return nil }

func (a *archive) EachPrints(_ context.Context, see func(tearsheet.Prints) error) error {
	defer a.filling()
	for _, item := range a.items {
		p, known := a.prints[item.Article.ID]
		if !known {
			p = tearsheet.Prints{Article: item.Article.ID, Source: item.Article.Source}
		}
		if err := see(p); err != nil {
			return err
		}
	}
	return a.fails
}

func (a *archive) KeepReuse(ctx context.Context, p tearsheet.Prints, copies []tearsheet.ArticleID, rows []tearsheet.Reuse) (bool, error) {
	time.Sleep(a.slow())
	a.mu.Lock()
	defer a.mu.Unlock()
	a.kept++
	item, err := a.Item(ctx, p.Article)
	if err != nil || p.Number < item.Article.Revisions {
		return false, err
	}
	a.prints[p.Article] = p
	for _, id := range copies {
		delete(a.rows, id)
	}
	for _, r := range rows {
		a.rows[r.Copy] = append(a.rows[r.Copy], r)
	}
	return true, nil
}

func (a *archive) ReuseOf(_ context.Context, id tearsheet.ArticleID) (rows []tearsheet.Reuse, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, list := range a.rows {
		for _, r := range list {
			if r.Copy == id || r.Of == id {
				rows = append(rows, r)
			}
		}
	}
	return rows, nil
}

func (a *archive) line() *Line { return New(Line{Store: a, Workers: 1}) }

// compared runs the step over the articles, so many at once.
func compared(t *testing.T, a *archive, at int, items []tearsheet.Item) map[tearsheet.ArticleID][]tearsheet.Reuse {
	t.Helper()
	l := a.line()
	places := make(chan struct{}, at)
	var all sync.WaitGroup
	for _, item := range items {
		places <- struct{}{}
		all.Go(func() {
			if err := l.group(t.Context(), subject{item, item.Revision.Number}); err != nil {
				t.Error(err)
			}
			<-places
		})
	}
	all.Wait()
	return a.rows
}

// printing makes an article of source n: the words of all, with some of its own.
func printing(n int, words string) tearsheet.Item {
	source := tearsheet.SourceID(fmt.Sprintf("paper%d.example", n))
	url := fmt.Sprintf("https://%s/mill", source)
	seen := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	item := tearsheet.Item{
		Article:  tearsheet.Article{ID: tearsheet.NewArticleID(url), Number: int64(n + 1), Source: source, URL: url, FirstSeen: seen, Revisions: 1},
		Revision: tearsheet.Revision{Number: 1, Published: tearsheet.Stated(seen.Add(time.Duration(n-100) * time.Minute))},
		Source:   tearsheet.Source{ID: source, Name: fmt.Sprintf("Paper%d", n)},
	}
	for _, s := range strings.Split(words, "\n") {
		item.Revision.Body = append(item.Revision.Body, tearsheet.Block{Kind: tearsheet.Paragraph, Text: s})
	}
	return item
}

const mill = `The mill at Aldwater will grind again in spring, the owners said on Monday, forty-one years after its wheel was stopped.
About 60 people will work there, most of them from the villages along the river, and the first flour is expected in April.
Engineers spent two winters on the wheel, which had sunk by a hand's breadth and had to be lifted with jacks from a shipyard.`

func paper(n int) tearsheet.Item {
	return printing(n, mill+fmt.Sprintf("\nReaders of paper number %d had asked for nothing else since %d.", n, 1900+n))
}

// Whoever asks last knows all, and what was asked before never takes the place
// of what it found, in whatever order the answers come to be kept.
func TestCopiesThatArriveAtOnceAreNamedAsIfTheyCameOneByOne(t *testing.T) {
	var items []tearsheet.Item
	for n := range 10 {
		items = append(items, paper(n))
	}
	empty := func() *archive { // its index knows nobody before the step
		a := newArchive(items...)
		a.items = nil
		return a
	}
	want := compared(t, empty(), 1, items)
	if len(want) != len(items)-1 || want[items[9].Article.ID][0].Of != items[0].Article.ID {
		t.Fatalf("one by one: %d copies, the last one of %v; want 9, all of the first", len(want), want[items[9].Article.ID])
	}
	for round := range 20 {
		r := rand.New(rand.NewPCG(uint64(round), 1))
		r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		a := empty()
		a.slow = func() time.Duration { return time.Duration(rand.IntN(2000)) * time.Microsecond }
		if got := compared(t, a, len(items), items); !reflect.DeepEqual(got, want) {
			t.Fatalf("round %d: at once\n%v\none by one\n%v", round, got, want)
		}
	}
}

// A later question is kept before an earlier one here: the earlier one's answer
// must not take its place.
func TestAnEarlierQuestionNeverReplacesALaterAnswer(t *testing.T) {
	o := newOrder()
	early, late := o.begin(), o.begin()
	mine := o.claim(late, []tearsheet.ArticleID{"a", "b"})
	o.kept(late, mine)
	o.release(mine)
	o.end(late)
	if mine := o.claim(early, []tearsheet.ArticleID{"b", "c"}); !slices.Equal(mine, []tearsheet.ArticleID{"c"}) {
		t.Errorf("the earlier question may keep %v, want c only", mine)
	}
	o.release([]tearsheet.ArticleID{"c"})
	o.end(early)
	if len(o.asking)+len(o.keeping)+len(o.latest) > 0 {
		t.Errorf("nobody asks, and this is remembered: %v %v %v", o.asking, o.keeping, o.latest)
	}
}

func TestACopyIsFoundThoughTheProgramWasStartedBetween(t *testing.T) {
	first, second := paper(1), paper(2)
	a := newArchive(first)
	compared(t, a, 1, []tearsheet.Item{first})
	a.Put(second)
	a.items = append(a.items, second)
	if rows := compared(t, a, 1, []tearsheet.Item{second}); len(rows[second.Article.ID]) != 1 {
		t.Errorf("rows of the copy: %v", rows[second.Article.ID])
	}
}

// An article that an older version kept has no prints, or those of another
// algorithm.
func TestArticlesWithoutPrintsAreInTheIndexToo(t *testing.T) {
	for _, by := range []string{"", "tearsheet-prints@0"} {
		first, second := paper(1), paper(2)
		a := newArchive(first, second)
		a.prints[first.Article.ID] = tearsheet.Prints{Article: first.Article.ID, Source: first.Article.Source, Prints: []uint64{1, 2, 3}, By: by}
		if rows := compared(t, a, 1, []tearsheet.Item{second}); len(rows[second.Article.ID]) != 1 {
			t.Errorf("prints by %q: rows of the copy: %v", by, rows[second.Article.ID])
		}
		if want := (tearsheet.Job{Kind: "group", Key: string(first.Article.ID) + "/1"}); !slices.Contains(a.added, want) {
			t.Errorf("prints by %q: jobs added: %v", by, a.added)
		}
	}
}

func TestNothingIsComparedWithAnIndexThatIsNotFull(t *testing.T) {
	first, second := paper(1), paper(2)
	a := newArchive(first, second)
	a.fails = errors.New("the disk cannot be read")
	l := a.line()
	if err := l.group(t.Context(), subject{second, 1}); !errors.Is(err, a.fails) || len(a.prints) > 0 {
		t.Fatalf("got %v, prints of %d articles kept", err, len(a.prints))
	}
	a.fails = nil
	if err := l.group(t.Context(), subject{second, 1}); err != nil || len(a.rows[second.Article.ID]) != 1 {
		t.Errorf("the next try: %v, %v", err, a.rows)
	}
}

func TestARevisionOfTheOriginIsComparedWithItsCopiesAnew(t *testing.T) {
	origin, copied := paper(1), paper(2)
	a := newArchive(origin, copied)
	l := a.line()
	step := func(item tearsheet.Item) {
		t.Helper()
		a.Put(item)
		if err := l.group(t.Context(), subject{item, item.Revision.Number}); err != nil {
			t.Fatal(err)
		}
	}
	step(origin)
	step(copied)
	before := a.rows[copied.Article.ID]
	longer := printing(1, mill+"\n"+"The council gave a grant of 400,000 crowns, and the rest came from a lottery and from a collection at the gate.")
	longer.Article.Revisions, longer.Revision.Number = 2, 2
	step(longer)
	after := a.rows[copied.Article.ID]
	if len(before) != 1 || len(after) != 1 || after[0].WordsOrigin <= before[0].WordsOrigin {
		t.Errorf("before %v, after %v", before, after)
	}
	other := printing(1, "Sailors met in Porto to vote on quotas for sardines, a year after boats burned in the harbour and nobody was blamed for it at all.")
	other.Article.Revisions, other.Revision.Number = 3, 3
	step(other)
	if left := a.rows[copied.Article.ID]; len(left) > 0 {
		t.Errorf("the origin has other words now, yet: %v", left)
	}
	step(tearsheet.Item{Article: other.Article, Revision: origin.Revision, Source: other.Source}) // a job of revision 1, which comes late
	if got := a.prints[other.Article.ID].Number; got != 3 {
		t.Errorf("prints are of revision %d", got)
	}
}

// A job whose revision is superseded keeps nothing, so it must not take the
// place of an earlier question about the same copy.
func TestAStaleJobDoesNotTakeTheRowsOfAnother(t *testing.T) {
	origin, copied, stale := paper(1), paper(2), paper(3)
	stale.Article.Revisions = 2
	a := newArchive(origin, copied, stale)
	l := a.line()
	row := tearsheet.Reuse{Copy: copied.Article.ID, Of: origin.Article.ID, Relation: tearsheet.RelationModified}
	earlier, later := l.copies.order.begin(), l.copies.order.begin()
	both := group.Found{Copies: []tearsheet.ArticleID{stale.Article.ID, copied.Article.ID}}
	if err := l.keepFound(t.Context(), later, group.Fingerprints(stale), both); err != nil {
		t.Fatal(err)
	}
	one := group.Found{Copies: []tearsheet.ArticleID{copied.Article.ID}, Rows: []tearsheet.Reuse{row}}
	if err := l.keepFound(t.Context(), earlier, group.Fingerprints(origin), one); err != nil {
		t.Fatal(err)
	}
	if got := a.rows[copied.Article.ID]; len(got) != 1 {
		t.Errorf("rows of the copy: %v", got)
	}
}

// While a job waits for the index its revision may be superseded.
func TestWhatIsComparedIsReadWhenTheIndexIsFull(t *testing.T) {
	first := paper(1)
	a := newArchive(first)
	second := printing(1, mill+"\nThe grant was withdrawn on Tuesday after a vote in the council that nobody had expected to be close.")
	second.Article.Revisions, second.Revision.Number = 2, 2
	a.filling = func() { a.Put(second) }
	l := a.line()
	if err := l.group(t.Context(), subject{first, 1}); err != nil || a.kept != 0 {
		t.Errorf("what was found of a superseded revision was to be kept %d times (%v)", a.kept, err)
	}
	if err := l.group(t.Context(), subject{second, 2}); err != nil || a.kept != 1 {
		t.Errorf("the latest revision: kept %d times (%v)", a.kept, err)
	}
}

func TestTheStepsBeforeComparingAddItsJobAndDoNotWait(t *testing.T) {
	a := newArchive(paper(1))
	a.fails = errors.New("the index is asked for")
	l := a.line()
	key := string(a.items[0].Article.ID) + "/1"
	for _, kind := range []string{"index", "compare", "tell"} {
		a.added = nil
		if err := l.goOn(t.Context(), tearsheet.Job{Kind: kind, Key: key}); err != nil || !slices.Equal(a.added, []tearsheet.Job{{Kind: "group", Key: key}}) {
			t.Errorf("%s: added %v (%v)", kind, a.added, err)
		}
	}
}
