package read

import (
	"golang.org/x/net/html"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/proof"
)

// fill reads every field but the body.
func (s *sheet) fill(r *tearsheet.Revision) {
	note := func(field, value, where string) string {
		if value != "" {
			r.Evidence[field] = where
		}
		return value
	}
	h := s.headline()
	r.Headline = note("headline", h.words, h.where)
	people, where := s.byline()
	if len(people) > 0 {
		r.Byline, r.Evidence["byline"] = people, where
	}
	for field, t := range map[string]stated{"published": s.published(), "modified": s.modified()} {
		note(field, t.at.String(), t.where)
		if field == "published" {
			r.Published = t.at
		} else {
			r.Modified = t.at
		}
	}
	v, where := s.section()
	r.Section = note("section", v, where)
	v, where = s.language()
	r.Language = note("language", v, where)
	v, where = s.site()
	r.Site = note("site", v, where)
	v, where = s.summary()
	r.Summary = note("summary", v, where)
	s.canonical(r)
	s.declare(r)
	s.noteConflicts(r)
}

func (s *sheet) section() (string, string) {
	for _, o := range s.articles() {
		if v := o.str("articleSection"); v != "" {
			return v, "json-ld articleSection"
		}
	}
	if v, where := s.said("article:section", "og:article:section", "itemprop:articlesection", "parsely-section", "sailthru.section", "cxenseparse:section", "section", "dc.subject.section"); v != "" {
		return v, where
	}
	for _, n := range s.props["articlesection"] {
		if v := strOr(attr(n, "content"), text(n)); v != "" && !elsewhere(n) {
			return proof.Block(v), "itemprop articleSection"
		}
	}
	return s.crumb(), "json-ld BreadcrumbList"
}

// crumb gives the one step of the page's breadcrumbs between the front page and
// the article. Where there are several steps or lists it is not clear which of
// them the publisher calls the section.
func (s *sheet) crumb() string {
	var list object
	for _, o := range s.ld {
		if o.str("@type") == "BreadcrumbList" {
			if list != nil {
				return ""
			}
			list = o
		}
	}
	var between []string
	for _, v := range list.list("itemListElement") {
		step, _ := v.(map[string]any)
		item, _ := step["item"].(map[string]any)
		name := strOr(object(step).str("name"), object(item).str("name"))
		ref := address.Resolve(s.base, strOr(object(step).str("item"), strOr(object(item).str("@id"), object(item).str("url"))))
		if name == "" || ref == "" || address.IsFront(ref) || s.samePage(ref) || s.isSite(name) || key(name) == key(s.headline().words) {
			continue
		}
		between = append(between, name)
	}
	if len(between) != 1 {
		return ""
	}
	return between[0]
}

func (s *sheet) summary() (string, string) {
	if v, where := s.said("description", "og:description", "twitter:description", "dc.description", "sailthru.description"); v != "" {
		return v, where
	}
	for _, o := range s.articles() {
		if v := plainText(o.str("description")); v != "" {
			return v, "json-ld description"
		}
	}
	return "", ""
}

// onlyFront reports whether u is the site's front page while the article is
// not: such a canonical address is a template's mistake.
func (s *sheet) onlyFront(u string) bool {
	return address.IsFront(u) && !address.IsFront(s.addr.String())
}

// feedHTML builds the tree of a piece of HTML that a feed carries.
func feedHTML(s string) *html.Node {
	doc, err := parse(s)
	if err != nil {
		return &html.Node{Type: html.TextNode, Data: plainText(s)}
	}
	return doc
}
