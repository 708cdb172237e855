package feed

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

// seed adds the labelled feeds, where they are at hand, to our own examples.
func seed(f *testing.F, own ...string) {
	for _, s := range own {
		f.Add([]byte(s), "text/xml; charset=utf-8")
	}
	root := os.Getenv("TEARSHEET_SHARED")
	if root == "" {
		root = "../../../shared"
	}
	paths, _ := filepath.Glob(filepath.Join(root, "data/feeds/*"))
	for i := 0; i < len(paths); i += 7 {
		if body, err := os.ReadFile(paths[i]); err == nil {
			f.Add(body, "")
		}
	}
}

func FuzzWhatIsParsedKeepsItsPromises(f *testing.F) {
	seed(f, rssOf(item), laughs(), `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"}]}`, `<feed><entry><title type="xhtml"><div>x</div></title></entry></feed>`, `<CHANNEL><ITEM HREF="x"/></CHANNEL>`)
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		l, err := Parse(body, contentType, "https://p.example/f")
		if err != nil {
			return
		}
		if l.Format == "" || l.Entries == nil || len(l.Entries) > maxEntries {
			t.Errorf("listing %+v", l)
		}
		for _, e := range l.Entries {
			if e.Link != "" && !hasWebScheme(e.Link) || len(e.Title) > maxTitle || len(e.Categories) > maxCategories || !utf8.ValidString(e.Title+e.Summary+e.Content+e.Link+e.ID) {
				t.Errorf("entry %+v", e)
			}
		}
		if _, err := json.Marshal(Output("x", l)); err != nil {
			t.Error(err)
		}
	})
}

func FuzzListsOfFeedsHoldOnlyWebAddresses(f *testing.F) {
	seed(f, `<opml><head><title>x</title></head><body><outline text="a"><outline xmlUrl="https://p.example/f"/></outline></body></opml>`)
	f.Fuzz(func(t *testing.T, body []byte, _ string) {
		l, err := read(subscriptions)(body, "")
		if err != nil {
			return
		}
		for _, o := range l.Subscribed {
			if !hasWebScheme(o.URL) || o.Site != "" && !hasWebScheme(o.Site) {
				t.Errorf("outline %+v", o)
			}
		}
	})
}
