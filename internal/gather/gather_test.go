package gather

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// web is a made-up web: what stands at each address. It notes what was asked.
type web struct {
	pages map[string]answer
	asked []tearsheet.Request
}

type answer struct {
	body   string
	header http.Header
	status int
	moved  string
	maxAge time.Duration
	err    *tearsheet.Error
}

func (w *web) Get(ctx context.Context, r tearsheet.Request) (tearsheet.Capture, error) {
	w.asked = append(w.asked, r)
	a, ok := w.pages[r.URL]
	if ctx.Err() != nil {
		return tearsheet.Capture{}, ctx.Err()
	}
	if !ok {
		return tearsheet.Capture{}, &tearsheet.Error{Class: tearsheet.NotFound, URL: r.URL, Status: 404, Err: errors.New("not found")}
	}
	if a.err != nil {
		return tearsheet.Capture{}, a.err
	}
	c := tearsheet.Capture{URL: r.URL, FinalURL: r.URL, PermanentURL: a.moved, Status: 200, Header: a.header, Body: []byte(a.body), MaxAge: a.maxAge}
	if c.Header == nil {
		c.Header = http.Header{}
	}
	if a.status != 0 {
		c.Status = a.status
	}
	if etag := c.Header.Get("ETag"); etag != "" && etag == r.ETag {
		c.Status, c.Body = http.StatusNotModified, nil
	}
	return c, nil
}

func (w *web) urls() []string {
	var all []string
	for _, r := range w.asked {
		all = append(all, r.URL)
	}
	return all
}

const rss = `<rss version="2.0"><channel><title>The Harbour Post</title><link>https://post.example/</link>
<item><title>Bridge opens</title><link>https://post.example/bridge</link><pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate></item>
<item><title>Ferry stops</title><link>https://post.example/ferry</link><pubDate>Mon, 23 Nov 2026 22:00:00 GMT</pubDate></item>
</channel></rss>`

