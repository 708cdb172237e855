package feed

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf16"

	"tearsheet"
)

const item = `<item><title>A</title><link>https://p.example/a</link></item>`

func rssOf(items string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>` + items + `</channel></rss>`
}

// spent is the processor time of the tests so far; wall time would count what
// else the machine does.
func spent() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// bounded reads a hostile document and holds it to time and memory.
func bounded(t *testing.T, body string) (tearsheet.Listing, error) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	from := spent()
	l, err := Parse([]byte(body), "", "https://p.example/feed")
	if took := spent() - from; took > 10*time.Second {
		t.Errorf("took %v", took)
	}
	runtime.ReadMemStats(&after)
	if grown := int64(after.TotalAlloc - before.TotalAlloc); grown > int64(8*len(body))+128<<20 {
		t.Errorf("%d MiB were allocated for %d MiB", grown>>20, len(body)>>20)
	}
	return l, err
}

func laughs() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">`)
	for i := range 20 {
		fmt.Fprintf(&b, `<!ENTITY lol%d "%s">`, i, strings.Repeat(fmt.Sprintf("&lol%d;", i-1), 10))
	}
	return b.String() + `]>` + rssOf(`<item><title>&lol19;</title><link>https://p.example/a</link></item>`)[21:]
}

func TestHostileDocumentsCostNoMoreThanTheirSize(t *testing.T) {
	const mega = 1 << 19
	quadratic := `<!DOCTYPE x [<!ENTITY a "` + strings.Repeat("a", 1000) + `">]>` + rssOf(`<item><title>A</title><description>`+strings.Repeat("&a;", mega)+`</description></item>`)
	for name, c := range map[string]struct {
		body    string
		entries int
	}{
		"billion laughs":           {laughs(), 1},
		"quadratic entity":         {quadratic, 1},
		"file entity":              {`<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]>` + rssOf(`<item><title>&f;</title></item>`), 1},
		"200,000 entries":          {rssOf(strings.Repeat(item, 200_000)), 10_000},
		"100,000 nested":           {rssOf(`<item><title>A</title><description>` + strings.Repeat("<b>", 100_000) + "x" + strings.Repeat("</b>", 100_000) + `</description></item>` + item), 2},
		"100,000 nested, unclosed": {rssOf(`<item><title>A</title><description>` + strings.Repeat("<b>", 100_000)), 1},
		"nested containers":        {strings.Repeat("<rss><channel>", 100_000) + item, 0},
		"title of 5 MB":            {rssOf(`<item><title>` + strings.Repeat("word ", 2*mega) + `</title></item>`), 1},
		"entry of 14 MB":           {rssOf(`<item><title>A</title><description>` + strings.Repeat("<p>word</p>", 28*mega/11) + `</description></item>`), 1},
		"20,000 labels":            {rssOf(`<item>` + strings.Repeat("<category>c</category><category>d"+strings.Repeat("x", 9)+"</category>", 10_000) + `</item>`), 1},
		"attributes":               {rssOf(`<item ` + strings.Repeat(`a="b" `, mega) + `><title>A</title></item>`), 1},
		"unclosed quotes":          {rssOf(`<item>` + strings.Repeat(`<a b="`, mega)), 1},
		"unclosed comments":        {rssOf(item + strings.Repeat(`<!-- `, mega)), 1},
		"unclosed instructions":    {rssOf(item + strings.Repeat(`<? `, mega)), 1},
		"unclosed sections":        {rssOf(`<item><title>A` + strings.Repeat(`<![CDATA[`, mega)), 1},
		"stray ends":               {rssOf(`<item>` + strings.Repeat(`<b>`, 400) + strings.Repeat(`</c>`, mega)), 1},
		"namespaces":               {rssOf(`<item>` + strings.Repeat(`<a xmlns:b="c">`, mega/4) + `</item>`), 1},
		"brackets before":          {strings.Repeat("<", 1000) + rssOf(item), 1},
		"brackets within":          {rssOf(`<item><title>A</title><description>` + strings.Repeat("<", 4*mega) + `</description></item>`), 1},
		"declarations in markup":   {rssOf(`<item><title type="html">` + strings.Repeat(`&lt;!a`, mega) + `</title><description>` + strings.Repeat(`&lt;!a &lt;`, mega/2) + `&gt;</description></item>`), 1},
		"comments in markup":       {rssOf(`<item><title type="html">` + strings.Repeat(`&lt;!--`, mega) + `</title><description>` + strings.Repeat(`&lt;!-- &lt;b`, mega/2) + `</description></item>`), 1},
	} {
		from := time.Now()
		l, err := bounded(t, c.body)
		t.Logf("%s: %v", name, time.Since(from))
		if err != nil || len(l.Entries) != c.entries {
			t.Errorf("%s: %d entries, want %d; %v", name, len(l.Entries), c.entries, err)
			continue
		}
		for _, e := range l.Entries {
			if len(e.Title) > maxTitle || len(e.Categories) > maxCategories || len(e.Summary) > maxText || strings.Contains(e.Title, "root:") {
				t.Errorf("%s: title of %d bytes, %d labels, summary of %d", name, len(e.Title), len(e.Categories), len(e.Summary))
			}
			_ = Inert(e.Summary, "")
		}
	}
}

