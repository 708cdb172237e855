package read

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tearsheet"
	"tearsheet/proof"
)

func FuzzPage(f *testing.F) {
	f.Add([]byte("<title>T | S</title><h1>T</h1><article>" + prose + prose + prose + "</article>"))
	f.Add([]byte(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","author":[{"name":"A B"}],"datePublished":"2025-11-18T17:20:00-06:00","image":{"url":"/a.jpg"}}</script>` + prose))
	f.Add([]byte(`<meta charset="shift_jis">` + "\x83\x65\x83\x58\x83\x67" + `<table><tr><td>a<td>b</table><ul><li>x<li>y</ul><figure><img srcset="a.jpg 1x, b.jpg 2x"><figcaption>c</figcaption></figure>`))
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00"))
	f.Fuzz(func(t *testing.T, body []byte) {
		c := capture(string(body))
		r, err := Page(c, tearsheet.Entry{})
		var known *tearsheet.Error
		if err != nil {
			if !errors.As(err, &known) {
				t.Fatalf("error %v is no *tearsheet.Error", err)
			}
			return
		}
		for _, b := range r.Body {
			if b.Kind != tearsheet.Table && proof.Block(b.Text) != b.Text {
				t.Errorf("block %q is not canonical", b.Text)
			}
		}
		checkStated(t, r)
	})
}

// checkStated holds that every field that is set has its evidence, and no other.
func checkStated(t *testing.T, r tearsheet.Revision) {
	for field, set := range map[string]bool{"headline": r.Headline != "", "byline": len(r.Byline) > 0, "section": r.Section != "", "published": !r.Published.IsZero(),
		"modified": !r.Modified.IsZero(), "language": r.Language != "", "site": r.Site != "", "summary": r.Summary != "", "canonical": r.Canonical != "", "images": len(r.Images) > 0, "dateline": r.Dateline != ""} {
		if set != (r.Evidence[field] != "") {
			t.Errorf("%s is set: %v, but its evidence is %q", field, set, r.Evidence[field])
		}
	}
	if !utf8.ValidString(r.Headline) {
		t.Errorf("headline %q is no UTF-8", r.Headline)
	}
}

func FuzzMeta(f *testing.F) {
	f.Add([]byte("<html lang=en><title>T - S</title><meta name=author content='By A B and C D'></head><body><h1>T <b>x</b></h1><script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"T\"}</script>"))
	f.Add([]byte("<!--[if IE]><html lang=\"de\"><![endif]--><meta property=og:title content=x><h1><script><!--</h1></head><h1>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := Meta(capture(string(body)))
		var known *tearsheet.Error
		if err != nil {
			if !errors.As(err, &known) {
				t.Fatalf("error %v is no *tearsheet.Error", err)
			}
			return
		}
		checkStated(t, r)
	})
}

func FuzzCharset(f *testing.F) {
	f.Add([]byte("<meta charset=shift_jis>\x83\x65"), "text/html")
	f.Add([]byte("\xfe\xff\x00<\x00p"), "text/html; charset=utf-8")
	f.Add([]byte("\x1b$B$\"\x1b(B<p>"), "text/html; charset=iso-2022-jp")
	f.Add([]byte("<?xml version='1.0' encoding='gb2312'?><p>\xd6\xd0"), "")
	f.Fuzz(func(t *testing.T, body []byte, header string) {
		c := capture(string(body))
		c.Header = http.Header{"Content-Type": {header}}
		text, err := decode(&c)
		var known *tearsheet.Error
		if err != nil && !errors.As(err, &known) {
			t.Fatalf("error %v is no *tearsheet.Error", err)
		}
		if err == nil && !utf8.ValidString(text) {
			t.Errorf("decoded text %q is no UTF-8", text)
		}
	})
}

func FuzzNames(f *testing.F) {
	for _, s := range []string{"By Ann Lee, political editor and Bo Ray", "Von A. B. und C. D. (dpa), 18.11.2025", "（责编：牛镛、岳弘彬）", "ByAlex Lee Thursday, November 9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range splitNames(s) {
			if !strings.ContainsFunc(p.Name, unicode.IsLetter) {
				t.Errorf("splitNames(%q) names %q", s, p.Name)
			}
		}
		partCredit(s)
		pictureKey(s)
		untilChange(s)
	})
}

func FuzzFlatten(f *testing.F) {
	f.Add("<div><b><p>x</div></b><table><tr><td><table>", 2)
	f.Fuzz(func(t *testing.T, page string, depth int) {
		if depth < 0 || depth > 200 {
			return
		}
		if flat := flatten(page, depth); len(flat) > len(page) {
			t.Errorf("flatten(%q, %d) = %q is longer", page, depth, flat)
		}
	})
}

func FuzzJSONLD(f *testing.F) {
	f.Add(`{"@graph":[{"@type":"Article","headline":"a \"b\" c",}]}`)
	f.Add("<!-- {'a': \"b\nc\", d: [1,2,,3], \"e\": \"\\ud83d\\ude00\"} -->")
	f.Add(`{"a":"b" "c":{"d":["e"}`)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<16 {
			return
		}
		for _, v := range readJSON(s) {
			_ = words(v)
		}
	})
}

func FuzzTime(f *testing.F) {
	for _, s := range []string{"2025-11-18T17:20:00-06:00", "Tue, 18 Nov 2025 17:20:00 GMT", "18. November 2025, 17:20 Uhr", "November 18, 2025 5:20 pm", "1700000000", "2025年11月18日", "11:00 CET"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		st := readTime(s)
		back, err := tearsheet.ParseStated(st.String())
		if err != nil || !back.Equal(st) {
			t.Errorf("readTime(%q) = %s, which does not survive: %v", s, st, err)
		}
		if !st.IsZero() && !strings.ContainsAny(s, "0123456789") {
			t.Errorf("readTime(%q) = %s out of nothing", s, st)
		}
	})
}
