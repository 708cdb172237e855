package read

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

func capture(body string) tearsheet.Capture {
	return tearsheet.Capture{URL: "https://news.example.com/a", FinalURL: "https://news.example.com/a", Status: 200, Body: []byte(body)}
}

const prose = "<p>The council voted on Tuesday to close the bridge for repairs, which will take, the mayor said, at least two years.</p>"

func TestHostilePagesEndSoonWithATextOrOneClearError(t *testing.T) {
	paragraphs := strings.Repeat(prose, 5)
	for _, c := range []struct{ name, page string }{
		{"100,000 nested divs", strings.Repeat("<div>", 100_000) + paragraphs},
		{"500 nested divs", strings.Repeat("<div>", 500) + paragraphs},
		{"17,000 unclosed b, a and p", paragraphs + strings.Repeat("<b><a href=/x><p>word", 17_000)},
		{"10,000 unclosed spans", strings.Repeat("<span>x", 10_000) + paragraphs},
		{"200,000 attributes", "<div " + manyAttributes(200_000) + ">" + paragraphs},
		{"5,000 tables", strings.Repeat("<table><tr><td>cell", 400) + strings.Repeat("<table><tr><td>cell</table>", 5_000) + paragraphs},
		{"100,000 links", strings.Repeat("<a href=/x>link</a> ", 100_000) + paragraphs},
		{"100,000 paragraphs", strings.Repeat("<p>A sentence, and one more, which is long enough to be counted as text.", 100_000)},
		{"20,000 articles with headlines", strings.Repeat("<article><h1>Head</h1>"+prose+"</article>", 20_000)},
		{"20,000 bylines and dates", strings.Repeat(`<div class="byline author date"><time>x</time></div>`, 20_000) + paragraphs},
		{"20,000 figures", strings.Repeat(`<figure><img src=/a.jpg srcset="/b.jpg 2x"><figcaption>c</figcaption></figure>`, 20_000) + paragraphs},
		{"one picture 20,000 images wide", "<figure>" + strings.Repeat(`<img src=/a.jpg>`, 20_000) + "</figure>" + paragraphs},
		{"a title of 2 MB", "<title>" + strings.Repeat("a - ", 500_000) + "</title>" + paragraphs},
		{"an h1 of 2 MB", "<h1>" + strings.Repeat("a | ", 500_000) + "</h1>" + paragraphs},
		{"2,000 h1", strings.Repeat("<h1>Some headline of the day</h1>", 2_000) + paragraphs},
		{"JSON-LD 200,000 deep", `<script type="application/ld+json">` + strings.Repeat(`{"a":[`, 200_000) + "</script>" + paragraphs},
		{"JSON-LD of quotes", `<script type="application/ld+json">{"a":"` + strings.Repeat(`" `, 500_000) + "</script>" + paragraphs},
		{"20,000 JSON-LD articles", `<script type="application/ld+json">[` + strings.Repeat(`{"@type":"NewsArticle","headline":"x","datePublished":"2025-01-01"},`, 20_000) + "]</script>" + paragraphs},
		{"20,000 metas", strings.Repeat(`<meta name=author content="By A and B, C and D">`, 20_000) + paragraphs},
		{"one word of 5 MB", paragraphs + "<p>" + strings.Repeat("a", 5<<20)},
		{"attributes of 5 MB", `<div class="` + strings.Repeat("date author ", 5<<20/12) + `">` + paragraphs + `<img alt="` + strings.Repeat("a ", 5<<19) + `" srcset="` + strings.Repeat("/a.jpg 1x, ", 5<<20/11) + `">`},
		{"20,000 names in authors", "<h1>Bridge closed</h1>" + strings.Repeat(`<b itemprop="author">x<i itemprop="name">y</i></b>`, 20_000) + paragraphs},
		{"3,000 authors below 400 divs", "<h1>Bridge closed</h1>" + strings.Repeat("<div>", 400) + strings.Repeat(`<b itemprop="author">x<i itemprop="name">y</i></b>`, 3_000) + strings.Repeat("</div>", 400) + paragraphs},
		{"20,000 dates in one list item", "<h1>Bridge closed</h1><ul><li>" + strings.Repeat(`<i class="date">3 x</i>`, 20_000) + "</ul>" + paragraphs},
		{"400 bylines around 80,000 words", "<h1>Bridge closed</h1>" + strings.Repeat(`<span class="byline" itemprop="author">`, 400) + strings.Repeat("word ", 80_000) + strings.Repeat("</span>", 400) + paragraphs},
		{"90,000 lines by one author", "<h1>Bridge closed</h1><div>" + strings.Repeat(`<i>By Ann</i>`, 90_000) + "</div>" + paragraphs},
		{"100,000 lines of dates and names", strings.Repeat("<p>By Ann Lee</p><p>18.11.2025</p>", 50_000) + paragraphs},
		{"20,000 linked pictures in one frame", "<h1>Bridge closed</h1><div class=image>" + strings.Repeat(`<a href=/x><figure><img src=/a.jpg></figure></a>`, 20_000) + "</div>" + paragraphs},
		{"a byline of 1 MB", `<meta name=author content="` + strings.Repeat("A and B, ", 100_000) + `">` + paragraphs},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := cpu()
			r, err := Page(capture(c.page), tearsheet.Entry{})
			took := cpu() - start
			var known *tearsheet.Error
			if err != nil && !errors.As(err, &known) {
				t.Errorf("error %v is no *tearsheet.Error", err)
			}
			if err == nil && len(r.Body) == 0 {
				t.Error("neither a body nor an error")
			}
			if took > patience {
				t.Errorf("took %v", took)
			}
			t.Logf("%v, %d blocks, error %v", took.Round(time.Millisecond), len(r.Body), err)
		})
	}
}