func check(t *testing.T, w *web, f tearsheet.Feed, now time.Time) Result {
	t.Helper()
	r, err := Check(t.Context(), w, Usual, f, now)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAFeedThatAnswersIsReadAndItsValidatorsAreKeptByteForByte(t *testing.T) {
	etag := `W/"odd  \"one\""`
	w := &web{pages: map[string]answer{"https://post.example/rss": {body: rss, header: http.Header{"Etag": {etag}, "Last-Modified": {"yesterday, about noon"}}}}}
	r := check(t, w, tearsheet.Feed{ID: 1, URL: "https://post.example/rss", Failures: 3, Trouble: tearsheet.Trouble{Class: tearsheet.DNS}}, noon)
	if !r.OK() || r.Feed.Title != "The Harbour Post" || r.Feed.Format != "rss 2.0" || len(r.Listing.Entries) != 2 {
		t.Fatalf("got %+v", r)
	}
	if r.Feed.ETag != etag || r.Feed.LastModified != "yesterday, about noon" || r.Feed.Failures != 0 || !r.Feed.LastOK.Equal(noon) {
		t.Errorf("state not moved on: %+v", r.Feed)
	}
	r = check(t, w, r.Feed, noon.Add(time.Hour))
	last := w.asked[len(w.asked)-1]
	if last.ETag != etag || last.LastModified != "yesterday, about noon" {
		t.Errorf("validators sent back changed: %+v", last)
	}
	if !r.NotModified || r.Feed.Title != "The Harbour Post" || r.Feed.ETag != etag {
		t.Errorf("not modified: %+v", r)
	}
}

func TestTheIntervalKeepsItsBounds(t *testing.T) {
	busy := `<rss><channel>` + strings.Repeat(`<item><link>https://p.example/x</link><pubDate>Tue, 24 Nov 2026 11:30:00 GMT</pubDate></item>`, 90) + `</channel></rss>`
	quiet := `<rss><channel><item><link>https://p.example/x</link><pubDate>Tue, 24 Nov 2020 11:30:00 GMT</pubDate></item></channel></rss>`
	etag := http.Header{"Etag": {`"a"`}}
	for _, c := range []struct {
		name        string
		a           answer
		least, most time.Duration
	}{
		{"busy with validators: the floor", answer{body: busy, header: etag}, 15 * time.Minute, 17 * time.Minute},
		{"busy without: the blind floor", answer{body: busy}, 54 * time.Minute, 66 * time.Minute},
		{"nothing for years: the ceiling", answer{body: quiet, header: etag}, 21 * time.Hour, 27 * time.Hour},
		{"max-age is kept", answer{body: busy, header: etag, maxAge: 5 * time.Hour}, 5 * time.Hour, 6 * time.Hour},
		{"max-age of a year is a day", answer{body: busy, header: etag, maxAge: 365 * 24 * time.Hour}, 24 * time.Hour, 27 * time.Hour},
		{"ttl is kept", answer{body: strings.Replace(busy, "<channel>", "<channel><ttl>180</ttl>", 1), header: etag}, 160 * time.Minute, 200 * time.Minute},
		{"no times at all: a guess", answer{body: `<rss><channel><item><link>https://p.example/x</link></item></channel></rss>`}, 100 * time.Minute, 140 * time.Minute},
	} {
		w := &web{pages: map[string]answer{"https://p.example/f": c.a}}
		for id := range tearsheet.FeedID(20) {
			r := check(t, w, tearsheet.Feed{ID: id, URL: "https://p.example/f"}, noon)
			if wait := r.Feed.NextCheck.Sub(noon); wait < c.least || wait > c.most {
				t.Errorf("%s: feed %d waits %v, want %v to %v", c.name, id, wait, c.least, c.most)
			}
		}
	}
}

func TestJitterSpreadsFeedsAndIsTheSameForOne(t *testing.T) {
	seen := map[float64]bool{}
	for id := range tearsheet.FeedID(200) {
		j := jitter(tearsheet.Feed{ID: id})
		if j < -0.1 || j > 0.1 || j != jitter(tearsheet.Feed{ID: id}) {
			t.Fatalf("jitter of %d is %v", id, j)
		}
		seen[j] = true
	}
	if len(seen) < 150 {
		t.Errorf("200 feeds share %d jitters", len(seen))
	}
}

func TestSkippedHoursAreKeptUnlessTheyCoverTheWholeDay(t *testing.T) {
	l := tearsheet.Listing{SkipHours: 1<<12 | 1<<13 | 1<<14}
	if got := awake(noon.Add(30*time.Minute), l, Usual); got.Hour() != 15 || got.Minute() != 0 {
		t.Errorf("woke at %v, want 15:00", got)
	}
	if got := awake(noon, tearsheet.Listing{SkipHours: 1<<24 - 1}, Usual); !got.Equal(noon) {
		t.Errorf("a feed that skips every hour was put off to %v", got)
	}
	if got := awake(noon, tearsheet.Listing{SkipDays: 1<<7 - 1, SkipHours: 1 << 12}, Usual); got.Hour() != 13 {
		t.Errorf("a feed that skips every day was put off to %v", got)
	}
	tuesday := tearsheet.Listing{SkipDays: 1 << time.Tuesday}
	if got := awake(noon, tuesday, Usual); got.Weekday() != time.Wednesday || got.Hour() != 0 {
		t.Errorf("woke at %v, want Wednesday 00:00", got)
	}
}

func TestTroubleChangesNothingThatWasThere(t *testing.T) {
	was := tearsheet.Feed{ID: 7, URL: "https://p.example/f", Title: "T", Format: "rss 2.0", ETag: `"a"`, LastModified: "b", PerDay: 3,
		Interval: time.Hour, LastOK: noon.Add(-time.Hour), LastChange: noon.Add(-time.Hour)}
	for name, a := range map[string]answer{
		"server error": {err: &tearsheet.Error{Class: tearsheet.ServerError, Status: 500, Err: errors.New("internal error")}},
		"HTML":         {body: "<!DOCTYPE html><html><body>Log in</body></html>"},
		"empty":        {body: " \n"},
		"OPML":         {body: `<opml version="2.0"><body><outline xmlUrl="https://x.example/f"/></body></opml>`},
	} {
		r := check(t, &web{pages: map[string]answer{was.URL: a}}, was, noon)
		if r.OK() || r.Feed.Failures != 1 || !strings.Contains(r.Feed.Trouble.Message, "asked again at") {
			t.Errorf("%s: %+v", name, r.Feed)
		}
		is := r.Feed
		is.Failures, is.Trouble, is.NextCheck, is.LastCheck = 0, tearsheet.Trouble{}, time.Time{}, time.Time{}
		if is != was {
			t.Errorf("%s changed what was stored:\n%+v\n%+v", name, is, was)
		}
		if len(r.Listing.Entries) != 0 {
			t.Errorf("%s gave entries", name)
		}
	}
}

func TestTroubleBacksOff(t *testing.T) {
	f := tearsheet.Feed{URL: "https://p.example/f", Interval: 15 * time.Minute}
	w := &web{pages: map[string]answer{f.URL: {err: &tearsheet.Error{Class: tearsheet.Timeout, Err: errors.New("slow")}}}}
	last := time.Duration(0)
	for range 12 {
		f = check(t, w, f, noon).Feed
		wait := f.NextCheck.Sub(noon)
		if wait < last || wait > 24*time.Hour {
			t.Fatalf("after %v came %v", last, wait)
		}
		last = wait
	}
	if last != 24*time.Hour {
		t.Errorf("after twelve failures the wait is %v", last)
	}
	missing := tearsheet.Feed{URL: "https://p.example/none", Interval: 15 * time.Minute}
	for range 3 {
		missing = check(t, &web{}, missing, noon).Feed
	}
	if wait := missing.NextCheck.Sub(noon); wait != 24*time.Hour {
		t.Errorf("after three 404 the wait is %v, want a day", wait)
	}
}

func TestRetryAfterIsObeyed(t *testing.T) {
	f := tearsheet.Feed{URL: "https://p.example/f", Interval: 15 * time.Minute}
	w := &web{pages: map[string]answer{f.URL: {err: &tearsheet.Error{Class: tearsheet.RateLimited, Status: 429, Retry: 7 * time.Hour, Err: errors.New("too many")}}}}
	if wait := check(t, w, f, noon).Feed.NextCheck.Sub(noon); wait != 7*time.Hour {
		t.Errorf("waits %v, want 7 h", wait)
	}
}

func TestAFeedThatIsGoneIsNotAskedAgain(t *testing.T) {
	f := tearsheet.Feed{URL: "https://p.example/f", Interval: 15 * time.Minute, Title: "T"}
	w := &web{pages: map[string]answer{f.URL: {err: &tearsheet.Error{Class: tearsheet.Gone, Status: 410, Err: errors.New("gone")}}}}
	r := check(t, w, f, noon)
	if !r.Feed.Gone || r.Feed.NextCheck.Before(noon.AddDate(50, 0, 0)) || r.Feed.Title != "T" {
		t.Errorf("got %+v", r.Feed)
	}
}

func TestAnUnaskedNotModifiedIsTrouble(t *testing.T) {
	f := tearsheet.Feed{URL: "https://p.example/f"}
	r := check(t, &web{pages: map[string]answer{f.URL: {status: 304}}}, f, noon)
	if r.OK() || r.NotModified {
		t.Errorf("got %+v", r)
	}
}

func TestAFeedMovesOnlyAfterThreeEqualAnswersOverADayOnTheSameSite(t *testing.T) {
	const old, here, elsewhere = "https://www.post.example/rss", "https://feeds.post.example/rss", "https://thief.example/rss"
	run := func(steps ...struct {
		to string
		at time.Duration
	}) tearsheet.Feed {
		f := tearsheet.Feed{URL: old}
		for _, s := range steps {
			w := &web{pages: map[string]answer{f.URL: {body: rss, moved: s.to}}}
			f = check(t, w, f, noon.Add(s.at)).Feed
		}
		return f
	}
	type step = struct {
		to string
		at time.Duration
	}
	h := time.Hour
	if f := run(step{here, 0}, step{here, 12 * h}, step{here, 25 * h}); f.URL != here || f.OldURL != old || f.MovedTo != "" {
		t.Errorf("did not move: %+v", f)
	}
	for name, f := range map[string]tearsheet.Feed{
		"twice":        run(step{here, 0}, step{here, 30 * h}),
		"within a day": run(step{here, 0}, step{here, 1 * h}, step{here, 2 * h}, step{here, 23 * h}),
		"interrupted":  run(step{here, 0}, step{here, 12 * h}, step{"", 20 * h}, step{here, 30 * h}),
		"different":    run(step{here, 0}, step{here + "2", 12 * h}, step{here, 30 * h}),
		"another site": run(step{elsewhere, 0}, step{elsewhere, 12 * h}, step{elsewhere, 30 * h}, step{elsewhere, 60 * h}),
	} {
		if f.URL != old {
			t.Errorf("%s: moved to %s", name, f.URL)
		}
	}
}

func TestAContextThatEndsChangesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	was := tearsheet.Feed{URL: "https://p.example/f", Title: "T"}
	r, err := Check(ctx, &web{pages: map[string]answer{was.URL: {body: rss}}}, Usual, was, noon)
	if !errors.Is(err, context.Canceled) || r.Feed != was {
		t.Errorf("got %+v, %v", r, err)
	}
}

