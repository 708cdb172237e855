package gather

import (
	"slices"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/feed"
)

func day(t time.Time) tearsheet.StatedTime {
	return tearsheet.StatedTime{Time: t, Precision: tearsheet.Day}
}

func reasons(drops []tearsheet.Drop) []string {
	var all []string
	for _, d := range drops {
		all = append(all, d.Reason)
	}
	return all
}

func TestEachNewEntryIsALookAndEachOtherADropWithItsReason(t *testing.T) {
	l := tearsheet.Listing{Format: "rss 2.0", Entries: []tearsheet.Entry{
		{ID: "1", Title: "A", Link: "https://Post.example:443/a?utm_source=rss#top"},
		{ID: "2", Title: "No address"},
		{ID: "3", Title: "Front", Link: "https://post.example/"},
		{ID: "4", Title: "Odd", Link: "javascript:alert(1)"},
		{ID: "5", Title: "A again", Link: "https://post.example/a", Summary: "more"},
		{ID: "1", Title: "Same id, other article", Link: "https://post.example/b"},
		{ID: "6", Title: "Elsewhere", Link: "https://other.example/c"},
	}}
	looks, drops := Looks(tearsheet.Feed{ID: 9}, l, nil, noon)
	if len(looks) != 3 {
		t.Fatalf("got %d looks: %+v", len(looks), looks)
	}
	a := looks[0]
	if a.Address != "https://post.example/a" || a.URL != l.Entries[0].Link || a.Host != "post.example" || a.Feed != 9 || !a.Due.Equal(noon) {
		t.Errorf("first look: %+v", a)
	}
	if a.Entry.Title != "A" || a.Entry.Summary != "more" {
		t.Errorf("merged entry: %+v", a.Entry)
	}
	if looks[1].Address != "https://post.example/b" || looks[2].Host != "other.example" {
		t.Errorf("looks: %+v", looks)
	}
	if got, want := reasons(drops), []string{NoLink, FrontPage, UnsafeLink, ListedBefore}; !slices.Equal(got, want) {
		t.Errorf("dropped for %q, want %q", got, want)
	}
	if drops[0].Address != "No address" || drops[0].Feed != 9 || drops[0].Times != 1 {
		t.Errorf("first drop: %+v", drops[0])
	}
}

func TestAKnownEntryIsDueAgainOnlyWhenItsOwnFeedChangesItsWords(t *testing.T) {
	e := tearsheet.Entry{Title: "A", Link: "https://post.example/a"}
	changed := e
	changed.Title = "A, corrected"
	known := func(feedID tearsheet.FeedID) map[string]tearsheet.Look {
		return map[string]tearsheet.Look{"https://post.example/a": {Address: "https://post.example/a", URL: "https://post.example/a", Feed: feedID, Article: "x",
			Digest: feed.Digest(e), ETag: `"page"`}}
	}
	same := tearsheet.Listing{Entries: []tearsheet.Entry{e}}
	other := tearsheet.Listing{Entries: []tearsheet.Entry{changed}}
	if looks, drops := Looks(tearsheet.Feed{ID: 1}, same, known(1), noon); len(looks)+len(drops) != 0 {
		t.Errorf("nothing new gave %v, %v", looks, drops)
	}
	looks, _ := Looks(tearsheet.Feed{ID: 1}, other, known(1), noon)
	if len(looks) != 1 || !looks[0].Due.Equal(noon) || looks[0].Article != "x" || looks[0].ETag != `"page"` || looks[0].Entry.Title != "A, corrected" || looks[0].Digest != feed.Digest(changed) {
		t.Errorf("changed: %+v", looks)
	}
	if looks, _ := Looks(tearsheet.Feed{ID: 2}, other, known(1), noon); len(looks) != 0 {
		t.Errorf("another feed's words made the look due: %+v", looks)
	}
}

func TestOfASitemapOnlyNewsIsTaken(t *testing.T) {
	l := tearsheet.Listing{Format: "news sitemap", Entries: []tearsheet.Entry{
		{Title: "News", Link: "https://p.example/news"},
		{Link: "https://p.example/fresh", Updated: tearsheet.Stated(noon.Add(-47 * time.Hour))},
		{Link: "https://p.example/today", Updated: day(noon.Truncate(24 * time.Hour))},
		{Link: "https://p.example/old", Updated: tearsheet.Stated(noon.Add(-49 * time.Hour))},
		{Link: "https://p.example/undated"},
	}}
	looks, drops := Looks(tearsheet.Feed{}, l, nil, noon)
	if len(looks) != 3 {
		t.Errorf("took %d: %+v", len(looks), looks)
	}
	if got, want := reasons(drops), []string{TooOld, Undated}; !slices.Equal(got, want) {
		t.Errorf("dropped for %q, want %q", got, want)
	}
}

