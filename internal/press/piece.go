package press

import (
	"cmp"
	"regexp"
	"strings"
	"time"
)

// Kind says what happens to an article at one point of the timetable.
type Kind string

// The kinds.
const (
	Appeared  Kind = "new"        // it is there for the first time
	Corrected Kind = "correction" // its words change and a note says so
	Silent    Kind = "silent"     // a figure, a name or a sentence changes, and nothing says so
	Retitled  Kind = "headline"   // the headline changes, and nothing says so
	Updated   Kind = "update"     // paragraphs are added and the page states the time
	Deleted   Kind = "deleted"    // the page answers 404, and 410 from goneAfter on
)

// goneAfter is how long a deleted article answers 404 before it answers 410.
const goneAfter = 45 * time.Second

// outlet is a publisher with its archive.
type outlet struct {
	Outlet
	id       string // name of its archive
	motto    string
	feed     string   // kind of its feed, from feedKinds
	full     bool     // the feed carries whole articles
	layout   string   // template of its pages
	pattern  string   // path of an article, with {section} and {slug}
	precise  string   // how it states times: zoned, local, day or none
	hue      string   // of its colours
	licence  string   // address of the licence that its pages declare
	noisy    bool     // counters on its pages change every minute
	disallow []string // lines of its robots.txt
	pieces   []*piece
}

// piece is one article with all its versions.
type piece struct {
	outlet   *outlet
	slug     string
	path     string // where it stands at its outlet
	of       string // ref of the article it was copied from
	relation string
	credited bool
	story    string        // event that several articles report independently
	thread   string        // matter that articles follow over days
	style    string        // what is odd about its page, from styles
	straight bool          // a copy whose quotes and dashes the outlet's system has flattened
	lang     string        // where it is not the outlet's
	every    time.Duration // a bulletin that is rewritten again and again
	versions []*version
}

// version is an article as it stands from one time on.
type version struct {
	number   int
	at       time.Duration // from the start; negative: before
	kind     Kind
	headline string
	byline   []string
	section  string
	dateline string
	summary  string
	note     string // of a correction
	credit   string // "Coastwire", where the page names the origin
	figure   string
	tags     []string
	body     []block
}

// block is a paragraph, heading, quote or list item, with links as
// [text](outlet/slug).
type block struct {
	element string // p, h2, blockquote, li
	text    string
}

// edition is the version of a piece that stands at one time.
type edition struct {
	*piece
	*version
}

func (p *piece) ref() string { return p.outlet.id + "/" + p.slug }

// edition gives the version that stands since after the start; false before
// the piece appears.
func (p *piece) edition(since time.Duration) (edition, bool) {
	var current *version
	for _, v := range p.versions {
		if v.at <= since {
			current = v
		}
	}
	if current == nil {
		return edition{}, false
	}
	if p.every > 0 {
		current = p.issue(current, since)
	}
	return edition{p, current}, true
}

// issue gives the bulletin of one time: each {a|b|c} in it stands for another
// of its choices every time. Lists of different length keep it from repeating
// soon.
func (p *piece) issue(v *version, since time.Duration) *version {
	n := 0
	if since > 0 {
		n = int(since / p.every)
	}
	issue := *v
	issue.headline, issue.summary = choose(v.headline, n), choose(v.summary, n)
	issue.body = make([]block, len(v.body))
	for i, b := range v.body {
		issue.body[i] = block{b.element, choose(b.text, n)}
	}
	if n > 0 {
		issue.number, issue.kind, issue.at = v.number+n, Updated, time.Duration(n)*p.every
	}
	return &issue
}

var choice = regexp.MustCompile(`\{[^{}]*\|[^{}]*\}`)

func choose(s string, n int) string {
	if !strings.Contains(s, "{") {
		return s
	}
	return choice.ReplaceAllStringFunc(s, func(list string) string {
		choices := strings.Split(list[1:len(list)-1], "|")
		return choices[n%len(choices)]
	})
}

// published is when the piece first appeared, as its page states it.
func (e edition) published() time.Duration { return e.versions[0].at }

// stated is the offset of the modification that the page states, and the
// publication where it states none.
func (e edition) stated() time.Duration {
	stated := e.published()
	for _, v := range e.versions {
		if v.number <= e.number && (v.kind == Corrected || v.kind == Updated) {
			stated = v.at
		}
	}
	if e.every > 0 {
		stated = max(stated, e.at)
	}
	return stated
}

// language is the piece's own, else its outlet's.
func (p *piece) language() string { return cmp.Or(p.lang, p.outlet.Language) }

// placed writes the path of the piece at its outlet. It follows the first
// version: an address stays.
func (p *piece) placed() string {
	r := strings.NewReplacer("{section}", slugOf(p.versions[0].section), "{slug}", p.slug)
	return r.Replace(p.outlet.pattern)
}

// words is the text of the piece as its page shows it, blocks parted by an
// empty line.
func (v *version) words() string {
	parts := make([]string, len(v.body))
	for i, b := range v.body {
		parts[i] = plain(b.text)
	}
	return strings.Join(parts, "\n\n")
}

// lead is what stands under the headline and in feeds.
func (v *version) lead() string {
	if v.summary != "" || len(v.body) == 0 {
		return v.summary
	}
	return strings.TrimPrefix(plain(v.body[0].text), v.dateline+" — ")
}

var link = regexp.MustCompile(`\[([^\]]+)\]\(([^)\s]+)\)`)

// plain takes the links off a text.
func plain(s string) string {
	if !strings.Contains(s, "](") {
		return s
	}
	return link.ReplaceAllString(s, "$1")
}

var notWord = regexp.MustCompile(`[^a-z0-9]+`)

// slugOf writes a section as it stands in addresses.
func slugOf(s string) string {
	if s = strings.Trim(notWord.ReplaceAllString(strings.ToLower(s), "-"), "-"); s == "" {
		return "news"
	}
	return s
}
