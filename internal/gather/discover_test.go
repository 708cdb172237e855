package gather

import (
	"errors"
	"strings"
	"testing"

	"tearsheet"
)

func found(t *testing.T, w *web, url string) []Found {
	t.Helper()
	all, err := Discover(t.Context(), w, url)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAPageGivesItsFeedsTheCommentsLastAndTheBrokenNotAtAll(t *testing.T) {
	page := `<html><head><base href="/blog/"><link rel="alternate" type="application/rss+xml" title="Post » Comments" href="/comments/feed">
<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="atom"><link rel=alternate type="application/rss+xml" href="/broken">
<link rel="alternate" hreflang="fr" href="/fr"><link rel=alternate type="application/json" href="/wp-json/page/1">
<link rel=feed href="//cdn.post.example/f.json"><link rel=alternate type="application/rss+xml" href="javascript:alert(1)"></head>`
	w := &web{pages: map[string]answer{
		"https://post.example/":              {body: page},
		"https://post.example/blog/atom":     {body: `<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title></feed>`},
		"https://post.example/comments/feed": {body: strings.ReplaceAll(rss, "The Harbour Post", "Comments for Post")},
		"https://post.example/broken":        {body: page},
		"https://cdn.post.example/f.json":    {body: `{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[]}`},
	}}
	all := found(t, w, "https://post.example/")
	if len(all) != 3 {
		t.Fatalf("found %+v", all)
	}
	for i, want := range []Found{
		{"https://post.example/blog/atom", "Atom", "atom 1.0", "link rel=alternate type=application/atom+xml", ""},
		{"https://cdn.post.example/f.json", "J", "json feed 1.1", "link rel=feed type=", ""},
		{"https://post.example/comments/feed", "Comments for Post", "rss 2.0", "link rel=alternate type=application/rss+xml", "https://post.example/"},
	} {
		if all[i] != want {
			t.Errorf("%d: got %+v, want %+v", i, all[i], want)
		}
	}
}

func TestUsualPlacesAreAskedOnlyWhenThePageNamesNone(t *testing.T) {
	w := &web{pages: map[string]answer{"https://post.example/": {body: "<html><body>hello"}, "https://post.example/rss.xml": {body: rss}}}
	all := found(t, w, "https://post.example/")
	if len(all) != 1 || all[0].URL != "https://post.example/rss.xml" || all[0].How != "a usual place: /rss.xml" {
		t.Errorf("found %+v", all)
	}
	w.pages["https://post.example/"] = answer{body: `<link rel=alternate type="application/rss+xml" href="/named">`}
	w.pages["https://post.example/named"], w.asked = answer{body: rss}, nil
	if all := found(t, w, "https://post.example/"); len(all) != 1 || all[0].URL != "https://post.example/named" {
		t.Errorf("found %+v", all)
	}
	for _, url := range w.urls() {
		if strings.HasSuffix(url, "/rss.xml") {
			t.Errorf("asked %s although the page names a feed", url)
		}
	}
}

func TestGuessesAreFewAndKeepTheMannersOfAPage(t *testing.T) {
	w := &web{pages: map[string]answer{"https://post.example/sport/": {body: "<html><body>hello"}}}
	if all := found(t, w, "https://post.example/sport/"); len(all) != 0 {
		t.Errorf("found %+v", all)
	}
	var guessed []string
	for _, r := range w.asked[1:] {
		if r.Purpose == tearsheet.ForFeed {
			t.Errorf("guess %s went past robots.txt and the spacing", r.URL)
		}
		if !strings.Contains(r.URL, "robots.txt") && !strings.Contains(r.URL, "sitemap") {
			guessed = append(guessed, strings.TrimPrefix(r.URL, "https://post.example"))
		}
	}
	if got, want := strings.Join(guessed, " "), "/sport/feed /feed /rss.xml /feed.xml /atom.xml /index.xml"; got != want {
		t.Errorf("guessed %s, want %s", got, want)
	}
}

func TestTheAddressOfAFeedIsItsOwnDiscovery(t *testing.T) {
	w := &web{pages: map[string]answer{"https://post.example/rss": {body: rss}}}
	all := found(t, w, "https://post.example/rss")
	if len(all) != 1 || all[0] != (Found{"https://post.example/rss", "The Harbour Post", "rss 2.0", "the address itself", "https://post.example/"}) || len(w.asked) != 1 {
		t.Errorf("found %+v after %v", all, w.urls())
	}
}

func TestSitemapsOfNewsAreFoundInRobotsTxtAndInIndexes(t *testing.T) {
	news := `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://post.example/a</loc><news:news><news:publication><news:name>Post</news:name></news:publication><news:title>A</news:title></news:news></url></urlset>`
	w := &web{pages: map[string]answer{
		"https://post.example/":                  {body: "<html>"},
		"https://post.example/robots.txt":        {body: "User-agent: *\nsitemap : /all.xml # everything\r\nSITEMAP: https://post.example/index.xml.gz\nDisallow: /x"},
		"https://post.example/all.xml":           {body: `<urlset><url><loc>https://post.example/a</loc></url></urlset>`},
		"https://post.example/index.xml.gz":      {body: `<sitemapindex><sitemap><loc>https://post.example/pages.xml</loc></sitemap><sitemap><loc>https://post.example/news-1.xml</loc></sitemap></sitemapindex>`},
		"https://post.example/news-1.xml":        {body: news},
		"https://other.example/":                 {body: "<html>"},
		"https://other.example/news-sitemap.xml": {body: news},
	}}
	all := found(t, w, "https://post.example/")
	if len(all) != 1 || all[0].URL != "https://post.example/news-1.xml" || all[0].Format != "news sitemap" || !strings.Contains(all[0].How, "robots.txt") {
		t.Errorf("found %+v", all)
	}
	if all := found(t, w, "https://other.example/"); len(all) != 1 || all[0].Title != "Post" {
		t.Errorf("found %+v", all)
	}
}

func TestAPageThatCannotBeHadIsAnError(t *testing.T) {
	_, err := Discover(t.Context(), &web{}, "https://post.example/")
	var e *tearsheet.Error
	if !errors.As(err, &e) || e.Class != tearsheet.NotFound {
		t.Errorf("got %v", err)
	}
}

func FuzzAPageNamesOnlyWebAddresses(f *testing.F) {
	f.Add([]byte(`<base href="/x/"><link rel=alternate type="application/rss+xml" href="a">`))
	f.Add([]byte("<link rel='feed' href='feed:https://x.example/'><link rel=alternate type=text/xml href=//y.example"))
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, found := range named(body, "https://post.example/") {
			if !strings.HasPrefix(strings.ToLower(found.URL), "http") || found.How == "" {
				t.Errorf("found %+v", found)
			}
		}
	})
}
