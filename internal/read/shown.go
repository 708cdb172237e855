package read

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet"
)

// How far from the headline, in elements, a visible date may stand.
const (
	afterHeadline  = 150
	beforeHeadline = 60
)

// visibleTime gives the first <time> or date in words, in an element that its
// class calls one, that follows the headline, or stands beside it.
func (s *sheet) visibleTime() stated {
	all := append(slices.Clone(s.times), s.dates...)
	slices.SortStableFunc(all, func(a, b *html.Node) int { return s.place[a] - s.place[b] })
	return s.nearHeadline(all, s.dateIn)
}

// dateIn reads the date of one element, unless it tells of a later change.
func (s *sheet) dateIn(n *html.Node) stated {
	class := attr(n, "class")
	if (hasFold(class, "modif") || hasFold(class, "update")) && !hasFold(class, "publish") && !hasFold(class, "entry-date") && !hasFold(class, "post_date") && !hasFold(class, "post-date") {
		return stated{}
	}
	words := shortText(n)
	kept := untilChange(words)
	if kept != words && readShown(withoutLabel(kept), true).IsZero() {
		return stated{}
	}
	words = kept
	if n.DataAtom == atom.Time {
		return stated{timeOf(n, s.dayFirst()), "visible time"}
	}
	return stated{readShown(withoutLabel(words), s.dayFirst()), "visible date"}
}

// visibleDate gives the date of a line close to the headline that holds little
// but a date, or of one that a word like "Published" opens, wherever it stands
// in the article.
func (s *sheet) visibleDate() stated {
	if t := s.nearHeadlineWithin(s.dated, 40, 20, func(n *html.Node) stated { return s.dateOfLine(n, false) }); !t.at.IsZero() {
		return t
	}
	return s.onlyDay(s.dated, func(n *html.Node) stated { return s.dateOfLine(n, true) })
}

func (s *sheet) dateOfLine(n *html.Node, labelled bool) stated {
	words := untilChange(shortText(n))
	if known := opensWithDateLabel(words); !known && (labelled || wordsBeforeFigure(words) > 2) {
		return stated{}
	}
	return stated{readShown(withoutLabel(words), s.dayFirst()), "visible date"}
}

// dateLabels are the words before a date of publication.
var dateLabels = []string{"published", "publication date", "date:", "date published", "posted", "first published", "datum", "veröffentlicht", "publiziert", "erschienen", "erstellt", "stand:", "publié", "date de publication", "publicado", "fecha", "publicada", "pubblicato", "pubblicata", "data ", "gepubliceerd", "geplaatst", "publisert", "publicerad", "publiceret", "julkaistu", "opublikowano", "data publikacji", "vydáno", "publikováno", "опубликовано", "дата", "опубліковано", "yayın", "tarih", "giriş", "diterbitkan", "ngày", "発行", "公開", "掲載", "配信", "发布", "發布", "时间", "입력", "등록", "نشر", "تم نشر", "δημοσιεύ", "közzét", "publicat"}

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
			if before != (p < at) || p > at+far || p < at-ahead || s.ofAnother(n) {
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
		if w := text(h); len(w) <= 1000 && key(w) == k && k != "" {
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
// it stands in furniture, or in a link or list item that holds more than a date.
func (s *sheet) ofAnother(n *html.Node) bool {
	for first := n; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Nav, atom.Aside, atom.Footer, atom.Form:
			return true
		case atom.A, atom.Li:
			if len(text(n)) > 80 {
				return true
			}
		case atom.Body, atom.Html, atom.Main:
			return false
		}
		if n != first && n != first.Parent && (furniture(attr(n, "class")) || furniture(attr(n, "id"))) {
			return true
		}
	}
	return false
}

// addressDate reads year, month and day out of the article's own address, when
// they stand there as parts of the path: /2025/11/18/ or /2025-11-18/. It counts
// only where nothing else states a time.
func (s *sheet) addressDate() stated {
	parts := strings.FieldsFunc(s.addr.Path, func(r rune) bool { return r == '/' || r == '-' || r == '_' })
	for i := 0; i+2 < len(parts); i++ {
		if len(parts[i]) != 4 || len(parts[i+1]) != 2 || len(parts[i+2]) != 2 {
			continue
		}
		if t := readTime(parts[i] + "-" + parts[i+1] + "-" + parts[i+2]); t.Precision == tearsheet.Day && t.Time.Year() >= 1995 {
			return stated{t, "url"}
		}
	}
	return stated{}
}

// changeWords tell that the date behind them is of a later change.
var changeWords = []string{"updated", "modified", "aktualisiert", "geändert", "mis à jour", "modifié", "actualizado", "atualizado", "aggiornato", "bijgewerkt", "oppdatert", "uppdaterad", "opdateret", "güncelle", "обновлено", "更新", "aktualizacja", "aktualisierung", "güncellenme", "last edited", "zuletzt bearbeitet", "son güncelle", "cập nhật", "수정", "dernière mise", "última actualización", "ultimo aggiornamento", "laatste update", "päivitetty", "ενημέρωση", "atualização", "dikemaskini", "diperbarui"}

// untilChange cuts words before those that tell of a later change: nothing is
// left where they come first.
func untilChange(s string) string {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		low = s
	}
	for _, w := range changeWords {
		if i := strings.Index(low, w); i >= 0 {
			low, s = low[:i], s[:i]
		}
	}
	return s
}

// withoutLabel cuts off words like "Published:" before a date.
func withoutLabel(s string) string {
	if i := strings.IndexByte(s, ':'); i > 0 && i < len(s)-1 && !strings.ContainsAny(s[:i], "0123456789") {
		return strings.TrimSpace(s[i+1:])
	}
	return s
}