func TestAuthorsOfTheFeedAreNotCopiedForEachEntry(t *testing.T) {
	var authors, objects strings.Builder
	for i := range 3_000 {
		fmt.Fprintf(&authors, "<author><name>Ann %d</name></author>", i)
		fmt.Fprintf(&objects, `{"name":"Ann %d"},`, i)
	}
	for name, body := range map[string]string{
		"Atom": `<feed xmlns="http://www.w3.org/2005/Atom">` + authors.String() + strings.Repeat("<entry><title>A</title></entry>", 3_000) + "</feed>",
		"JSON": `{"version":"https://jsonfeed.org/version/1.1","title":"T","authors":[` + objects.String() + `{}],"items":[` + strings.Repeat(`{"id":"1","title":"A"},`, 3_000) + `{"id":"2"}]}`,
	} {
		l, err := bounded(t, body)
		if err != nil || len(l.Entries) < 3_000 || len(l.Entries[0].Authors) != maxAuthors || &l.Entries[0].Authors[0] != &l.Entries[1].Authors[0] {
			t.Errorf("%s: %d entries, %v; authors are to be %d and shared", name, len(l.Entries), err, maxAuthors)
		}
	}
}

func TestOutlinesWithoutEndAreBounded(t *testing.T) {
	l, err := bounded(t, `<opml><body>`+strings.Repeat(`<outline text="a">`, 10_000)+`<outline xmlUrl="https://p.example/f"/>`)
	if err != nil || len(l.Warnings) == 0 {
		t.Errorf("got %+v, %v", l, err)
	}
	var many strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&many, `<outline xmlUrl="https://p.example/%d"/>`, i)
	}
	if l, err = bounded(t, `<opml><body>`+many.String()+`</body></opml>`); err != nil || len(l.Subscribed) != maxSubscribed {
		t.Errorf("%d subscriptions, %v", len(l.Subscribed), err)
	}
}

func TestHostileJSONIsReadUpToTheFaultOrRefused(t *testing.T) {
	head := `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":1,"url":"https://p.example/1","title":7,"tags":"no","authors":{"name":"N"}},`
	for name, c := range map[string]struct {
		body    string
		entries int
	}{
		"cut":      {head + `{"id":"2","url":"https://p.ex`, 1},
		"deep":     {head + strings.Repeat("[", 200_000), 1},
		"types":    {head + `null,3,"x",[],{"id":true,"url":{"a":1},"attachments":[1,{"url":"https://p.example/a.mp3","size_in_bytes":-1}]}],"language":9}`, 2},
		"trailing": {head + `{"id":"2"}]} and more`, 2},
	} {
		l, err := bounded(t, c.body)
		if err != nil || len(l.Entries) != c.entries {
			t.Errorf("%s: %d entries, %v", name, len(l.Entries), err)
			continue
		}
		if e := l.Entries[0]; e.ID != "1" || e.Title != "7" || e.Authors[0].Name != "N" || e.Link != "https://p.example/1" {
			t.Errorf("%s: %+v", name, e)
		}
	}
	for _, body := range []string{strings.Repeat(`{"a":`, 200_000), `{`, `{"a":1}`, `{"items":`} {
		if l, err := bounded(t, body); err == nil {
			t.Errorf("%.20q gave %+v", body, l)
		}
	}
}

