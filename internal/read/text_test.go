package read

import (
	"strings"
	"testing"

	"tearsheet"
)

const ordinary = `<p>The town closes the old bridge on Monday, after engineers found cracks in two of its pillars that they had not seen before.</p>
<p>Nobody was hurt, the mayor said, and the ferry will take those who work on the other side until the winter is over.</p>
<p>The bridge was built in 1911, and it carried the trains until the line was closed some thirty years ago for want of money.</p>`

// bodyOf reads a page whose article holds the given HTML behind the ordinary paragraphs.
func bodyOf(t *testing.T, inner string) *tearsheet.Revision {
	t.Helper()
	page := `<!doctype html><html lang="en"><head><title>Town closes the old bridge on Monday morning</title></head><body><main><article><h1>Town closes the old bridge on Monday morning</h1>` +
		ordinary + inner + `</article></main></body></html>`
	r, err := Page(tearsheet.Capture{URL: "https://example.com/a", FinalURL: "https://example.com/a", Status: 200, Body: []byte(page)}, tearsheet.Entry{})
	if err != nil {
		t.Fatal(err)
	}
	return &r
}

const last = `<p>The council will decide in spring what becomes of it, the mayor said, and whether it is to be built anew.</p>`

func TestWhatTheWriterWroteStays(t *testing.T) {
	for _, c := range []struct{ inner, want string }{
		{`<p>The vote was at <time>7 p.m. on Tuesday</time> and <label>eleven</label> members said aye to the <span class="tooltip">moratorium</span> in the hall.</p>` + last,
			"The vote was at 7 p.m. on Tuesday and eleven members said aye to the moratorium in the hall."},
		{`<p>Source: the council's own report says the pillars are cracked.</p>` + last, "Source: the council's own report says the pillars are cracked."},
		{`<p>Image: that is all they care about, the driver said.</p>` + last, "Image: that is all they care about, the driver said."},
		{last + `<p>The post office will move as well, to the other end of the street.</p>`, "The post office will move as well"},
		{last + `<p>Copyright law was not at issue in the trial, which ended in May.</p>`, "Copyright law was not at issue"},
		{last + `<p>Download the app? No, said the driver of the bus.</p>`, "Download the app? No"},
		{last + `<p>“Town closes the old bridge on Monday morning”, they read in the paper.</p>` + last, "they read in the paper"},
		{`<div class="hidden-gems"><p>There are other bridges in the county that nobody has looked at for as long as this one.</p></div>` + last, "other bridges in the county"},
		{`<aside><p>Correction: the bridge was built in 1911, not in 1912.</p></aside>` + last, "Correction: the bridge was built in 1911, not in 1912."},
		{`<div class="correction-note" role="alert"><p>Correction: it has two pillars, not three.</p></div>` + last, "Correction: it has two pillars"},
		{`<blockquote><p>It is a sad day for all of us who have crossed it.</p><footer>Ann Lee, mayor</footer></blockquote>` + last, "Ann Lee, mayor"},
		{`<p>پل پیر کو بند ہو گا۔</p><p>کام بہار میں شروع ہو گا۔</p>`, "کام بہار میں شروع ہو گا۔"},
		{`<p>เมืองปิดสะพานเก่าในวันจันทร์หลังพบรอยร้าว</p>`, "เมืองปิดสะพานเก่า"},
	} {
		if got := bodyOf(t, c.inner).Text(); !strings.Contains(got, c.want) {
			t.Errorf("of %s\n%q is lost:\n%s", c.inner, c.want, got)
		}
	}
}

func TestWhatNobodyIsShownIsNotRead(t *testing.T) {
	for _, inner := range []string{
		`<div style="display: none"><p>Buy a watch now, it is the best of all watches that were ever made, and cheap.</p></div>`,
		`<p hidden>Buy a watch now, it is the best of all watches that were ever made, and cheap.</p>`,
		`<p class="sr-only">Buy a watch now, it is the best of all watches that were ever made, and cheap.</p>`,
		`<div id="privacy-dialogue"><p>We and our partners buy a watch and store cookies on your device, which you may refuse.</p></div>`,
		`<section class="talkback"><p>I would rather buy a watch than cross that bridge again, who is with me on this?</p></section>`,
	} {
		if got := bodyOf(t, inner+last).Text(); strings.Contains(got, "buy a watch") || strings.Contains(got, "Buy a watch") {
			t.Errorf("the text holds %s", inner)
		}
	}
}