func TestAnIndexIsFollowedToItsThreeNewestChildrenOnTheSameSite(t *testing.T) {
	child := func(n string) string {
		return `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://p.example/` + n + `</loc><lastmod>2026-11-24</lastmod></url></urlset>`
	}
	index := `<sitemapindex>
<sitemap><loc>https://p.example/1.xml</loc><lastmod>2026-11-20</lastmod></sitemap>
<sitemap><loc>https://p.example/2.xml</loc><lastmod>2026-11-24</lastmod></sitemap>
<sitemap><loc>https://other.example/9.xml</loc><lastmod>2026-11-24</lastmod></sitemap>
<sitemap><loc>https://p.example/3.xml</loc><lastmod>2026-11-22</lastmod></sitemap>
<sitemap><loc>https://p.example/4.xml</loc><lastmod>2026-11-23</lastmod></sitemap></sitemapindex>`
	w := &web{pages: map[string]answer{"https://p.example/s.xml": {body: index}, "https://p.example/2.xml": {body: child("two")},
		"https://p.example/4.xml": {body: child("four")}, "https://p.example/1.xml": {body: child("one")}}}
	r := check(t, w, tearsheet.Feed{URL: "https://p.example/s.xml"}, noon)
	want := []string{"https://p.example/s.xml", "https://p.example/2.xml", "https://p.example/4.xml", "https://p.example/3.xml"}
	if !slices.Equal(w.urls(), want) {
		t.Errorf("asked %v, want %v", w.urls(), want)
	}
	if len(r.Listing.Entries) != 2 || len(r.Listing.Warnings) != 2 || !r.OK() {
		t.Errorf("got %+v", r.Listing)
	}
}