func TestWhatIsNoFeedSaysSo(t *testing.T) {
	for body, want := range map[string]tearsheet.Class{
		"": tearsheet.Empty, " \r\n\t ": tearsheet.Empty, "\uFEFF": tearsheet.NotAFeed, "hello": tearsheet.NotAFeed, "%PDF-1.4 \x00\x01": tearsheet.NotAFeed,
		"<!DOCTYPE html><html><head><title>News</title></head><body><p>x</p></body></html>": tearsheet.NotAFeed,
		"<html><body><rss version='2.0'><channel/></rss></body></html>":                     tearsheet.NotAFeed,
		"<svg xmlns='http://www.w3.org/2000/svg'/>":                                         tearsheet.NotAFeed, `[1,2]`: tearsheet.NotAFeed,
		`<?xml version="1.0" encoding="x-made-up"?><rss><channel><title>` + "\xff\xfe" + `</title></channel></rss>`: tearsheet.Charset,
		`<?xml version="1.0" encoding="x-made-up"?><rss><channel><title>plain</title></channel></rss>`:              tearsheet.Charset,
	} {
		l, err := Parse([]byte(body), "", "")
		var e *tearsheet.Error
		if !errors.As(err, &e) || e.Class != want {
			t.Errorf("%.60q gave %+v, %v; want %s", body, l, err, want)
		}
	}
}

// spoilt are one feed in many broken forms; each holds two articles.
func TestBrokenDocumentsGiveWhatIsThere(t *testing.T) {
	two := item + `<item><title>Müller &amp; Söhne</title><link>https://p.example/b</link></item>`
	good := rssOf(two)
	for name, body := range map[string]string{
		"whole":               good,
		"BOM and blank lines": "\uFEFF\n\n  " + good,
		"warning of PHP":      "<br />\n<b>Warning</b>:  include(x): failed in <b>/var/www/x.php</b> on line <b>3</b><br />\n" + good,
		"cut":                 good[:len(good)-40],
		"unclosed items":      strings.ReplaceAll(good, "</item>", ""),
		"unclosed titles":     strings.ReplaceAll(good, "</title><link>", "<link>"),
		"undeclared prefixes": strings.ReplaceAll(good, "<item>", "<item><dc:creator>N</dc:creator><foo:bar><title>no</title></foo:bar>"),
		"HTML entities":       strings.ReplaceAll(good, "ü", "&uuml;"),
		"bare ampersand":      strings.ReplaceAll(good, "&amp;", "&"),
		"numeric":             strings.ReplaceAll(good, "ü", "&#xFC;"),
		"junk after":          good + "<!-- served by cache --><script>x</script>",
		"upper case":          strings.NewReplacer("item>", "ITEM>", "title>", "TITLE>", "link>", "Link>").Replace(good),
		"no channel":          strings.NewReplacer("<channel>", "", "</channel>", "").Replace(good),
		"CDATA":               strings.NewReplacer("<title>", "<title><![CDATA[", "</title>", "]]></title>", "&amp;", "&").Replace(good),
		"escaped CDATA":       strings.NewReplacer("<title>", "<title>&lt;![CDATA[", "</title>", "]]&gt;</title>").Replace(good),
		"doctype":             strings.Replace(good, "<rss", `<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x/rss.dtd" [ <!ENTITY x "y]>"> ]><rss`, 1),
	} {
		l, err := Parse([]byte(body), "", "")
		if err != nil || len(l.Entries) != 2 {
			t.Errorf("%s: %d entries, %v", name, len(l.Entries), err)
			continue
		}
		if name == "cut" {
			if b := l.Entries[1]; b.Link != "" || b.Title == "" {
				t.Errorf("half a link was taken: %+v", b)
			}
			continue
		}
		if b := l.Entries[1]; l.Entries[0].Link != "https://p.example/a" || b.Link != "https://p.example/b" || !strings.HasPrefix(b.Title, "Müller & Söhne") || l.Title != "T" {
			if name != "unclosed titles" {
				t.Errorf("%s: %+v", name, l)
			}
		}
		if slices.ContainsFunc(l.Warnings, func(w string) bool { return strings.Contains(w, "ends before") }) && !strings.HasPrefix(name, "unclosed") {
			t.Errorf("%s: warnings %q", name, l.Warnings)
		}
	}
}

