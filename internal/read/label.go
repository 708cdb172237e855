package read

import (
	"iter"
	"slices"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// seeProse notes where running text stands.
func (s *sheet) seeProse(n *html.Node) {
	if len(n.Data) < leastProse || len(s.prose) >= 1000 {
		return
	}
	weight := 0
	for _, r := range n.Data {
		switch {
		case r > 0x2E80: // a sign of East Asia says as much as two letters
			weight += 2
		case !unicode.IsSpace(r):
			weight++
		}
		if weight >= leastProse {
			s.prose = append(s.prose, s.seen)
			return
		}
	}
}

// leastProse is how many letters of text without a tag in it are running text.
const leastProse = 90

// proseWithin counts the pieces of running text between two places.
func (s *sheet) proseWithin(a, b int) int {
	if a > b {
		a, b = b, a
	}
	return sort.SearchInts(s.prose, b) - sort.SearchInts(s.prose, a)
}

// amongWords reports whether an element of a text, such as a <time>, stands
// among words of a sentence: three or more in small letters beside it, or many
// letters of a script without small ones, and no label before it.
func amongWords(n *html.Node) bool {
	for n.Parent != nil && !isBlock(n.DataAtom) && n.PrevSibling == nil && n.NextSibling == nil && !isBlock(n.Parent.DataAtom) {
		n = n.Parent
	}
	if isBlock(n.DataAtom) || n.Parent == nil {
		return false
	}
	if before := wordsBefore(n); opensWithDateLabel(before) || lastLabel(before) > 0 {
		return false
	}
	small, letters := 0, 0
	for c := n.Parent.FirstChild; c != nil && small < 3; c = c.NextSibling {
		if c.Type != html.TextNode {
			continue
		}
		for word := range strings.FieldsSeq(c.Data[:min(len(c.Data), 400)]) {
			switch r := firstRune(word); {
			case unicode.IsLower(r):
				small++
			case unicode.In(r, halving...):
				letters += len(word)
			}
		}
	}
	return small >= 3 || letters >= 60
}

// tellsChange reports whether the words right before a time, or a class that
// has no other meaning, label it with a change of the article.
func tellsChange(n *html.Node) bool {
	return hasFold(attr(n, "class"), "modif") && callsChange(attr(n, "class")) || lastLabel(wordsBefore(n)) < 0
}

// callsPublished reports whether a date is called one of publication.
func callsPublished(n *html.Node) bool {
	class := attr(n, "class")
	return opensWithDateLabel(shortText(n)) || lastLabel(wordsBefore(n)) > 0 || hasFold(class, "publish") || hasFold(class, "entry-date") || hasFold(attr(n, "itemprop"), "published")
}

// lastLabel tells which label comes last in words before a time and has no time
// of its own behind it: 1 one of publication, -1 one of a change, 0 none.
func lastLabel(words string) int {
	low := strings.ToLower(words)
	at, which := -1, 0
	for sign, labels := range map[int][]string{1: dateLabels, -1: changeWords} {
		for _, l := range labels {
			if i := strings.LastIndex(low, l); i > at || i == at && i >= 0 && sign < 0 {
				at, which = i, sign
			}
		}
	}
	if at < 0 || figuresIn(low[at:]) >= 4 || len(low)-at > 60 {
		return 0
	}
	return which
}

func figuresIn(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}

// wordsBefore gives the words that stand right before n in its line: those of
// the siblings before it or, where there are none, of its parent.
func wordsBefore(n *html.Node) string {
	for range 3 {
		var parts []string
		size := 0
		for c := n.PrevSibling; c != nil && size < 60; c = c.PrevSibling {
			if c.Type == html.ElementNode && (c.DataAtom == atom.P || c.DataAtom == atom.H1 || c.DataAtom == atom.H2) {
				break
			}
			if w := tailOf(c, 80); w != "" {
				parts = append(parts, w)
				size += len(w)
			}
		}
		if len(parts) > 0 {
			slices.Reverse(parts)
			return strings.Join(parts, " ")
		}
		if n = n.Parent; n == nil || n.DataAtom == atom.P || n.DataAtom == atom.Article || n.DataAtom == atom.Body || n.DataAtom == atom.Main {
			return ""
		}
	}
	return ""
}

// tailOf gives the words of a short node, or the end of a long text; nothing of
// a long element, which is no label.
func tailOf(n *html.Node, most int) string {
	if n.Type != html.TextNode {
		return textUpTo(n, most)
	}
	words := n.Data
	if len(words) > most {
		words = strings.ToValidUTF8(words[len(words)-most:], "")
	}
	return strings.Join(strings.Fields(words), " ")
}

// isSentence reports whether a line has words of a sentence besides a date.
func isSentence(words string) bool {
	small := 0
	for w := range strings.FieldsSeq(words) {
		if unicode.IsLower(firstRune(w)) && len(w) >= 3 && months[strings.Trim(w, ".,")] == 0 {
			small++
		}
	}
	return small >= 4
}

// tellsRights reports whether a line is about who owns the text.
func tellsRights(words string) bool {
	return strings.Contains(words, "©") || hasFold(words, "copyright") || hasFold(words, "rights reserved")
}

func (s *sheet) noteByline(n *html.Node) {
	if len(s.bylines) < maxDates {
		s.bylines = append(s.bylines, n)
		s.place[n] = s.seen
	}
}

// callsChange reports whether a class calls its element the time of a change.
func callsChange(class string) bool {
	return (hasFold(class, "modif") || hasFold(class, "update")) && !hasFold(class, "publish") && !hasFold(class, "entry-date") && !hasFold(class, "post_date") && !hasFold(class, "post-date")
}

// callsDate reports whether a class says "date" or "time" in one of its words,
// and none says that it is that of an event.
func callsDate(class string) bool {
	if callsEvent(class) {
		return false
	}
	for name := range strings.FieldsSeq(class) {
		date, other := false, false
		for word := range classWords(name) {
			date, other = date || isDateWord(word), other || eventWords[word]
		}
		if date && !other {
			return true
		}
	}
	return false
}

func isDateWord(w string) bool {
	if dateWords[w] || strings.HasPrefix(w, "publish") && w != "publish" && w != "publisher" && w != "publishers" {
		return true
	}
	return (strings.HasSuffix(w, "date") || strings.HasSuffix(w, "time") || strings.HasSuffix(w, "datetime")) && !otherWords[w]
}

var dateWords = wordSet("date dates datum fecha data time times timestamp dateline dateinfo datepublished pubdate pubtime postdate posted updated dt datetext timeago timedate datetimes dato fecha")

// otherWords end like a date and are none.
var otherWords = wordSet(`update candidate validate mandate consolidate invalidate accommodate lifetime realtime showtime overtime anytime downtime uptime readtime readingtime sometime maritime runtime screentime fulltime parttime
	bedtime startdate enddate duedate birthdate starttime endtime eventdate eventtime expirydate`)

// eventWords tell that a date is that of what will happen, or how long it takes.
var eventWords = wordSet("event events veranstaltung veranstaltungen calendar kalender agenda termin termine concert start end birth birthday due expiry expires deadline countdown reading read duration")

// callsEvent reports whether a class or a type says that something is an event;
// the label of a subject, as blogs write it, does not.
func callsEvent(class string) bool {
	for name := range strings.FieldsSeq(class) {
		if low := strings.ToLower(name); strings.HasPrefix(low, "category-") || strings.HasPrefix(low, "tag-") || strings.HasPrefix(low, "section-") || strings.HasPrefix(low, "topic-") {
			continue
		}
		for word := range classWords(name) {
			switch word {
			case "event", "events", "veranstaltung", "veranstaltungen", "termin", "termine":
				return true
			}
		}
	}
	return false
}

// classWords gives the words of a class name in small letters: its parts between
// dashes, underlines, spaces and the like, and at capitals.
func classWords(class string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i <= len(class); i++ {
			letter := i < len(class) && (class[i]|0x20 >= 'a' && class[i]|0x20 <= 'z' || class[i] >= 0x80)
			capital := letter && i > start && class[i] >= 'A' && class[i] <= 'Z' && class[i-1] >= 'a' && class[i-1] <= 'z'
			if letter && !capital {
				continue
			}
			if i > start && !yield(strings.ToLower(class[start:i])) {
				return
			}
			if start = i; !letter {
				start = i + 1
			}
		}
	}
}
