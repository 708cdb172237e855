package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet"
)

// stated is a time with the place where it was read.
type stated struct {
	at    tearsheet.StatedTime
	where string
}

var publishedMeta = []string{"article:published_time", "og:article:published_time", "itemprop:datepublished", "datepublished", "article:published", "og:published_time",
	"parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date", "publicationdate", "published-date", "date.published",
	"dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "dc:date", "citation_publication_date", "citation_date",
	"article:created", "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "rnews:datepublished", "og:pubdate", "ptime", "displaydate", "date_published", "article.published", "cse_item_date", "itemprop:datecreated", "date"}

var modifiedMeta = []string{"article:modified_time", "og:article:modified_time", "itemprop:datemodified", "datemodified", "article:modified", "og:updated_time", "article:updated_time",
	"dc.date.modified", "dcterms.modified", "lastmod", "last-modified", "modified_time", "revision_date", "utime"}

// published finds when the page says that the article was published: JSON-LD,
// then <meta>, microdata, <time>, and what stands beside the headline.
func (s *sheet) published() stated {
	if t := s.ldTime("datePublished"); !t.at.IsZero() {
		return s.sharper(t, publishedMeta)
	}
	if t := s.metaTime(publishedMeta); !t.at.IsZero() {
		return t
	}
	if t := s.propTime("datepublished"); !t.at.IsZero() {
		return t
	}
	if t := s.visibleTime(); !t.at.IsZero() {
		return t
	}
	if t := s.ldTime("dateCreated"); !t.at.IsZero() {
		return t
	}
	return s.visibleDate()
}

func (s *sheet) modified() stated {
	for _, t := range [...]stated{s.ldTime("dateModified"), s.metaTime(modifiedMeta), s.propTime("datemodified")} {
		if !t.at.IsZero() {
			return t
		}
	}
	return stated{}
}

// ldTime gives the time under key, unless two objects about this article
// contradict each other by more than their precision.
func (s *sheet) ldTime(key string) stated {
	var found tearsheet.StatedTime
	for _, o := range s.articles() {
		for _, v := range o.list(key) {
			t := readTime(words(v))
			switch {
			case t.IsZero():
			case found.IsZero(), t.Precision > found.Precision && sameDay(t, found):
				found = t
			case !sameDay(t, found):
				return stated{}
			}
		}
	}
	return stated{found, "json-ld " + key}
}

func sameDay(a, b tearsheet.StatedTime) bool {
	day := "2006-01-02"
	return a.Time.Format(day) == b.Time.Format(day) || a.Time.UTC().Format(day) == b.Time.UTC().Format(day)
}

// sharper prefers a meta that states the same day with more precision.
func (s *sheet) sharper(t stated, names []string) stated {
	if t.at.Precision == tearsheet.Zoned {
		return t
	}
	if m := s.metaTime(names[:2]); m.at.Precision > t.at.Precision && sameDay(m.at, t.at) {
		return m
	}
	return t
}

func (s *sheet) metaTime(names []string) stated {
	for _, n := range names {
		for _, v := range s.meta[n] {
			if t := readTime(v); !t.IsZero() {
				return stated{t, "meta " + strings.TrimPrefix(n, "itemprop:")}
			}
		}
	}
	return stated{}
}

func (s *sheet) propTime(name string) stated {
	for _, n := range s.props[name] {
		if elsewhere(n) {
			continue
		}
		if t := timeOf(n); !t.IsZero() {
			return stated{t, "itemprop " + name}
		}
	}
	return stated{}
}

// timeOf reads the time that an element states in an attribute or its words.
func timeOf(n *html.Node) tearsheet.StatedTime {
	for _, key := range [...]string{"datetime", "content", "data-datetime", "data-time", "title"} {
		if v := attr(n, key); v != "" {
			if t := readTime(v); !t.IsZero() {
				return t
			}
		}
	}
	if within(n, atom.Meta) != nil {
		return tearsheet.StatedTime{}
	}
	return readTime(shortText(n))
}

// shortText gives the words of n unless they are too many for a date.
func shortText(n *html.Node) string {
	if t := text(n); len(t) <= 80 {
		return t
	}
	return ""
}

// elsewhere reports whether n stands in what belongs to another article or to
// the site: navigation, a side column, the foot, a link with a card in it.
func elsewhere(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Nav, atom.Aside, atom.Footer, atom.A, atom.Li, atom.Form:
			return true
		}
		if furniture(attr(n, "class")) || furniture(attr(n, "id")) {
			return true
		}
	}
	return false
}

func furniture(name string) bool {
	if name == "" {
		return false
	}
	for _, sign := range [...]string{"related", "comment", "sidebar", "footer", "recommend", "most-read", "popular", "trending", "teaser", "newsletter", "promo"} {
		if hasFold(name, sign) {
			return true
		}
	}
	return false
}

// visibleTime gives the first <time> that follows the headline, or stands
// beside it.
func (s *sheet) visibleTime() stated {
	return s.nearHeadline(s.times, func(n *html.Node) stated {
		return stated{timeOf(n), "visible time"}
	})
}

// visibleDate gives a date in words in an element that its class calls one.
func (s *sheet) visibleDate() stated {
	return s.nearHeadline(s.dates, func(n *html.Node) stated {
		words := shortText(n)
		if changed(words) {
			return stated{}
		}
		return stated{readTime(withoutLabel(words)), "visible date"}
	})
}

// nearHeadline tries the elements from the headline on, then those at most 60
// elements before it.
func (s *sheet) nearHeadline(all []*html.Node, read func(*html.Node) stated) stated {
	h := s.mainH1()
	at := 0
	if h != nil {
		at = s.place[h]
	}
	for _, before := range [...]bool{false, true} {
		for _, n := range all {
			p := s.place[n]
			if before != (p < at) || before && p < at-60 || elsewhere(n) || hasFold(attr(n, "class"), "modif") || hasFold(attr(n, "class"), "update") {
				continue
			}
			if t := read(n); !t.at.IsZero() {
				return t
			}
		}
	}
	return stated{}
}

// changed reports whether the words before a date tell of a later change.
func changed(s string) bool {
	low := strings.ToLower(s)
	for _, w := range [...]string{"updated", "modified", "aktualisiert", "geändert", "mis à jour", "modifié", "actualizado", "atualizado", "aggiornato", "bijgewerkt", "oppdatert", "uppdaterad", "opdateret", "güncelle", "обновлено", "更新", "aktualizacja"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// withoutLabel cuts off words like "Published:" before a date.
func withoutLabel(s string) string {
	if i := strings.IndexByte(s, ':'); i > 0 && i < len(s)-1 && !strings.ContainsAny(s[:i], "0123456789") {
		return strings.TrimSpace(s[i+1:])
	}
	return s
}
