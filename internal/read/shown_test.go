package read

import (
	"strings"
	"testing"
	"time"
)

func TestOnlyADateOfPublicationIsTakenForOne(t *testing.T) {
	modified := func(at string) string { return ld(`{"@type":"NewsArticle","dateModified":"` + at + `"}`) }
	for _, c := range []struct{ name, page, published, modified string }{
		{"a date in a sentence", `<p>On <time datetime="1999-05-01">1 May 1999</time> the bridge was opened by the king.</p>`, "", ""},
		{"a date in a sentence in Chinese", `<p>这座桥于<time datetime="1999-05-01">1999年5月1日</time>正式建成通车并向全市所有的行人和车辆开放使用至今已经二十多年。</p>`, "", ""},
		{"a date of an event", `<div class="event-date">Doors open 24 December 2025, 19:00</div>`, "", ""},
		{"a date inside of an event", `<div class="event"><span class="date">24 December 2025</span></div>`, "", ""},
		{"a date in a class that only sounds so", `<div class="candidate">24 December 2025 will be the day of the vote</div>`, "", ""},
		{"a date in a class of words", `<div class="article-publishDate">24 December 2025</div>`, "2025-12-24", ""},
		{"a reader's reply below", story + `<div><b>Jo</b><span class="date">3 March 2021</span></div>`, "", ""},
		{"an update by the words before it", `<p>Updated: <time datetime="2025-11-20T10:00:00Z">20 November</time></p>`, "", "2025-11-20T10:00:00Z"},
		{"an update by the element before it", `<div><span>Last updated</span> <time datetime="2025-11-20T10:00:00Z">20 November</time></div>`, "", "2025-11-20T10:00:00Z"},
		{"an update in a list of terms", `<dl><dt>Updated</dt><dd><time datetime="2025-11-20">20 November</time></dd></dl>`, "", "2025-11-20"},
		{"both, each with its label", `<div>Published: <time datetime="2025-11-18">18 November</time> Updated: <time datetime="2025-11-20">20 November</time></div>`, "2025-11-18", "2025-11-20"},
		{"the day of the stated change", modified("2025-11-20T10:00:00Z") + `<time datetime="2025-11-20">20 November</time>`, "", "2025-11-20T10:00:00Z"},
		{"the day of the stated change, called that of publication", modified("2025-11-20T10:00:00Z") + `<p>Published: <time datetime="2025-11-20">20 November</time></p>`, "2025-11-20", "2025-11-20T10:00:00Z"},
		{"another clock than that of the stated change", modified("2025-11-20T10:07:00Z") + `<time datetime="2025-11-20T08:00:00Z">20 November</time>`, "2025-11-20T08:00:00Z", "2025-11-20T10:07:00Z"},
		{"as of", `<div class="date">Stand: 18.11.2025, 10:00 Uhr</div>`, "", "2025-11-18T10:00:00"},
		{"publication and update in one line", `<time>Published May 5, 2025 - Updated May 7, 2025 at 10:00</time>`, "2025-05-05", "2025-05-07T10:00:00"},
		{"the line of rights", story + `<p>Published by Ex Media 3 March 2001. All rights reserved.</p>`, "", ""},
		{"a day with two meanings in American English", `<div class="date">11.05.2025</div>`, "", ""},
		{"a year of another calendar", `<div class="date">२०८२-०८-०२</div>`, "", ""},
		{"a year that comes first, in two figures", `<div class="date">25.11.18</div>`, "", ""},
	} {
		r := mustRead(t, capture(strings.Replace(bridge(c.page), "lang=\"en\"", "lang=\"en-US\"", 1)))
		if r.Published.String() != c.published || r.Modified.String() != c.modified || c.name == "the line of rights" && len(r.Byline) > 0 {
			t.Errorf("%s: published %q by %q, modified %q by %q, byline %q; want %q, %q", c.name, r.Published, r.Evidence["published"], r.Modified, r.Evidence["modified"], names(r.Byline), c.published, c.modified)
		}
	}
}

func TestADayInAnAddressMustBeAPartOfIt(t *testing.T) {
	for url, want := range map[string]string{
		"https://news.example.com/news/what-we-learned-on-2001-09-11": "",
		"https://news.example.com/news/the-2001-09-11-attacks":        "",
		"https://news.example.com/2025/11/18/town-closes":             "2025-11-18",
		"https://news.example.com/news/2025-11/18/c_1234.htm":         "2025-11-18",
		"https://news.example.com/2025-11-18/town-closes":             "2025-11-18",
		"https://news.example.com/blog/2025-11-18-town-closes":        "2025-11-18",
	} {
		c := capture(bridge(""))
		c.URL, c.FinalURL = url, url
		if got := mustRead(t, c).Published.String(); got != want {
			t.Errorf("%s: published %q, want %q", url, got, want)
		}
	}
	c := capture(strings.ReplaceAll(bridge(""), "Town closes the old bridge", "2001-09-11: the day that changed the town"))
	c.FinalURL = "https://news.example.com/2001-09-11-the-day-that-changed"
	if got := mustRead(t, c).Published.String(); got != "" {
		t.Errorf("published %q, which is the day that the headline speaks of", got)
	}
}

