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
// then <meta>, microdata, what stands beside the headline and, last, the
// article's own address, which states a day.
func (s *sheet) published() stated {
	for _, read := range [...]func() stated{
		func() stated { return s.sharper(s.ldTime("datePublished"), publishedMeta) },
		func() stated { return s.metaTime(publishedMeta) },
		func() stated { return s.propTime("datepublished") },
		s.visibleTime,
		func() stated { return s.ldTime("dateCreated") },
		s.visibleDate,
		s.addressDate,
	} {
		if t := read(); !t.at.IsZero() {
			return s.inOwnZone(t)
		}
	}
	return stated{}
}

// modified finds when the page says that the article was last changed.
func (s *sheet) modified() stated {
	if t := s.statedModified(); !t.at.IsZero() {
		return t
	}
	return s.visibleChange()
}

// statedModified is what the page tells machines of its last change.
func (s *sheet) statedModified() stated {
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
			t := readIn(words(v), s.forMachines())
			switch {
			case t.IsZero():
			case found.IsZero(), t.Precision > found.Precision && sameDay(t, found), t.Precision == tearsheet.Zoned && t.Time.Equal(found.Time) && isUTC(found.Time):
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
	if t.at.IsZero() || t.at.Precision == tearsheet.Zoned {
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
			if t := readIn(v, s.forMachines()); !t.IsZero() {
				return stated{t, "meta " + strings.TrimPrefix(n, "itemprop:")}
			}
		}
	}
	return stated{}
}

func (s *sheet) propTime(name string) stated {
	for _, n := range s.props[name] {
		if elsewhere(n) || !s.ofArticle(n) {
			continue
		}
		if t := s.timeOf(n); !t.IsZero() {
			return stated{t, "itemprop " + name}
		}
	}
	return stated{}
}

// timeOf reads the time that an element states in an attribute or in its words,
// up to those that tell of a later change.
func (s *sheet) timeOf(n *html.Node) tearsheet.StatedTime {
	if t := s.timeInAttributes(n); !t.IsZero() || within(n, atom.Meta) != nil {
		return t
	}
	return readIn(withoutLabel(untilChange(shortText(n))), s.manner())
}

func (s *sheet) timeInAttributes(n *html.Node) tearsheet.StatedTime {
	for _, key := range [...]string{"datetime", "content", "data-datetime", "data-time", "data-date", "data-publish-date", "data-published", "data-timestamp", "title"} {
		if v := attr(n, key); v != "" {
			if t := readIn(v, s.forMachines()); !t.IsZero() {
				return t
			}
		}
	}
	return tearsheet.StatedTime{}
}

// manner is how this page writes times for its readers.
func (s *sheet) manner() manner {
	how := s.forMachines()
	how.dayFirst = s.dayFirst()
	return how
}

// forMachines is how this page states times where no reader sees them: nothing
// says that they follow its language's order of day and month.
func (s *sheet) forMachines() manner {
	language, _ := s.language()
	language, _, _ = strings.Cut(strings.ToLower(language), "-")
	how := manner{language: language}
	if !s.captured.IsZero() {
		how.latest = s.captured.AddDate(0, ahead, 0)
	}
	return how
}

// ahead is how many months after its capture a page may say that it is published.
const ahead = 6

// shortText gives the words of n unless they are too many for a date.
func shortText(n *html.Node) string {
	return textUpTo(n, 80)
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