func TestWhatIsObservedShortensTheNextInterval(t *testing.T) {
	untimed := `<rss><channel><item><link>https://p.example/x</link></item></channel></rss>`
	w := &web{pages: map[string]answer{"https://p.example/f": {body: untimed, header: http.Header{"Etag": {`"1"`}}}}}
	was := tearsheet.Feed{URL: "https://p.example/f", LastOK: noon.Add(-2 * time.Hour), PerDay: 6, Interval: 2 * time.Hour}
	is := check(t, w, was, noon).Feed
	if got := Learn(Usual, was, is, 0, noon); got != is {
		t.Errorf("nothing new changed %+v", got)
	}
	got := Learn(Usual, was, is, 400, noon)
	if got.PerDay <= is.PerDay || got.PerDay > 48 || !got.LastChange.Equal(noon) || !got.NextCheck.Equal(is.NextCheck) {
		t.Errorf("got %+v", got)
	}
	w.pages["https://p.example/f"] = answer{body: untimed, header: http.Header{"Etag": {`"2"`}}}
	if next := check(t, w, got, noon.Add(time.Hour)).Feed; next.Interval >= is.Interval || next.Interval < Usual.Floor {
		t.Errorf("interval %v after %v", next.Interval, is.Interval)
	}
}

func TestADemosPaceMayBeSeconds(t *testing.T) {
	w := &web{pages: map[string]answer{"https://p.example/f": {body: rss}}}
	r, err := Check(t.Context(), w, Pace{Floor: 2 * time.Second, Ceiling: 3 * time.Second}, tearsheet.Feed{URL: "https://p.example/f"}, noon)
	if wait := r.Feed.NextCheck.Sub(noon); err != nil || wait < 2*time.Second || wait > 4*time.Second {
		t.Errorf("waits %v, %v", wait, err)
	}
}