func TestCharactersAreFoundWhateverTheLabelsSay(t *testing.T) {
	text := `<rss><channel><title>Zürich – naïve</title>` + item + `</channel></rss>`
	wide := func(order binary.AppendByteOrder, mark bool) string {
		var b []byte
		if mark {
			b = order.AppendUint16(b, 0xFEFF)
		}
		for _, u := range utf16.Encode([]rune(text)) {
			b = order.AppendUint16(b, u)
		}
		return string(b)
	}
	latin := strings.NewReplacer("ü", "\xfc", "–", "\x96", "ï", "\xef").Replace(text)
	for name, c := range map[string]struct{ body, header string }{
		"UTF-8, said to be Latin-1":     {`<?xml version="1.0" encoding="iso-8859-1"?>` + strings.Repeat(" ", 3) + text + "<!-- äöü -->", "text/xml; charset=iso-8859-1"},
		"UTF-16, marked":                {wide(binary.LittleEndian, true), ""},
		"UTF-16, not marked":            {wide(binary.BigEndian, false), "text/xml"},
		"UTF-16, said to be UTF-8":      {wide(binary.LittleEndian, false), "text/xml; charset=utf-8"},
		"Windows-1252 by header":        {latin, "application/xml; charset=\"windows-1252\""},
		"Windows-1252 by declaration":   {`<?xml version='1.0' encoding='windows-1252'?>` + latin, "application/xml"},
		"Windows-1252, said UTF-8":      {`<?xml version="1.0" encoding="utf-8"?>` + latin, "text/xml; charset=utf-8"},
		"Windows-1252, said UTF-16":     {`<?xml version="1.0" encoding="utf-16"?>` + latin, "text/xml; charset=windows-1252"},
		"Latin-1, really Windows-1252":  {`<?xml version="1.0" encoding="iso-8859-1"?>` + latin, ""},
		"header of nonsense, UTF-8":     {text + "<!-- äöü -->", "text/xml; charset=\"\""},
		"C1 characters of double Latin": {strings.ReplaceAll(text, "–", "\u0096"), ""},
	} {
		l, err := Parse([]byte(c.body), c.header, "")
		if err != nil || l.Title != "Zürich – naïve" {
			t.Errorf("%s: %q, %v", name, l.Title, err)
		}
	}
	l, err := Parse([]byte("<rss><channel><title>Zürich naïve Bäume \xff\xfe x\x00\x1by\uFFFE</title></channel></rss>"), "", "")
	if err != nil || l.Title != "Zürich naïve Bäume \uFFFD x\uFFFD\uFFFDy\uFFFD" || len(l.Warnings) == 0 {
		t.Errorf("got %q, %q, %v", l.Title, l.Warnings, err)
	}
}

// A listing lives as long as its articles wait; it must not hold the document.
func TestAListingSharesNoMemoryWithItsDocument(t *testing.T) {
	for _, body := range []string{rssOf(`<language>en</language><link>https://p.example/</link><item xml:lang="de"><title>A</title><guid>https://p.example/a</guid><dc:creator>N (n@p.example)</dc:creator><category>c</category><enclosure url="https://p.example/a.mp3" type="audio/mpeg"/><description>text</description><feedburner:origLink>https://p.example/o</feedburner:origLink></item>`),
		`<feed xml:lang="en"><id>i</id><link href="https://p.example/" rel="self"/><entry xml:lang="fr"><id>u</id><link href="https://p.example/a"/><summary>s</summary></entry></feed>`,
		`<urlset><url><loc>https://p.example/a</loc><news:news><news:publication><news:language>en</news:language></news:publication><news:title>T</news:title></news:news></url></urlset>`,
		`<opml><head><title>T</title></head><body><outline text="F"><outline text="x" xmlUrl="https://p.example/f" htmlUrl="https://p.example/" category="c"/></outline></body></opml>`,
		`<rdf:RDF xml:lang="it"><channel rdf:about="x"><title>T</title></channel><item rdf:about="https://p.example/a"><title>A</title></item></rdf:RDF>`,
		`<CHANNEL HREF="https://p.example/"><ITEM HREF="https://p.example/a"><TITLE>A</TITLE></ITEM></CHANNEL>`,
		`<rss version="0.92"><channel><title>x</title></channel></rss>`,
	} {
		b := []byte(body)
		got, err := Parse(b, "", "")
		if err != nil {
			t.Fatal(err)
		}
		want, _ := Parse([]byte(body), "", "")
		for i := range b {
			b[i] = '#'
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("overwriting the document changed the listing:\n%+v\n%+v", got, want)
		}
	}
}
