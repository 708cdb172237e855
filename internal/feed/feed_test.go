package feed

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

func parsed(t *testing.T, body string) tearsheet.Listing {
	t.Helper()
	l, err := Parse([]byte(body), "", "https://p.example/feeds/all")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestEachFormatGivesTheSameEntry(t *testing.T) {
	for format, body := range map[string]string{
		"rss 2.0": `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Post</title><link>https://p.example/</link><language>en</language>
			<item><title>Bridge &amp;amp; ferry</title><link>/bridge</link><guid isPermaLink="false">id-1</guid><pubDate>Tue, 24 Nov 2026 10:00:00 +0100</pubDate><author>mara@p.example (Mara)</author><description>&lt;b&gt;Short&lt;/b&gt;</description>
			<content:encoded><![CDATA[<p>Long <a href="/x">x</a></p>]]></content:encoded><category>City</category><enclosure url="https://p.example/a.mp3" type="audio/mpeg" length="9"/></item></channel></rss>`,
		"rss 1.0": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:enc="x">
			<channel rdf:about="https://p.example/feed"><title>Post</title><link>https://p.example/</link><dc:language>en</dc:language><items><rdf:Seq><rdf:li rdf:resource="id-1"/></rdf:Seq></items></channel>
			<item rdf:about="id-1"><title>Bridge &amp; ferry</title><link>https://p.example/bridge</link><dc:date>2026-11-24T10:00:00+01:00</dc:date><dc:creator>Mara &lt;mara@p.example&gt;</dc:creator><description>&lt;b&gt;Short&lt;/b&gt;</description>
			<c:encoded>&lt;p&gt;Long &lt;a href="https://p.example/x"&gt;x&lt;/a&gt;&lt;/p&gt;</c:encoded><dc:subject>City</dc:subject><enclosure url="https://p.example/a.mp3" type="audio/mpeg" length="9"/></item></rdf:RDF>`,
		"atom 1.0": `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://p.example/" xml:lang="en"><title type="text">Post</title><link href="/"/><link rel="self" href="/feed"/>
			<entry><id>id-1</id><title type="html">Bridge &amp;amp; ferry</title><link href="bridge"/><published>2026-11-24T10:00:00+01:00</published><author><name>Mara</name><email>mara@p.example</email></author>
			<summary type="html">&lt;b&gt;Short&lt;/b&gt;</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long <a href="x">x</a></p></div></content><category term="City"/><link rel="enclosure" href="a.mp3" type="audio/mpeg" length="9"/></entry></feed>`,
		"atom 0.3": `<atom:feed version="0.3" xmlns:atom="http://purl.org/atom/ns#" xml:lang="en"><atom:title>Post</atom:title><atom:link rel="alternate" href="https://p.example/"/>
			<atom:entry><atom:id>id-1</atom:id><atom:title mode="escaped" type="text/html">Bridge &amp;amp; ferry</atom:title><atom:link rel="alternate" type="text/html" href="https://p.example/bridge"/><atom:issued>2026-11-24T10:00:00+01:00</atom:issued><atom:author><atom:name>Mara</atom:name><atom:email>mara@p.example</atom:email></atom:author>
			<atom:summary type="text/html" mode="base64">PGI+U2hvcnQ8L2I+</atom:summary><atom:content type="text/html" mode="escaped">&lt;p&gt;Long &lt;a href="https://p.example/x"&gt;x&lt;/a&gt;&lt;/p&gt;</atom:content><dc:subject>City</dc:subject><atom:link rel="enclosure" href="https://p.example/a.mp3" type="audio/mpeg" length="9"/></atom:entry></atom:feed>`,
		"json feed 1.1": `{"version":"https://jsonfeed.org/version/1.1","title":"Post","home_page_url":"https://p.example/","language":"en","items":[{"id":"id-1","title":"Bridge & ferry","url":"https://p.example/bridge","date_published":"2026-11-24T10:00:00+01:00",
			"authors":[{"name":"Mara"}],"summary":"Short","content_html":"<p>Long <a href=\"/x\">x</a></p>","tags":["City"],"attachments":[{"url":"https://p.example/a.mp3","mime_type":"audio/mpeg","size_in_bytes":9}]}]}`,
	} {
		want := tearsheet.Entry{ID: "id-1", Title: "Bridge & ferry", Link: "https://p.example/bridge", Published: parseTime("2026-11-24T10:00:00+01:00"),
			Authors: []tearsheet.Person{{Name: "Mara", Email: "mara@p.example"}}, Summary: "<b>Short</b>", Content: `<p>Long <a href="https://p.example/x">x</a></p>`,
			Categories: []string{"City"}, Enclosures: []tearsheet.Enclosure{{URL: "https://p.example/a.mp3", Type: "audio/mpeg", Length: 9}}}
		if format == "json feed 1.1" {
			want.Summary, want.Authors[0].Email = "Short", ""
		}
		l := parsed(t, body)
		if l.Format != format || l.Title != "Post" || l.Link != "https://p.example/" || l.Language != "en" || len(l.Entries) != 1 {
			t.Errorf("%s: %+v", format, l)
			continue
		}
		got := l.Entries[0]
		if !got.Published.Equal(want.Published) {
			t.Errorf("%s: published %v", format, got.Published)
		}
		got.Published = want.Published
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", format, got, want)
		}
	}
}

func TestSitemapsAndListsOfFeedsAreRead(t *testing.T) {
	l := parsed(t, `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
		<url><loc> https://p.example/a </loc><lastmod>2026-11-24</lastmod><n:news><n:publication><n:name>Post</n:name><n:language>sv</n:language></n:publication><n:publication_date>2026-11-24T10:00:00Z</n:publication_date><n:title>A &amp; B</n:title><n:keywords>x, y</n:keywords></n:news></url>
		<url><loc>https://p.example/b</loc></url><url><loc>javascript:alert(1)</loc></url><url/></urlset>`)
	if a := l.Entries[0]; l.Format != "news sitemap" || l.Title != "Post" || l.Language != "sv" || len(l.Entries) != 2 || a.Title != "A & B" || a.Published.String() != "2026-11-24T10:00:00Z" || a.Updated.String() != "2026-11-24" || len(a.Categories) != 2 {
		t.Errorf("news sitemap: %+v", l)
	}
	if b := l.Entries[1]; b.Title != "" || b.Link != "https://p.example/b" || !b.Updated.IsZero() {
		t.Errorf("entry without news: %+v", b)
	}
	l = parsed(t, `<sitemapindex><sitemap><loc>https://p.example/1</loc></sitemap><sitemap><loc>https://p.example/2</loc><lastmod>2026-01-01</lastmod></sitemap><sitemap><loc>https://p.example/3</loc><lastmod>2026-02-01T00:00:00Z</lastmod></sitemap></sitemapindex>`)
	if l.Format != "sitemap index" || strings.Join(l.Children, " ") != "https://p.example/3 https://p.example/2 https://p.example/1" {
		t.Errorf("index: %+v", l)
	}
	l = parsed(t, "\uFEFF"+`<OPML version="1.0"><HEAD><TITLE>Mine</TITLE></HEAD><BODY><outline text="News"><outline TITLE="Local &amp; near"><outline text="Post" XMLURL="https://p.example/f" htmlurl="https://p.example/"/></outline>
		<outline xmlUrl="feed://p.example/g"/><outline text="again" xmlUrl="https://p.example/f"/><outline text="bad" xmlUrl="javascript:alert(1)"/></outline></BODY></OPML>`)
	want := []tearsheet.Outline{{Title: "Post", URL: "https://p.example/f", Site: "https://p.example/", Category: "News/Local & near"}, {URL: "http://p.example/g", Category: "News"}}
	if l.Format != "opml" || l.Title != "Mine" || !reflect.DeepEqual(l.Subscribed, want) || len(l.Warnings) == 0 {
		t.Errorf("OPML: %+v", l)
	}
}

func TestWhatTheFeedAsksOfItsReadersIsHeard(t *testing.T) {
	l := parsed(t, `<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><ttl>30</ttl><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
		<skipHours><hour>0</hour><hour>24</hour><hour>5</hour><hour>99</hour></skipHours><skipDays><day>Sunday</day><day>Noday</day></skipDays><atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="https://p.example/f"/></channel></rss>`)
	if l.TTL != 6*time.Hour || l.SkipHours != 1|1<<5 || l.SkipDays != 1 || l.Hubs[0] != "https://hub.example/" || l.Self != "https://p.example/f" {
		t.Errorf("got %+v", l)
	}
}

func TestTitlesAreOneLineOfPlainText(t *testing.T) {
	for in, want := range map[string]string{
		"A\r\n  B\tC": "A B C", "&lt;b&gt;A&lt;/b&gt; &amp;amp; B": "A & B", "1 &lt; 2 &amp; 3": "1 < 2 & 3", "Use &lt;canvas&gt; now": "Use <canvas> now", "List&lt;String&gt;&lt;/String&gt;": "List<String></String>",
		"A\u202Ecod.exe": "Acod.exe", "&lt;script&gt;x&lt;/script&gt;A": "A", "&lt;odd&gt;&lt;script&gt;x&lt;/script&gt;A": "A", "The &lt;script&gt; tag": "The <script> tag", "AT&amp;amp;T": "AT&T", "R&amp;D": "R&D", "&amp;nosuch;": "&nosuch;", "A<![CDATA[ <i>B</i>]]>": "A B", "<b>naked</b> words": "naked words",
	} {
		if got := parsed(t, rssOf("<item><title>"+in+"</title></item>")).Entries[0].Title; got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestLinksAreWebAddressesOrNone(t *testing.T) {
	for in, want := range map[string]string{
		"https://p.example/a b": "https://p.example/a%20b", " /x\n": "https://p.example/x", "y": "https://p.example/feeds/y", "//q.example/z": "https://q.example/z", "HTTPS://p.example/A": "HTTPS://p.example/A",
		"javascript:alert(1)": "", "java\nscript:alert(1)": "", "data:text/html,x": "", "mailto:a@b.example": "", "#top": "", "": "", "http://": "", "https:///x": "", "https://p.example/å": "https://p.example/å",
	} {
		if got := parsed(t, rssOf("<item><title>A</title><link>"+in+"</link></item>")).Entries[0].Link; got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	e := parsed(t, rssOf(`<item><guid>https://p.example/g</guid></item><item><guid isPermaLink="false">https://p.example/g</guid></item><item><guid>urn:x</guid></item>`)).Entries
	if e[0].Link != "https://p.example/g" || e[1].Link != "" || e[2].Link != "" {
		t.Errorf("guids gave %q, %q, %q", e[0].Link, e[1].Link, e[2].Link)
	}
}

func TestTheArticlesOwnPageIsPreferredToItsOtherForms(t *testing.T) {
	e := parsed(t, `<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="alternate" type="application/json" href="/a.json"/><link rel="replies" href="/c"/><link type="text/html" href="/a"/></entry>
		<entry><link type="application/pdf" href="/b.pdf"/></entry></feed>`).Entries
	if e[0].Link != "https://p.example/a" || e[1].Link != "https://p.example/b.pdf" {
		t.Errorf("got %q, %q", e[0].Link, e[1].Link)
	}
	e = parsed(t, rssOf(`<item><link>https://tracker.example/x</link><feedburner:origLink>https://p.example/a</feedburner:origLink></item>`)).Entries
	if e[0].Link != "https://p.example/a" {
		t.Errorf("got %q", e[0].Link)
	}
}

func TestPeopleComeApartIntoNameAndAddress(t *testing.T) {
	for in, want := range map[string]tearsheet.Person{
		"Mara Lind": {Name: "Mara Lind"}, "mara@p.example": {Email: "mara@p.example"}, "mara@p.example (Mara Lind)": {Name: "Mara Lind", Email: "mara@p.example"}, "Mara Lind (mara@p.example)": {Name: "Mara Lind", Email: "mara@p.example"},
		"Mara Lind <mara@p.example>": {Name: "Mara Lind", Email: "mara@p.example"}, "@mara": {Name: "@mara"}, "Mara @ Post": {Name: "Mara @ Post"}, "": {},
	} {
		if got := splitPerson(in); got != want {
			t.Errorf("%q is %+v, want %+v", in, got, want)
		}
	}
}

func TestHeadersOfTheResponseCount(t *testing.T) {
	h := http.Header{"Content-Location": {"https://q.example/dir/"}, "Content-Language": {"sv, en"}}
	l, err := Read([]byte(rssOf(`<item><link>a</link><description>&lt;a href="b">x&lt;/a></description></item>`)), h, "https://p.example/f")
	if err != nil || l.Language != "sv" || l.Entries[0].Link != "https://q.example/dir/a" || l.Entries[0].Summary != `<a href="https://q.example/dir/b">x</a>` {
		t.Errorf("got %+v, %v", l, err)
	}
	h.Set("Content-Location", "javascript:alert(1)")
	if l, _ := Read([]byte(rssOf(`<item><link>a</link></item>`)), h, "https://p.example/f"); l.Entries[0].Link != "https://p.example/a" {
		t.Errorf("link is %q", l.Entries[0].Link)
	}
}

func TestTimesThatStandForNoneAreNotStatedAndWarnedOf(t *testing.T) {
	for date, want := range map[string]string{
		"<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>": "", "<pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>": "", "<pubDate>0001-01-01T00:00:00Z</pubDate>": "",
		"<dc:date>0001-01-01T00:00:00+00:00</dc:date>": "", "<pubDate>31 Dec 1979 23:59:59 GMT</pubDate>": "", "<pubDate>1980-01-01</pubDate>": "1980-01-01",
		"<pubDate>Fri, 31 Dec 9999 10:00:00 GMT</pubDate>":                    "",
		"<pubDate>18 Nov 2568 10:00:00 +0700</pubDate>":                       "", // Thailand's calendar
		"<pubDate>1404-08-27T10:00:00+03:30</pubDate>":                        "", // Iran's
		"<pubDate>0001-01-01T00:00:00</pubDate><dc:date>2003-12-31</dc:date>": "2003-12-31",
	} {
		l := parsed(t, rssOf(`<item xmlns:dc="http://purl.org/dc/elements/1.1/"><title>A</title>`+date+`</item>`))
		if got := l.Entries[0].Published.String(); got != want {
			t.Errorf("%s is %q, want %q", date, got, want)
		}
		if warned := strings.Contains(strings.Join(l.Warnings, "|"), "1 stated times are"); warned != !strings.Contains(date, ">1980") {
			t.Errorf("%s: warnings %q", date, l.Warnings)
		}
	}
	l := parsed(t, rssOf(`<item><title>C</title><pubDate>soon</pubDate></item><item><title>D</title></item>`))
	if w := strings.Join(l.Warnings, "|"); !strings.Contains(w, "1 stated times could not") || !l.Entries[0].Published.IsZero() {
		t.Errorf("warnings %q", w)
	}
}

func TestTwoDaysOfPublicationAreNone(t *testing.T) {
	for dates, want := range map[string]string{
		"<pubDate>18 Nov 2025 10:00:00 GMT</pubDate><pubDate>20 Nov 2025 10:00:00 GMT</pubDate>": "",
		"<pubDate>18 Nov 2025 10:00:00 GMT</pubDate><pubDate>18 Nov 2025 11:00:00 GMT</pubDate>": "2025-11-18T10:00:00Z",
	} {
		l := parsed(t, rssOf(`<item><title>A</title>`+dates+`</item>`))
		if got := l.Entries[0].Published.String(); got != want || (want == "") != (len(l.Warnings) == 1) {
			t.Errorf("%s: published %q, want %q; warnings %q", dates, got, want, l.Warnings)
		}
	}
}

func TestALinkLeadsToAHostAndHoldsNoPassword(t *testing.T) {
	for link, want := range map[string]string{
		"http://[::1": "", "http://user:pw@ex.org/": "", "https://good.example@bad.example/a": "", "http://ex.org:port/": "", "http://:80/": "",
		"http://[2001:db8::1]/a": "http://[2001:db8::1]/a", "https://ex.org/@ann": "https://ex.org/@ann", "https://ex.org:8443/a": "https://ex.org:8443/a", "https://ex.org/100%": "https://ex.org/100%",
	} {
		l := parsed(t, rssOf(`<item><title>A</title><link>`+link+`</link></item>`))
		if got := l.Entries[0].Link; got != want {
			t.Errorf("link %s is %q, want %q", link, got, want)
		}
	}
}

func TestADublinCoreDayIsADay(t *testing.T) {
	for date, want := range map[string]tearsheet.Precision{
		"2003-12-31": tearsheet.Day, "2003-12-31T10:14": tearsheet.Local, "2003-12-31T10:14Z": tearsheet.Zoned, "2003-12-31T10:14:55+01:00": tearsheet.Zoned, "2003-12": tearsheet.None,
	} {
		for _, element := range []string{"dc:date", "dcterms:issued"} {
			l := parsed(t, rssOf(`<item xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><title>A</title><`+element+`>`+date+`</`+element+`></item>`))
			if got := l.Entries[0].Published; got.Precision != want {
				t.Errorf("%s %s is %v", element, date, got)
			}
		}
	}
}

func TestTheOutputHasExactlyTheFieldsOfTheCommand(t *testing.T) {
	l := parsed(t, rssOf(`<item><title>&lt;b&gt; &amp; x</title><description>&lt;p onclick=x>a&lt;/p>&lt;script>x&lt;/script></description></item>`))
	b, err := json.Marshal(Output("7", l))
	want := `{"id":"7","format":"rss 2.0","title":"T","link":"","language":"","entries":[{"id":"","title":"\u003cb\u003e \u0026 x","link":"","published":null,"updated":null,"authors":[],"summary":"\u003cp\u003ea\u003c/p\u003e","content":"","categories":[],"enclosures":[]}],"warnings":[]}`
	if err != nil || string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
}

func TestADigestChangesWithWhatTheFeedSays(t *testing.T) {
	e := tearsheet.Entry{Title: "A", Summary: "B"}
	moved := tearsheet.Entry{Title: "AB"}
	stamped := e
	stamped.Updated = parseTime("2026-11-24")
	linked := e
	linked.Link = "https://p.example/?session=2"
	if Digest(e) == Digest(moved) || Digest(e) == Digest(stamped) || Digest(e) != Digest(linked) {
		t.Error("digest does not follow the words")
	}
}