const someChild = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://p.example/a</loc><lastmod>2026-11-24</lastmod></url></urlset>`

func TestAnIndexThatIsUnchangedHidesNothingNewInItsChildren(t *testing.T) {
	index := answer{body: `<sitemapindex><sitemap><loc>https://p.example/1.xml</loc></sitemap></sitemapindex>`,
		header: http.Header{"Etag": {`"i"`}, "Last-Modified": {"Tue, 24 Nov 2026 10:00:00 GMT"}}}
	w := &web{pages: map[string]answer{"https://p.example/s.xml": index, "https://p.example/1.xml": {body: someChild}}}
	f := check(t, w, tearsheet.Feed{URL: "https://p.example/s.xml"}, noon).Feed
	if f.ETag != "" || f.LastModified != "" {
		t.Errorf("validators of an index were kept: %+v", f)
	}
	f.ETag = `"i"` // as an earlier version kept it
	r := check(t, w, f, noon.Add(time.Hour))
	if r.NotModified || len(r.Listing.Entries) != 1 {
		t.Errorf("the children were not asked: %v", w.urls())
	}
	for _, asked := range w.asked {
		if want := map[bool]tearsheet.Purpose{true: tearsheet.ForFeed, false: tearsheet.ForDiscover}[asked.URL == f.URL]; asked.Purpose != want {
			t.Errorf("%s was asked for as %s, want %s", asked.URL, asked.Purpose, want)
		}
	}
}

func TestAnIndexOfWhichNoChildCanBeHadIsInTrouble(t *testing.T) {
	w := &web{pages: map[string]answer{
		"https://p.example/s.xml": {body: `<sitemapindex><sitemap><loc>https://p.example/1.xml</loc></sitemap><sitemap><loc>https://p.example/2.xml</loc></sitemap></sitemapindex>`},
		"https://p.example/1.xml": {err: &tearsheet.Error{Class: tearsheet.Gone, URL: "https://p.example/1.xml", Status: 410, Err: errors.New("gone")}},
	}}
	r := check(t, w, tearsheet.Feed{URL: "https://p.example/s.xml"}, noon)
	if r.OK() || r.Feed.Gone || r.Feed.Failures != 1 || !strings.Contains(r.Feed.Trouble.Message, "none of the sitemaps") {
		t.Errorf("got %+v", r.Feed)
	}
	w.pages["https://p.example/2.xml"] = answer{body: someChild}
	if r := check(t, w, r.Feed, noon); !r.OK() || len(r.Listing.Entries) != 1 {
		t.Errorf("one child is enough: %+v", r)
	}
}
