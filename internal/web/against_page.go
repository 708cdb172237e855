package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"tearsheet"
)

type againstPage struct {
	shell
	Copy, Origin againstHead
	Lead         string // "Modified from"
	Claimed      bool
	Summary      string
	First        string // who was first, with the evidence
	Changed      bool   // one headline was made of the other
	HeadWords    string // "headline changed"
	HeadDiff     []mark
	Figures      []claim
	View         string
	Views        []pairLink
	Inline       []diffPart
	Columns      []columnRow
	InCopy       []textPart
	InOrigin     []textPart
	Shown        string // what is left out, and why
	JSON         string
}

// againstHead is what stands above one of the two texts.
type againstHead struct {
	Headline  string
	Lang      string
	Link      string
	Outlet    string
	Source    string
	Published moment
	Seen      moment
	Revision  string // "revision 2 of 3"; empty where there is one
	Revisions []pairLink
}

func (s *server) againstPage(r *http.Request, p *pair, sights twoSights, view string) againstPage {
	whole := p.operations()
	c, cut := sights.comparison(comparisonOf(whole))
	page := againstPage{
		shell: s.shell(r, fmt.Sprintf("Compared: %s", headline(&p.copy.Revision))), Claimed: p.claimed,
		Copy: againstHeadOf(&p.copy), Origin: againstHeadOf(&p.origin), Lead: leadOf(&p.reuse),
		Summary: summaryOf(p, whole.Counts), Changed: p.reuse.Headline != "" && c.headlineChanged(), HeadDiff: marks(c.Headline),
		HeadWords: upperFirst(headlineWords(&p.reuse, &p.copy.Revision, &p.origin.Revision)),
		Figures:   figureClaims(c.Figures), View: view, Views: p.views(view), JSON: jsonOf(p),
	}
	page.Robots = "noindex"
	page.Copy.Revisions, page.Origin.Revisions = p.revisions(&p.copy, view), p.revisions(&p.origin, view)
	if p.claimed {
		page.First = precedenceOf(&p.reuse, &p.copy, &p.origin)
	}
	switch view {
	case viewColumns:
		page.Columns = columns(c.Paragraphs, "In the origin", "In the copy")
	case viewPassages:
		cut = page.addPassages(p, sightsOf(p, page.Operator))
	default:
		page.Inline = parts(c.Paragraphs, &fatesOfCopy)
	}
	if cut {
		page.Shown = whyPartOf(sights)
	}
	return page
}

// addPassages quotes the passages by sights of their own: the differences are
// not shown beside them.
func (page *againstPage) addPassages(p *pair, sights twoSights) (cut bool) {
	var cutCopy, cutOrigin bool
	page.InCopy, cutCopy = copySide(p).within(sights.copy)
	page.InOrigin, cutOrigin = originSide(p).within(sights.origin)
	return cutCopy || cutOrigin
}

func againstHeadOf(item *tearsheet.Item) againstHead {
	rev := &item.Revision
	head := againstHead{
		Headline: headline(rev), Lang: lang(rev.Language), Link: articlePath(item.Article.ID), Outlet: outlet(&item.Source),
		Source: sourcePath(item.Article.Source), Published: statedIn(rev, rev.Published), Seen: ours(item.Article.FirstSeen),
	}
	if item.Article.Revisions > 1 {
		head.Revision = fmt.Sprintf("revision %d of %d", rev.Number, item.Article.Revisions)
	}
	return head
}

var viewWords = []struct{ view, words string }{
	{viewInline, "Differences, inline"}, {viewColumns, "Differences, two columns"}, {viewPassages, "Shared passages"},
}

func (p *pair) views(current string) []pairLink {
	var links []pairLink
	for _, v := range viewWords {
		links = append(links, pairLink{v.words, p.address(v.view), v.view == current})
	}
	return links
}

// mostRevisions is how many revisions of an article a page lets choose from.
const mostRevisions = 12

// revisions leads to the same comparison with the other revisions of one of
// the two, the latest ones.
func (p *pair) revisions(of *tearsheet.Item, view string) []pairLink {
	if of.Article.Revisions < 2 {
		return nil
	}
	var links []pairLink
	for n := max(1, of.Article.Revisions-mostRevisions+1); n <= of.Article.Revisions; n++ {
		other := *p
		if of == &p.copy {
			other.copy.Revision.Number = n
		} else {
			other.origin.Revision.Number = n
		}
		links = append(links, pairLink{strconv.Itoa(n), other.address(view), n == of.Revision.Number})
	}
	return links
}

func jsonOf(p *pair) string {
	path, query, asked := strings.Cut(p.address(""), "?")
	if !asked {
		return path + ".json"
	}
	return path + ".json?" + query
}

// whyPartOf says why words are missing.
func whyPartOf(s twoSights) string {
	switch {
	case s.showNothing():
		return "The texts are not shown: the rights of both sources, or the pages themselves, ask for no more than headline and link. The counts are of the whole texts."
	case s.copy.showsWhole() || s.origin.showsWhole():
		return fmt.Sprintf("Of the text whose source grants no more, at most %d words are shown, or none where it asks for that. The counts are of the whole texts.", mostWords)
	}
	return fmt.Sprintf("At most %d words of each text are shown, because no licence for more is recorded. The counts are of the whole texts.", mostWords)
}