func TestADeepPageIsReadWithoutItsNesting(t *testing.T) {
	paragraphs := "<h1>Bridge closed</h1>" + strings.Repeat(prose, 5)
	for name, page := range map[string]string{
		"unclosed divs":         strings.Repeat("<div>", 100_000) + paragraphs,
		"closed divs":           strings.Repeat("<div>", 600) + paragraphs + strings.Repeat("</div>", 600),
		"fonts around words":    strings.Repeat("<font size=1><b>", 5_000) + paragraphs,
		"spans of unknown name": strings.Repeat("<x-y>", 5_000) + paragraphs,
		"quotes":                strings.Repeat("<blockquote>", 5_000) + paragraphs,
		"tables":                strings.Repeat("<table><tr><td>", 2_000) + paragraphs,
		"lists":                 strings.Repeat("<ul><li>", 5_000) + paragraphs,
	} {
		start := cpu()
		r, err := Page(capture(page), tearsheet.Entry{})
		if err != nil || r.Headline != "Bridge closed" || strings.Count(r.Text(), "The council voted") != 5 {
			t.Errorf("%s: headline %q, %d bytes of text, error %v", name, r.Headline, len(r.Text()), err)
		}
		if took := cpu() - start; took > patience {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func TestSkimmingAHostilePageEndsSoon(t *testing.T) {
	for name, page := range map[string]string{
		"unclosed h1":      strings.Repeat("<h1>", 500_000),
		"unclosed scripts": "<body>" + strings.Repeat("<script type=application/ld+json>", 200_000),
		"unclosed comment": "<body>" + strings.Repeat("<!--", 1_000_000),
		"metas":            strings.Repeat("<meta name=author content=x", 300_000),
		"a 5 MB attribute": `<meta name=description content="` + strings.Repeat("a ", 5<<19) + `"><h1>Bridge closed</h1>`,
		"end tags":         "<body><h1>" + strings.Repeat("</", 2_000_000),
	} {
		start := cpu()
		if _, err := Meta(capture(page)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if took := cpu() - start; took > patience {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d=1 ", i)
	}
	return b.String()
}

func TestWhatIsNoPageIsRefusedByItsClass(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       tearsheet.Class
	}{
		{"nothing", "", tearsheet.Empty},
		{"white space", " \n\t ", tearsheet.Empty},
		{"a JPEG", "\xff\xd8\xff\xe0\x00\x10JFIF<html>", tearsheet.NotAPage},
		{"a PNG", "\x89PNG\r\n\x1a\n<p>", tearsheet.NotAPage},
		{"a PDF", "%PDF-1.7\n<p>" + prose, tearsheet.NotAPage},
		{"a ZIP", "PK\x03\x04<p>", tearsheet.NotAPage},
		{"bytes", strings.Repeat("\x00\x01<", 50), tearsheet.NotAPage},
		{"50 MB", strings.Repeat("<p>a b c d</p>\n", 50<<20/15), tearsheet.TooLarge},
		{"a million elements", strings.Repeat("<b>", 1_000_000), tearsheet.TooLarge},
		{"nesting without end", strings.Repeat("<div>", 100_000), tearsheet.NoText},
		{"no words", "<html><body><div></div></body></html>", tearsheet.NoText},
		{"JSON", `{"a":1}`, tearsheet.NoText},
	} {
		start := cpu()
		_, err := Page(capture(c.body), tearsheet.Entry{})
		var known *tearsheet.Error
		if !errors.As(err, &known) || known.Class != c.want || known.URL == "" {
			t.Errorf("%s: error %v, want class %q with the address", c.name, err, c.want)
		}
		if took := cpu() - start; took > patience {
			t.Errorf("%s: took %v", c.name, took)
		}
	}
}
