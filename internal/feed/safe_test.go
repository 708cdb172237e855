package feed

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// payloads are ways to get something to run; those of the second half change
// their meaning when what a sanitiser wrote is read again.
var payloads = []string{
	`<script>alert(1)</script>`, `<SCRIPT SRC=//x.example/x.js>`, `<scr<script>ipt>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<img/src="x"/onerror=alert(1)>`,
	`<a href="javascript:alert(1)">x</a>`, `<a href=" java&#10;script:alert(1)">x</a>`, `<a href="&#1;javascript:alert(1)">x</a>`, `<a href="JaVaScRiPt&colon;alert(1)">x</a>`,
	`<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>`, `<a href="vbscript:x">x</a>`, `<iframe src="javascript:alert(1)"></iframe>`, `<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
	`<object data="data:text/html,x">`, `<embed src="x.swf">`, `<base href="//x.example/">`, `<meta http-equiv=refresh content="0;url=javascript:alert(1)">`, `<link rel=stylesheet href=x>`,
	`<style>@import "x"</style>`, `<div style="background:url(javascript:alert(1))">x</div>`, `<div style="width:expression(alert(1))">x</div>`, `<div style="-moz-binding:url(x)">x</div>`,
	`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`, `<math href="javascript:alert(1)">x</math>`,
	`<form action="javascript:alert(1)"><button>x</button></form>`, `<button formaction="javascript:alert(1)">x</button>`, `<body onload=alert(1)>`, `<input autofocus onfocus=alert(1)>`,
	`<details open ontoggle=alert(1)>`, `<video><source onerror=alert(1)></video>`, `<img srcset="javascript:alert(1)">`,

	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<textarea><p title="</textarea><img src=x onerror=alert(1)>">`,
	`<svg></p><style><a id="</style><img src=x onerror=alert(1)>">`, `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">`,
	`<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`, `<title><p title="</title><img src=x onerror=alert(1)>">`,
	`<xmp><p title="</xmp><img src=x onerror=alert(1)>">`, `<template><s><template><s><img src=x onerror=alert(1)></s></template>`, `<select><style></select><img src=x onerror=alert(1)></style>`,
	`<!--><img src=x onerror=alert(1)>-->`, `<!--x--!><img src=x onerror=alert(1)>-->`, `<![CDATA[><img src=x onerror=alert(1)>]]>`, `<!doctype x[<img src=x onerror=alert(1)>`, `<plaintext><img src=x onerror=alert(1)>`,
	`<a title="x` + "`" + `onmouseover=alert(1)">`, `<p title='"><script>alert(1)</script>'>x`, `&lt;script&gt;alert(1)&lt;/script&gt;`, `<iframe>&lt;img src=x onerror=alert(1)&gt;</iframe>`, `<iframe><img src=x onerror=alert(1)></iframe>`,
	"<img src=x\x00 on\x00error=alert(1)>", `<a href="https://x.example/" href="javascript:alert(1)" onclick=alert(1)>x`, `<table><td><svg><desc><td><img src=x onerror=alert(1)>`,
}

var running = regexp.MustCompile(`^(java|vb|live)script:|^data:`)

// dangers reads markup as a browser does and names whatever could run.
func dangers(t *testing.T, markup string) (bad []string) {
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		t.Fatalf("what was written cannot be read: %v", err)
	}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode && n.Parent != nil {
			bad = append(bad, "comment")
		}
		if n.Type != html.ElementNode {
			continue
		}
		if n.Namespace != "" || strings.Contains(" script style iframe object embed base meta link svg math noscript template xmp plaintext frame frameset ", " "+n.Data+" ") {
			bad = append(bad, n.Data)
		}
		for _, a := range n.Attr {
			squeezed := strings.ToLower(strings.Map(func(r rune) rune {
				if r <= ' ' || r == 0xFEFF || r == 0x200B {
					return -1
				}
				return r
			}, a.Val))
			if strings.HasPrefix(a.Key, "on") || a.Key == "srcdoc" || a.Key == "srcset" || addressed[a.Key] && running.MatchString(squeezed) {
				bad = append(bad, a.Key+"="+a.Val)
			}
			if a.Key == "style" && (strings.Contains(squeezed, "url(") || strings.Contains(squeezed, "expression") || strings.Contains(squeezed, "binding") || strings.Contains(squeezed, "position")) {
				bad = append(bad, "style="+a.Val)
			}
		}
	}
	return bad
}

func TestNothingRunsInWhatWasMadeSafeHoweverOftenItIsReadAgain(t *testing.T) {
	for _, p := range payloads {
		for name, clean := range map[string]func(string, string) string{"Safe": Safe, "Inert": Inert} {
			once := clean("<p>before</p>"+p+"<p>after</p>", "https://post.example/")
			again := once
			for range 3 {
				if bad := dangers(t, again); len(bad) > 0 {
					t.Errorf("%s(%q) = %q holds %q", name, p, again, bad)
				}
				root, err := html.Parse(strings.NewReader(again))
				if err != nil {
					t.Fatal(err)
				}
				var b strings.Builder
				if err := html.Render(&b, root); err != nil {
					t.Fatal(err)
				}
				again = b.String()
			}
			if twice := clean(once, ""); twice != once && name == "Inert" {
				t.Errorf("%s is not done after once: %q, then %q", name, once, twice)
			}
		}
	}
}

func TestSafeKeepsWordsStructureAndLinks(t *testing.T) {
	for in, want := range map[string]string{
		`<p class="x" id=y>A <b>bold</b> <a href="/b" target=_blank onclick=x>link</a></p>`: `<p>A <b>bold</b> <a href="https://post.example/b" rel="noopener nofollow ugc">link</a></p>`,
		`<img src="c.jpg" alt='A "b"' style="position:fixed">`:                              `<img src="https://post.example/a/c.jpg" alt="A &#34;b&#34;" />`,
		`AT&T <unknown>x</unknown> 1 < 2`:                                                   `AT&amp;T x 1 &lt; 2`,
		`<ul><li>a<li>b</ul>`:                                                               `<ul><li>a</li><li>b</li></ul>`,
		`<p>a<p>b<form><p>in</p></form>c`:                                                   `<p>a</p><p>bc</p>`,
		`<p>open`:                                                                           `<p>open</p>`,
		`<a href="mailto:a@b.example">m</a><a href="tel:1">t</a>`:                           `<a href="mailto:a@b.example" rel="noopener nofollow ugc">m</a><a>t</a>`,
		``: ``,
	} {
		if got := Safe(in, "https://post.example/a/"); got != want {
			t.Errorf("Safe(%q)\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestDeepMarkupIsFlattened(t *testing.T) {
	got := Safe(strings.Repeat("<div>", 100_000)+"words", "")
	if strings.Count(got, "<div>") != maxOpen || !strings.Contains(got, "words") {
		t.Errorf("%d elements are open", strings.Count(got, "<div>"))
	}
	if bad := dangers(t, got); len(bad) > 0 {
		t.Error(bad)
	}
}

func FuzzSafeWritesNothingThatRuns(f *testing.F) {
	for _, p := range payloads {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, clean := range []func(string, string) string{Safe, Inert} {
			out := clean(s, "https://post.example/")
			if bad := dangers(t, out); len(bad) > 0 {
				t.Errorf("%q became %q with %q", s, out, bad)
			}
		}
		_ = plain(s)
	})
}
