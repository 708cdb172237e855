package read

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet"
)

// How far from the headline, in elements, a visible date may stand, and how many
// pieces of running text may lie between.
const (
	afterHeadline  = 150
	beforeHeadline = 60
	proseBetween   = 2
)

// visibleTime gives the first <time> or date in words, in an element that its
// class calls one, that follows the headline, or stands beside it. A day on
// which the page says that it was changed is not one of publication unless it
// is called so.
func (s *sheet) visibleTime() stated {
	changed := s.statedModified().at
	return s.nearHeadline(s.datedElements(), func(n *html.Node) stated {
		t := s.dateIn(n)
		if shows(t.at, changed) && !callsPublished(n) {
			return stated{}
		}
		return t
	})
}

// visibleChange gives the first time near the headline that is labelled as that
// of a change.
func (s *sheet) visibleChange() stated {
	return s.nearHeadline(append(s.datedElements(), s.dated...), func(n *html.Node) stated {
		words := shortText(n)
		rest, tells := afterChange(words)
		switch {
		case amongWords(n):
		case tellsChange(n) && n.DataAtom == atom.Time:
			return stated{s.timeOrWords(n, strOr(rest, words)), "visible time"}
		case tells && n.DataAtom == atom.Time && untilChange(words) == "":
			return stated{s.timeOrWords(n, rest), "visible time"}
		case tellsChange(n) && words != "":
			return stated{readIn(strOr(rest, words), s.manner()), "visible date"}
		case tells:
			return stated{readIn(rest, s.manner()), "visible date"}
		}
		return stated{}
	})
}

// timeOrWords reads the attributes of a <time>, else the words.
func (s *sheet) timeOrWords(n *html.Node, words string) tearsheet.StatedTime {
	if t := s.timeInAttributes(n); !t.IsZero() {
		return t
	}
	return readIn(withoutLabel(words), s.manner())
}

// datedElements are <time> and what its class calls a date, in their order.
func (s *sheet) datedElements() []*html.Node {
	all := append(slices.Clone(s.times), s.dates...)
	slices.SortStableFunc(all, func(a, b *html.Node) int { return s.place[a] - s.place[b] })
	return all
}

// shows reports whether a visible time is that of the last change: the same day
// and no other clock.
func shows(t, changed tearsheet.StatedTime) bool {
	if t.IsZero() || changed.IsZero() || !sameDay(t, changed) {
		return false
	}
	return t.Precision == tearsheet.Day || changed.Precision == tearsheet.Day || t.Time.Equal(changed.Time) || localShift(changed.Time.UTC(), t.Time) != 0
}

// dateIn reads the date of one element, unless it tells of a later change or
// stands in a sentence.
func (s *sheet) dateIn(n *html.Node) stated {
	if callsChange(attr(n, "class")) || tellsChange(n) || amongWords(n) {
		return stated{}
	}
	words := shortText(n)
	kept := untilChange(words)
	if kept != words && readShown(withoutLabel(kept), true).IsZero() {
		return stated{}
	}
	if n.DataAtom == atom.Time {
		return stated{s.timeOf(n), "visible time"}
	}
	return stated{readIn(withoutLabel(kept), s.manner()), "visible date"}
}

// visibleDate gives the date of a line close to the headline that holds little
// but a date, or of one that a word like "Published" opens, wherever it stands
// in the article.
func (s *sheet) visibleDate() stated {
	changed := s.statedModified().at
	near := s.nearHeadlineWithin(s.dated, 40, 20, func(n *html.Node) stated {
		if t := s.dateOfLine(n, false); !shows(t.at, changed) || callsPublished(n) {
			return t
		}
		return stated{}
	})
	if !near.at.IsZero() {
		return near
	}
	return s.onlyDay(s.dated, func(n *html.Node) stated { return s.dateOfLine(n, true) })
}

// dateOfLine reads the date of a line. Far from the headline the label must
// stand right before it.
func (s *sheet) dateOfLine(n *html.Node, labelled bool) stated {
	words := untilChange(shortText(n))
	most := 2
	if opensWithDateLabel(words) {
		if most = 3; !labelled {
			most = 8
		}
	} else if labelled {
		return stated{}
	}
	if wordsBeforeFigure(words) > most || most == 2 && isSentence(words) || tellsRights(words) || tellsChange(n) || amongWords(n) || within(n, atom.Head, atom.H1, atom.H2, atom.H3) != nil {
		return stated{}
	}
	return stated{readIn(withoutLabel(words), s.manner()), "visible date"}
}