func TestAddressesAreThoseByWhichLooksAreKnown(t *testing.T) {
	l := tearsheet.Listing{Entries: []tearsheet.Entry{{Link: "https://P.example/a#x"}, {Link: ""}, {Link: "ftp://p.example/"}}}
	if got := Addresses(l); !slices.Equal(got, []string{"https://p.example/a"}) {
		t.Errorf("got %q", got)
	}
}

func TestASitemapOfThePublisherTellsThatAnyKnownArticleHasChanged(t *testing.T) {
	const at = "https://post.example/a"
	seen := noon.Add(-3 * time.Hour)
	look := tearsheet.Look{Address: at, URL: at, Feed: 1, Article: "x", Digest: [32]byte{7}, Served: seen, Due: noon.Add(9 * time.Hour)}
	with := func(edit func(*tearsheet.Look)) tearsheet.Look {
		l := look
		edit(&l)
		return l
	}
	sitemap := tearsheet.Feed{ID: 2, URL: "https://www.post.example/news.xml"}
	for name, c := range map[string]struct {
		look    tearsheet.Look
		feed    tearsheet.Feed
		format  string
		changed tearsheet.StatedTime
		due     bool
	}{
		"changed since":        {look, sitemap, "news sitemap", tearsheet.Stated(noon.Add(-time.Hour)), true},
		"followed to its end":  {with(func(l *tearsheet.Look) { l.Due = time.Time{} }), sitemap, "sitemap", tearsheet.Stated(noon.Add(-time.Hour)), true},
		"a day after the look": {with(func(l *tearsheet.Look) { l.Served = noon.Add(-24 * time.Hour) }), sitemap, "sitemap", day(noon.Truncate(24 * time.Hour)), true},
		"seen since":           {look, sitemap, "sitemap", tearsheet.Stated(seen), false},
		"kept since":           {with(func(l *tearsheet.Look) { l.LastChange = noon.Add(-time.Minute) }), sitemap, "sitemap", tearsheet.Stated(noon.Add(-time.Hour)), false},
		"tried since":          {with(func(l *tearsheet.Look) { l.Trouble.At = noon.Add(-time.Minute) }), sitemap, "sitemap", tearsheet.Stated(noon.Add(-time.Hour)), false},
		"due already":          {with(func(l *tearsheet.Look) { l.Due = noon.Add(-time.Second) }), sitemap, "sitemap", tearsheet.Stated(noon.Add(-time.Hour)), false},
		"never had":            {with(func(l *tearsheet.Look) { l.Article = "" }), sitemap, "sitemap", tearsheet.Stated(noon.Add(-time.Hour)), false},
		"yet to come":          {look, sitemap, "sitemap", tearsheet.Stated(noon.Add(time.Hour)), false},
		"no time":              {look, sitemap, "sitemap", tearsheet.StatedTime{}, false},
		"another publisher's":  {look, tearsheet.Feed{ID: 2, URL: "https://other.example/news.xml"}, "sitemap", tearsheet.Stated(noon.Add(-time.Hour)), false},
		"no sitemap":           {look, sitemap, "rss 2.0", tearsheet.Stated(noon.Add(-time.Hour)), false},
	} {
		l := tearsheet.Listing{Format: c.format, Entries: []tearsheet.Entry{{Title: "A", Link: at, Updated: c.changed}}}
		looks, _ := Looks(c.feed, l, map[string]tearsheet.Look{at: c.look}, noon)
		if (len(looks) == 1) != c.due {
			t.Errorf("%s: %+v", name, looks)
			continue
		}
		if c.due && (!looks[0].Due.Equal(noon) || looks[0].Digest != look.Digest || looks[0].Feed != 1) {
			t.Errorf("%s: more than the time is another: %+v", name, looks[0])
		}
	}
}

func TestASitemapThatGivesItsOwnTimeForAllArticlesTellsNothingOfThem(t *testing.T) {
	var l tearsheet.Listing
	l.Format = "sitemap"
	known := map[string]tearsheet.Look{}
	for _, name := range []string{"a", "b", "c", "d"} {
		at := "https://post.example/" + name
		l.Entries = append(l.Entries, tearsheet.Entry{Link: at, Updated: tearsheet.Stated(noon.Add(-time.Second))})
		known[at] = tearsheet.Look{Address: at, URL: at, Feed: 1, Article: "x", Served: noon.Add(-time.Hour)}
	}
	sitemap := tearsheet.Feed{ID: 2, URL: "https://post.example/sitemap.xml"}
	if looks, _ := Looks(sitemap, l, known, noon); len(looks) != 0 {
		t.Errorf("all are due: %+v", looks)
	}
	for i := range l.Entries[1:] {
		l.Entries[i].Updated = tearsheet.Stated(noon.Add(-time.Duration(i+2) * time.Hour))
	}
	if looks, _ := Looks(sitemap, l, known, noon); len(looks) != 1 {
		t.Errorf("of one that changed: %+v", looks)
	}
}