func TestANoteOfCorrectionIsDeclared(t *testing.T) {
	for _, note := range []string{
		"Correction, 19 November 2025: An earlier version of this article gave another year.",
		"CORRECTION — An earlier version gave another year.",
		"Correction: the bridge has two pillars.",
	} {
		if got := bodyOf(t, last+"<p>"+note+"</p>").Declared.Correction; got != note {
			t.Errorf("declared is %q, want %q", got, note)
		}
	}
	if got := bodyOf(t, "<p>Correction officers were asked to help with the traffic on the day.</p>"+last).Declared.Correction; got != "" {
		t.Errorf("declared is %q, want nothing", got)
	}
}

func TestAWallIsALineThatBreaksOff(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"Read the full story on the river's history in our archive, which is open to all.", ""},
		{"Continue reading with a subscription.", "truncated"},
		{"Read the full story.", "truncated"},
	} {
		r := bodyOf(t, last+"<p>"+c.line+"</p>")
		if r.Declared.Access != c.want {
			t.Errorf("%q: access is %q, want %q", c.line, r.Declared.Access, c.want)
		}
		if c.want != "" && strings.Contains(r.Text(), c.line) {
			t.Errorf("%q is no sentence of the article", c.line)
		}
	}
}

func TestATableKeepsItsRowsAndItsLanguage(t *testing.T) {
	r := bodyOf(t, last+`<table lang="fr"><tr><td><p>Piliers</p></td><td>deux</td></tr><tr><td>Voies</td><td>une</td></tr></table>`)
	var rows []string
	for _, b := range r.Body {
		if b.Kind == tearsheet.Table {
			rows = append(rows, b.Language+" "+b.Text)
		}
	}
	if got := strings.Join(rows, "|"); got != "fr Piliers\tdeux|fr Voies\tune" {
		t.Errorf("rows are %q", got)
	}
}

func TestCodeKeepsItsLines(t *testing.T) {
	r := bodyOf(t, last+"<pre>\nfor i in x:\n    print(i)<br>    stop()\n</pre>")
	code := r.Body[len(r.Body)-1]
	if code.Kind != tearsheet.Code || code.Text != "for i in x: print(i) stop()" || code.Raw != "for i in x:\n    print(i)\n    stop()" {
		t.Errorf("code is %+v", code)
	}
}

func TestANoteOfCorrectionBesideTheTextIsSeen(t *testing.T) {
	const note = "Correction: an earlier version of this story gave the wrong year for the bridge."
	for name, page := range map[string]string{
		"under the headline":    `<h1>Town closes the old bridge on Monday morning</h1><p>` + note + `</p><div class="article-content">` + ordinary + last + `</div>`,
		"at the end":            `<h1>Town closes the old bridge on Monday morning</h1><div class="article-content">` + ordinary + last + `</div><div class="note"><p>` + note + `</p></div>`,
		"in a box with a class": `<h1>Town closes the old bridge on Monday morning</h1><div class="article-content">` + ordinary + last + `</div><section class="meta"><em>` + note + `</em></section>`,
	} {
		r, err := Page(tearsheet.Capture{URL: "https://example.com/a", FinalURL: "https://example.com/a", Status: 200,
			Body: []byte(`<!doctype html><html lang="en"><head><title>Town closes the old bridge on Monday morning</title></head><body><main><article>` + page + `</article></main></body></html>`)}, tearsheet.Entry{})
		if err != nil || r.Declared.Correction != note {
			t.Errorf("%s: declared is %q (%v)", name, r.Declared.Correction, err)
		}
	}
	other := bodyOf(t, last+`</article><aside><h2>Elsewhere</h2><ul><li><a href="/b">Correction: another story</a></li></ul></aside><article>`)
	if other.Declared.Correction != "" {
		t.Errorf("a link to another story's correction was taken for a note: %q", other.Declared.Correction)
	}
}

func TestAHeadlineThatReadersSeeAndTheDataDoNotIsAConflict(t *testing.T) {
	page := `<!doctype html><html lang="en"><head><title>Old bridge to be closed | The Paper</title><meta property="og:title" content="Old bridge to be closed">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Old bridge to be closed"}</script></head><body><article><h1>Mayor was warned of cracks in spring</h1>` + ordinary + last + `</article></body></html>`
	r, err := Page(tearsheet.Capture{URL: "https://example.com/a", FinalURL: "https://example.com/a", Status: 200, Body: []byte(page)}, tearsheet.Entry{})
	if err != nil || len(r.Declared.Conflicts) != 1 || r.Declared.Conflicts[0] != (tearsheet.Conflict{Field: "headline", Value: "Mayor was warned of cracks in spring", Where: "h1"}) {
		t.Errorf("conflicts are %+v (%v)", r.Declared.Conflicts, err)
	}
}