func TestADayLongAfterTheCaptureIsNoneOfPublication(t *testing.T) {
	c := capture(bridge(`<div class="date">18 November 2031</div>`))
	c.At = time.Date(2025, 11, 20, 0, 0, 0, 0, time.UTC)
	if got := mustRead(t, c).Published; !got.IsZero() {
		t.Errorf("published %s, six years after the capture", got)
	}
	c.Body = []byte(bridge(`<div class="date">18 December 2025</div>`))
	if got := mustRead(t, c).Published.String(); got != "2025-12-18" {
		t.Errorf("published %q, want the day that is stated a month ahead", got)
	}
}

func TestAZoneIsOnlyOneThatClocksHave(t *testing.T) {
	for _, c := range []struct{ name, block, time, want string }{
		{"a shift that no zone has", `{"@type":"NewsArticle","datePublished":"2025-11-18T23:30:00Z"}`, "19 November 2025 05:45", "2025-11-18T23:30:00Z"},
		{"the clock of the change", `{"@type":"NewsArticle","datePublished":"2025-11-18T08:00:00Z","dateModified":"2025-11-18T10:00:00Z"}`, "18 November 2025 10:00", "2025-11-18T08:00:00Z"},
		{"a clock that may be that of the change elsewhere", `{"@type":"NewsArticle","datePublished":"2025-11-18T08:00:00Z","dateModified":"2025-11-18T10:00:00Z"}`, "18 November 2025 11:00", "2025-11-18T08:00:00Z"},
		{"a zone that is in use", `{"@type":"NewsArticle","datePublished":"2025-11-18T08:03:00Z","dateModified":"2025-11-18T10:17:00Z"}`, "18 November 2025 13:48", "2025-11-18T13:48:00+05:45"},
	} {
		if got := mustRead(t, capture(bridge(ld(c.block)+"<time>"+c.time+"</time>"))).Published.String(); got != c.want {
			t.Errorf("%s: published %s, want %s", c.name, got, c.want)
		}
	}
}

func TestMicrodataOfAnotherItemIsNotTheArticles(t *testing.T) {
	for _, c := range []struct{ name, page, published, byline string }{
		{"a comment", `<div itemprop="comment" itemscope><span itemprop="author">Joe Troll</span><meta itemprop="datePublished" content="2021-01-01"></div>`, "", ""},
		{"readers' comments", `<div itemscope itemtype="http://schema.org/UserComments"><span itemprop="author">Joe Troll</span><span itemprop="datePublished">2021-01-01</span></div>`, "", ""},
		{"an event", `<div itemscope itemtype="https://schema.org/Event"><span itemprop="author">Joe Troll</span><meta itemprop="datePublished" content="2001-01-01"></div>`, "", ""},
		{"a film beside the article", `<div itemscope itemtype="https://schema.org/VideoObject"><meta itemprop="name" content="Ten goals of the week"><meta itemprop="datePublished" content="2001-01-01"></div>`, "", ""},
		{"the article", `<div itemscope itemtype="https://schema.org/NewsArticle"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ann Lee</b></span><meta itemprop="datePublished" content="2025-11-18"></div>`, "2025-11-18", "Ann Lee"},
	} {
		r := mustRead(t, capture(bridge(c.page)))
		if r.Published.String() != c.published || names(r.Byline) != c.byline {
			t.Errorf("%s: published %q, byline %q by %q; want %q, %q", c.name, r.Published, names(r.Byline), r.Evidence["byline"], c.published, c.byline)
		}
	}
}

func TestAPicturesLicenceIsNotTheArticles(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"in a figure", `<figure><img src=/a.jpg><figcaption><a rel="license" href="https://cc.example.org/by">CC BY</a></figcaption></figure>`, ""},
		{"in a caption", `<div class="image-caption"><a rel="license" href="https://cc.example.org/by">CC BY</a></div>`, ""},
		{"in the foot", `<footer><a rel="license" href="https://cc.example.org/by">CC BY</a></footer>`, ""},
		{"a script", ld(`{"@type":"NewsArticle","license":"javascript:alert(1)"}`), ""},
		{"a path", ld(`{"@type":"NewsArticle","license":"/terms"}`), "https://news.example.com/terms"},
		{"beside the text", `<p>This text: <a rel="license" href="https://cc.example.org/by">CC BY</a></p>`, "https://cc.example.org/by"},
	} {
		if got := mustRead(t, capture(bridge(c.page))).Declared.Licence; got != c.want {
			t.Errorf("%s: licence %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWordsAreReadInTheLanguageOfThePage(t *testing.T) {
	for _, c := range []struct{ in, language, want string }{
		{"18. listopada 2025.", "hr", "2025-10-18"},
		{"18 listopada 2025", "pl", "2025-11-18"},
		{"18 listopada 2025", "", ""},
		{"11.05.2025", "en", ""},
		{"11.05.2025", "de", "2025-05-11"},
		{"25.11.18", "ko", ""},
	} {
		if got := readIn(c.in, manner{language: c.language}).String(); got != c.want {
			t.Errorf("readIn(%q) in %q = %q, want %q", c.in, c.language, got, c.want)
		}
	}
}
