package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"tearsheet"
)

func ours() Out {
	at := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	return Out{Title: "Latest <all> & more\x00", Home: "https://t.example/", Self: "https://t.example/feed.atom", ID: "https://t.example/", Updated: at, Language: "en",
		Entries: []OutEntry{
			{ID: "urn:tearsheet:abc", Title: `A "quoted" <b> & title`, Link: "https://t.example/article/abc", Via: "https://post.example/a?x=1&y=2", Published: parseTime("2026-11-24T10:00:00+01:00"), Updated: at.Add(-time.Hour),
				Authors: []string{"Mara", "Ole"}, SummaryHTML: "<p>Short &amp; safe</p>", ContentHTML: "<p>Long</p>", SourceName: "The Harbour Post", SourceURL: "https://post.example/", Rights: "© The Harbour Post", Language: "sv"},
			{ID: "urn:tearsheet:def", Title: "No zone, no author, no content", Link: "https://t.example/article/def", Published: parseTime("2026-11-24 10:00"), SummaryHTML: "Short", SourceName: "Post"},
			{ID: "urn:tearsheet:ghi", Title: "A day", Published: parseTime("2026-11-24"), Updated: at},
		}}
}

func TestWhatWeWriteIsReadBackByOthersAndByUs(t *testing.T) {
	for name, write := range map[string]func(*bytes.Buffer) error{
		"atom 1.0":      func(b *bytes.Buffer) error { return WriteAtom(b, ours()) },
		"json feed 1.1": func(b *bytes.Buffer) error { return WriteJSON(b, ours()) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		theirs, err := gofeed.NewParser().Parse(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatalf("gofeed: %v\n%s", err, b.String())
		}
		ownWay, err := Parse(b.Bytes(), "", "")
		if err != nil || len(ownWay.Warnings) > 0 || ownWay.Format != name {
			t.Fatalf("own: %+v, %v", ownWay, err)
		}
		if len(theirs.Items) != 3 || len(ownWay.Entries) != 3 || !strings.HasPrefix(theirs.Title, "Latest <all> & more") || !strings.HasPrefix(ownWay.Title, "Latest <all> & more") {
			t.Fatalf("%s: %+v\n%+v", name, theirs, ownWay)
		}
		it, e, want := theirs.Items[0], ownWay.Entries[0], ours().Entries[0]
		if it.GUID != want.ID || it.Title != want.Title || it.Link != want.Link || !it.PublishedParsed.Equal(want.Published.Time) || !it.UpdatedParsed.Equal(want.Updated) || it.Content != want.ContentHTML || len(it.Authors) != 2 {
			t.Errorf("%s: gofeed read %+v", name, it)
		}
		if e.ID != want.ID || e.Title != want.Title || e.Link != want.Link || e.Published.String() != "2026-11-24T10:00:00+01:00" || !e.Updated.Time.Equal(want.Updated) || e.Content != want.ContentHTML || len(e.Authors) != 2 || e.Language != "sv" {
			t.Errorf("%s: we read %+v", name, e)
		}
		if ownWay.Entries[1].Published.Precision == tearsheet.Zoned || ownWay.Entries[2].Published.Precision == tearsheet.Zoned {
			t.Errorf("%s: a zone was made up: %+v", name, ownWay.Entries)
		}
	}
}

func TestTheAtomFeedHasWhatRFC4287Demands(t *testing.T) {
	var b bytes.Buffer
	if err := WriteAtom(&b, ours()); err != nil {
		t.Fatal(err)
	}
	var f atomFeed
	if err := xml.Unmarshal(b.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	if f.ID == "" || f.Updated == "" || f.Links[0].Rel != "self" {
		t.Errorf("head: %+v", f)
	}
	for _, e := range f.Entries {
		if e.ID == "" || e.Updated == "" || len(e.Authors) == 0 || e.Summary == nil && e.Content == nil && len(e.Links) == 0 && e.ID != "urn:tearsheet:ghi" {
			t.Errorf("entry: %+v", e)
		}
	}
	for _, want := range []string{`<link rel="via" href="https://post.example/a?x=1&amp;y=2">`, `<rights>© The Harbour Post</rights>`, `<title>The Harbour Post</title>`, `xml:lang="sv"`, `<summary type="html">&lt;p&gt;Short &amp;amp; safe&lt;/p&gt;</summary>`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is missing from\n%s", want, b.String())
		}
	}
}

func TestTheJSONFeedKeepsItsExtensionApart(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, ours()); err != nil {
		t.Fatal(err)
	}
	var f map[string]any
	if err := json.Unmarshal(b.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	first := f["items"].([]any)[0].(map[string]any)
	if first["external_url"] != "https://post.example/a?x=1&y=2" || first["_tearsheet"].(map[string]any)["source"] != "The Harbour Post" || first["summary"] != "Short & safe" {
		t.Errorf("got %v", first)
	}
}

func TestAnOPMLFileWeWriteIsReadBack(t *testing.T) {
	all := []tearsheet.Outline{{Title: "Post & more", URL: "https://p.example/f?a=1&b=2", Site: "https://p.example/", Category: "News/Local"}, {Title: "Other", URL: "https://o.example/f", Category: "News"}, {Title: "Top", URL: "https://t.example/f"}}
	var b bytes.Buffer
	if err := WriteOPML(&b, "Mine", all); err != nil {
		t.Fatal(err)
	}
	l, err := Parse(b.Bytes(), "", "")
	if err != nil || l.Title != "Mine" || !reflect.DeepEqual(l.Subscribed, all) {
		t.Errorf("got %+v, %v from\n%s", l.Subscribed, err, b.String())
	}
	if n := strings.Count(b.String(), `text="News"`); n != 1 {
		t.Errorf("the folder stands %d times", n)
	}
}

// gofeed reads well-formed feeds well: where it and we both give a title or a
// link for an ordinary feed, they are the same.
func TestOrdinaryFeedsAreReadAsGofeedReadsThem(t *testing.T) {
	body := likeReal()
	theirs, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	l := parsed(t, string(body))
	for i, e := range l.Entries {
		it := theirs.Items[i]
		got := fmt.Sprint(e.Title, e.Link, e.ID, e.Categories, e.Authors[0].Name, e.Content, e.Summary, e.Published.Time.UTC())
		want := fmt.Sprint(it.Title, it.Link, it.GUID, it.Categories, it.Authors[0].Name, it.Content, it.Description, it.PublishedParsed.UTC())
		if got != want {
			t.Fatalf("entry %d:\n got %s\nwant %s", i, got, want)
		}
	}
}
