package annotate

import (
	"strings"
	"unicode"

	"tearsheet/internal/text"
)

// item is a word or mark of the reporter, or a passage that stands for one.
type item struct {
	start, end int
	word       string // in lower case; empty for a passage
	passage    int    // -1: none
	party      int    // whom it names; -1: nobody
	upper      bool
}

func (it *item) isWord() bool { return it.passage < 0 && it.word != "" && isLetterOrDigit(it.word) }

func isLetterOrDigit(s string) bool {
	r := firstRune(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// report is a sentence of the reporter, in which each passage is one item.
type report struct {
	items []item
	line  int
}

// transcript is a document with its passages lifted out of the sentences that
// report them.
type transcript struct {
	text     string
	passages []passage
	reports  []report
	where    []place // of each passage
	tongue   *tongue
}

// place is where a passage stands: the report and the item in it.
type place struct{ report, item int }

// transcribe lifts the passages out of a document.
func transcribe(d *Document, all []passage) *transcript {
	t := &transcript{text: d.Text, passages: all, where: make([]place, len(all)), tongue: tongueOf(d)}
	w := writer{t: t, d: d}
	for i := range d.Sentences {
		w.sentence(&d.Sentences[i])
	}
	for w.next < len(all) {
		w.quote()
	}
	t.reports = w.out
	for r := range t.reports {
		for i, it := range t.reports[r].items {
			if it.passage >= 0 {
				t.where[it.passage] = place{r, i}
			}
		}
	}
	return t
}

// writer puts words and passages into reports, one after the other.
type writer struct {
	t    *transcript
	d    *Document
	out  []report
	next int // the next passage
	end  int // of what was last written
	line int
	open bool // the last report goes on
}

func (w *writer) sentence(s *Sentence) {
	if !w.inPassage(s.Start) && !w.isAnnounced(s.Start) {
		w.open = false
	}
	for _, tok := range s.Tokens {
		for w.next < len(w.t.passages) && w.t.passages[w.next].from <= tok.Start {
			w.quote()
		}
		if tok.Start < w.end {
			continue
		}
		w.word(tok)
	}
}

// inPassage reports whether a sentence begins within a passage, not with it.
func (w *writer) inPassage(at int) bool {
	if at < w.end {
		return true
	}
	for _, p := range w.t.passages[w.next:] {
		if p.from >= at {
			return false
		}
		if at < p.to {
			return true
		}
	}
	return false
}

// isAnnounced reports whether a colon stands before the passage that begins at a
// place.
func (w *writer) isAnnounced(at int) bool {
	r := w.last()
	return r != nil && r.items[len(r.items)-1].word == ":" && w.next < len(w.t.passages) && w.t.passages[w.next].from == at
}

// quote writes the next passage. It begins a report where the one before is at
// its end.
func (w *writer) quote() {
	p := w.t.passages[w.next]
	w.breakLine(p.from)
	if p.continues {
		w.open = false
	}
	w.put(item{start: p.from, end: p.to, passage: w.next, party: -1})
	w.next++
}

func (w *writer) word(tok text.Span) {
	raw := tok.Of(w.d.Text)
	it := item{start: tok.Start, end: tok.End, word: strings.ToLower(raw), passage: -1, party: -1, upper: unicode.IsUpper(firstRune(raw))}
	w.breakLine(tok.Start)
	if w.open && it.upper && w.afterFullPassage() && !w.goesOnAfter(tok.Start) {
		w.open = false
	}
	w.put(it)
}

// breakLine ends the report where a line ends: a newsroom's lines are
// paragraphs more often than not, and a passage is never reported across them.
func (w *writer) breakLine(at int) {
	if w.end > at {
		return
	}
	if n := strings.Count(w.d.Text[w.end:at], "\n"); n > 0 {
		w.line += n
		if r := w.last(); r != nil && r.items[len(r.items)-1].word != ":" && !(n == 1 && w.isWrapped(at)) {
			w.open = false
		}
	}
}

// isWrapped reports whether a line goes on with the sentence of the one before.
func (w *writer) isWrapped(at int) bool {
	last := strings.TrimRightFunc(w.d.Text[w.end:at], unicode.IsSpace)
	return last == "" && unicode.IsLower(firstRune(w.d.Text[at:]))
}

func (w *writer) last() *report {
	if len(w.out) == 0 {
		return nil
	}
	return &w.out[len(w.out)-1]
}

// afterFullPassage reports whether the passage before is a sentence of its own.
func (w *writer) afterFullPassage() bool {
	r := w.last()
	if r == nil {
		return false
	}
	it := r.items[len(r.items)-1]
	if it.passage < 0 {
		return false
	}
	p := w.t.passages[it.passage]
	return endsSentence(lastRune(w.t.text[p.start:p.end])) || !p.closed
}

// goesOnAfter reports whether the words after a passage that is a sentence tell
// who said it: "Why?" Benitez asked.
func (w *writer) goesOnAfter(at int) bool {
	words := strings.FieldsFunc(w.d.Text[at:min(len(w.d.Text), at+80)], func(r rune) bool { return r == ' ' || r == '\u00a0' })
	for i, word := range words {
		bare := strings.ToLower(strings.TrimRight(word, ".,:;"))
		if cues[bare] == sayCue && i > 0 {
			return i+1 >= len(words) || bare != strings.ToLower(word) || !isMark(firstRune(words[i+1])) && !strings.HasSuffix(word, ":")
		}
		if i > 4 || strings.HasSuffix(word, ".") || !unicode.IsUpper(firstRune(word)) && i > 0 {
			return false
		}
	}
	return false
}

func (w *writer) put(it item) {
	if !w.open || len(w.out) == 0 {
		w.out = append(w.out, report{line: w.line})
		w.open = true
	}
	r := w.last()
	r.items = append(r.items, it)
	w.end = max(w.end, it.end)
}

func lastRune(s string) rune {
	last := rune(0)
	for i := len(s) - 1; i >= 0 && i > len(s)-5; i-- {
		if s[i] < 0x80 || s[i] >= 0xC0 {
			last = firstRune(s[i:])
			break
		}
	}
	return last
}
