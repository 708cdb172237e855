package group

import (
	"strings"

	"tearsheet"
	"tearsheet/internal/text"
)

// Words that a text marks as those of a third one, a speech, a law, a table, a
// press release, may stand in another text that took them from the same place.
// Without a credit they show nothing.

const (
	shortLine  = 12 // words of a line of a list
	fewLines   = 3  // such lines in a row are a list
	introduces = 30 // words at most of what introduces a full text
)

// markPublic marks the words that the text marks as a third one's.
func (p *piece) markPublic() {
	all := released(p)
	lines := p.shortLines()
	for i, b := range p.blocks {
		switch {
		case all, lines[i], b.kind == tearsheet.List, b.kind == tearsheet.Table, b.kind == tearsheet.Quote:
			p.public(b.first, b.last)
		case i > 0 && strings.HasSuffix(strings.TrimSpace(p.blocks[i-1].text), ":"):
			p.public(b.first, b.last)
		default:
			p.public(p.afterColon(i), b.last)
		}
		all = all || introduction(b)
	}
}

func (p *piece) public(from, to int) {
	for i := from; i < to; i++ {
		p.places[i].public = true
	}
}

// shortLines tells which blocks are lines of a list though they are not marked
// as such: results, prices, names.
func (p *piece) shortLines() []bool {
	is, run := make([]bool, len(p.blocks)), 0
	for i, b := range p.blocks {
		if b.last-b.first > shortLine || strings.ContainsAny(lastRune(b.text), ".!?…”\"’»") {
			run = 0
			continue
		}
		if run++; run < fewLines {
			continue
		}
		for k := i - run + 1; k <= i; k++ {
			is[k] = true
		}
	}
	return is
}

func lastRune(s string) string {
	r := []rune(strings.TrimSpace(s))
	return string(r[max(len(r)-1, 0):])
}

// afterColon gives the first word after a colon in a block, or its end. A place
// in capitals before the first colon is a dateline.
func (p *piece) afterColon(i int) int {
	b := p.blocks[i]
	for from := 0; ; {
		at := strings.Index(b.text[from:], ": ")
		if at < 0 {
			return b.last
		}
		at += from
		if before := b.text[:at]; i > 0 || from > 0 || strings.ToUpper(before) != before {
			for k := b.first; k < b.last; k++ {
				if int(p.places[k].at) > at {
					return k
				}
			}
		}
		from = at + 1
	}
}

// introduction reports whether a block introduces a full text by a third one.
func introduction(b block) bool {
	if b.last-b.first > introduces {
		return false
	}
	s := strings.ToLower(b.text)
	return hasAny(s, fullTexts) && hasAny(s, presenters)
}

// released reports whether all of an article is a text that others were given
// as well: a press release or a transcript.
func released(p *piece) bool {
	r := &p.item.Revision
	for _, person := range r.Byline {
		if hasAny(strings.ToLower(person.Name), releases) {
			return true
		}
	}
	headline := strings.ToLower(r.Headline)
	if hasAny(strings.ToLower(r.Section), releases) || beginsAny(headline, titles) {
		return true
	}
	for _, b := range p.blocks[:min(2, len(p.blocks))] {
		s := strings.ToLower(b.text)
		if beginsAny(s, releases) || hasAny(s[:min(len(s), 120)], releaseMarks) {
			return true
		}
	}
	return false
}

func hasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func beginsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// attributed tells of each word whether its sentence says who said it, in a
// word that is not among those taken.
func (p *piece) attributed(taken []bool) []bool {
	is := make([]bool, len(p.words))
	words := p.nameWords()
	for _, b := range p.blocks {
		k := b.first
		for _, s := range text.SentenceSpans(b.text) {
			from, said := k, false
			for ; k < b.last && int(p.places[k].at) < s.End; k++ {
				said = said || !taken[k] && sayings[words[k].hash]
			}
			for w := from; said && w < k; w++ {
				is[w] = true
			}
		}
	}
	return is
}

// free counts the equal words outside quotation marks that neither text marks
// as a third one's, in all and by passage; loose those that stand in quotation
// marks, too. What both give somebody as the speaker of, each in its own words,
// both may have heard.
func (v *overlap) free() (total, loose int, by []int) {
	takenA, takenB := make([]bool, len(v.copy.words)), make([]bool, len(v.origin.words))
	for _, t := range v.tiles {
		for k := range t.n {
			takenA[t.a+k], takenB[t.b+k] = true, true
		}
	}
	saidA, saidB := v.copy.attributed(takenA), v.origin.attributed(takenB)
	by = make([]int, len(v.stretches))
	s := 0
	for _, t := range v.tiles {
		for s < len(v.stretches)-1 && t.a >= v.stretches[s+1].a {
			s++
		}
		for k := range t.n {
			a, b := v.copy.places[t.a+k], v.origin.places[t.b+k]
			if a.public || b.public {
				continue
			}
			loose++
			if !a.quoted && !b.quoted && !(saidA[t.a+k] && saidB[t.b+k]) {
				by[s]++
				total++
			}
		}
	}
	return total, loose, by
}

// The words that introduce or name a text that is given to many.
var (
	fullTexts = []string{"full text", "transcript", "text of", "full remarks", "remarks by", "press release", "statement in full", "in full", "verbatim",
		"wortlaut", "abschrift", "pressemitteilung", "texte intégral", "transcription", "communiqué", "texto íntegro", "texto completo", "transcripción",
		"comunicado", "testo integrale", "trascrizione", "comunicato", "volledige tekst", "persbericht"}
	presenters = []string{"here is", "here are", "following", "follows", "below", "read the", "as delivered", "as prepared", "hier ", "nachfolgend", "folgende", "voici",
		"ci-dessous", "a continuación", "aquí", "ecco", "di seguito", "hieronder"}
	titles = []string{"full text", "transcript", "read the full", "text of", "press release", "in full:", "verbatim:", "im wortlaut", "wortlaut", "pressemitteilung",
		"texte intégral", "verbatim", "communiqué", "texto íntegro", "transcripción", "comunicado", "testo integrale", "comunicato", "volledige tekst", "persbericht"}
	releases = []string{"press release", "news release", "media release", "business wire", "businesswire", "pr newswire", "prnewswire", "globenewswire", "globe newswire",
		"accesswire", "pressemitteilung", "communiqué de presse", "comunicado de prensa", "comunicato stampa", "persbericht"}
	releaseMarks = []string{"(business wire)", "/prnewswire/", "(globe newswire)", "/prnewswire-", "(accesswire)", "(ots)", "press release", "for immediate release"}
)

// sayings are words by which a text gives somebody as the speaker.
var sayings = hashes(
	"said", "says", "say", "told", "tells", "according", "announced", "announces", "added", "adds", "stated", "states", "explained", "explains", "claimed", "warned",
	"promised", "argued", "insisted", "noted", "declared", "testified", "wrote", "pledged", "confirmed", "denied", "vowed",
	"sagte", "sagt", "laut", "zufolge", "erklärte", "teilte", "betonte", "kündigte", "selon", "déclaré", "affirmé", "dit", "annoncé", "indiqué", "d'après",
	"dijo", "según", "afirmó", "anunció", "declaró", "señaló", "detto", "secondo", "dichiarato", "annunciato", "zei", "zegt", "volgens", "aldus", "disse", "segundo", "afirmou",
)