// dateLabels are the words before a date of publication.
var dateLabels = []string{"published", "publication date", "date:", "date published", "posted", "first published", "datum", "veröffentlicht", "publiziert", "erschienen", "erstellt", "publié", "date de publication", "publicado", "fecha", "publicada", "pubblicato", "pubblicata", "data ", "gepubliceerd", "geplaatst", "publisert", "publicerad", "publiceret", "julkaistu", "opublikowano", "data publikacji", "vydáno", "publikováno", "опубликовано", "дата", "опубліковано", "yayın", "tarih", "giriş", "diterbitkan", "ngày", "発行", "公開", "掲載", "配信", "发布", "發布", "时间", "입력", "등록", "نشر", "تم نشر", "δημοσιεύ", "közzét", "publicat"}

func opensWithDateLabel(s string) bool {
	low := strings.ToLower(strings.TrimLeft(s, " (|-–•"))
	for _, l := range dateLabels {
		if strings.HasPrefix(low, l) {
			return true
		}
	}
	return false
}

// wordsBeforeFigure counts the words before the first that holds a figure.
func wordsBeforeFigure(s string) int {
	n := 0
	for word := range strings.FieldsSeq(s) {
		if strings.ContainsAny(word, "0123456789٠١٢٣٤٥٦٧٨٩०१२३४५६७८९") || months[strings.ToLower(strings.Trim(word, ".,"))] > 0 {
			break
		}
		n++
	}
	return n
}

func (s *sheet) nearHeadline(all []*html.Node, read func(*html.Node) stated) stated {
	return s.nearHeadlineWithin(all, afterHeadline, beforeHeadline, read)
}

// nearHeadlineWithin tries the elements from the headline on, then those before
// it. Without a headline only a day that all of them agree on counts.
func (s *sheet) nearHeadlineWithin(all []*html.Node, far, ahead int, read func(*html.Node) stated) stated {
	at := s.anchor()
	if at == 0 {
		return s.onlyDay(all, read)
	}
	for _, before := range [...]bool{false, true} {
		for _, n := range all {
			p := s.place[n]
			if before != (p < at) || p > at+far || p < at-ahead || s.proseWithin(at, p) > proseBetween && !callsPublished(n) || s.ofAnother(n) {
				continue
			}
			if t := read(n); !t.at.IsZero() {
				return t
			}
		}
	}
	return stated{}
}

// anchor gives the place of the headline: of its h1, or of a lower heading with
// the same words.
func (s *sheet) anchor() int {
	if h := s.mainH1(); h != nil {
		return s.place[h]
	}
	k := key(s.headline().words)
	for _, h := range s.lower {
		if k != "" && key(textUpTo(h, 1000)) == k {
			return s.place[h]
		}
	}
	return 0
}

func (s *sheet) onlyDay(all []*html.Node, read func(*html.Node) stated) stated {
	var found stated
	for _, n := range all {
		if s.ofAnother(n) {
			continue
		}
		t := read(n)
		switch {
		case t.at.IsZero():
		case found.at.IsZero():
			found = t
		case !sameDay(found.at, t.at):
			return stated{}
		}
	}
	return found
}

// ofAnother reports whether a date belongs to another article or to the site:
// it is said of an item that is none, or stands in furniture, or in a link or list item that holds more than a date.
func (s *sheet) ofAnother(n *html.Node) bool {
	if rank, _ := itemOf(n); rank == 0 {
		return true
	}
	for first := n; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Nav, atom.Aside, atom.Footer, atom.Form:
			return true
		case atom.A, atom.Li:
			if longer(n, 80) {
				return true
			}
		case atom.Body, atom.Html, atom.Main:
			return false
		}
		if callsEvent(attr(n, "class")) || callsEvent(attr(n, "itemtype")) {
			return true
		}
		if n != first && n != first.Parent && (furniture(attr(n, "class")) || furniture(attr(n, "id"))) {
			return true
		}
	}
	return false
}
