package annotate

import (
	"strings"
	"unicode"
)

// nature is what the words of a passage tell of themselves.
type nature struct {
	words   int
	clause  bool // they hold a subject with its verb
	whole   bool // they are an utterance of their own
	capital bool // they begin with a capital
	name    bool // each of their words of weight has one, as names of works have
}

// auxiliaries are finite verbs that nothing else looks like.
var auxiliaries = set(`is are was were has have had do does did will would can could may might must shall should isn't aren't wasn't weren't hasn't haven't hadn't
	don't doesn't didn't won't wouldn't can't couldn't shouldn't cannot ain't am need goes went says said thinks think know knows want wants feel feels felt
	got get makes make made took take takes comes came come gave give see saw love hate hope believe expect gonna`)

// speakers are pronouns that are subjects.
var speakers = set(`i you he she we they it who there this that everybody everyone nobody somebody someone people these those what`)

func natureOf(s string) nature {
	n := nature{name: true, capital: unicode.IsUpper(firstRune(strings.TrimLeft(s, "[(¿¡")))}
	subject, heavy := false, 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return unicode.IsSpace(r) || r == '—' || r == '…' }) {
		bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if bare == "" {
			continue
		}
		n.words++
		lower := strings.ReplaceAll(strings.ToLower(bare), "’", "'")
		if !unicode.IsUpper(firstRune(bare)) && !unicode.IsDigit(firstRune(bare)) && (len(lower) > 3 || auxiliaries[lower]) && !prepositions[lower] && !determiners[lower] && !conjunctions[lower] {
			n.name = false
		}
		heavy++
		head, tail, short := strings.Cut(lower, "'")
		switch {
		case short && (speakers[head] || head == "let") && tail != "":
			n.clause = true
		case auxiliaries[lower] && (subject || heavy > 2):
			n.clause = true
		case auxiliaries[lower]:
		case speakers[lower]:
			subject = subject || heavy == 1 || lower == "i" || lower == "we" || lower == "they" || lower == "he" || lower == "she" || lower == "you"
			if lower == "i" || lower == "we" || lower == "they" || lower == "he" || lower == "she" {
				n.clause = true
			}
		default:
			subject = subject || heavy < 3
		}
	}
	last := lastRune(s)
	n.name = n.name && n.capital
	n.whole = n.capital && endsSentence(last) || last == '?' || last == '!' && n.words > 1
	return n
}

// isQuote decides whether somebody is quoted at all. Scare quotes, terms and
// names of works are no quotes: a few words need somebody who says them.
func (h *hearing) isQuote(r, q int, n nature, a attribution) bool {
	p := h.passages[h.at(r, q).passage]
	switch {
	case p.continues || p.dash:
		return true
	case n.capital && h.isTitled(r, q) && !(a.near && a.says):
		return false
	case n.name && n.words < 5 && !n.clause && !n.whole && q > 0 && a.cue > q:
		return false
	case a.near && a.says && a.known():
		return !(n.name && n.words < 5 && !n.whole && !n.clause && h.isTerm(r, q))
	case n.name && !n.clause && n.words < 12 && (!n.whole || n.words < 6) && (n.words > 1 || n.capital):
		return false
	case h.tongue != english:
		return n.words >= 4 && !n.name && (n.words >= 6 || n.whole || h.isPause(h.at(r, q)) || h.at(r, q+1).word == ",") || a.near && a.known()
	case n.clause && n.words >= 4 || n.words >= 9:
		return true
	case n.whole && h.at(r, q-1).word == "" && n.words >= 2:
		return true
	case h.isTerm(r, q):
		return false
	}
	return a.known() && a.cue >= 0
}

// isTitled reports whether the word before a passage says that it is a name.
func (h *hearing) isTitled(r, q int) bool {
	w := h.at(r, q-1).word
	if w == ":" || w == "of" {
		w = h.at(r, q-2).word
	}
	return terms[w] || works[w]
}

// isTerm reports whether the words beside a passage say that it is a term or
// the name of a work.
func (h *hearing) isTerm(r, q int) bool {
	for k := q - 1; k >= q-3 && k >= 0; k-- {
		w := h.at(r, k).word
		if terms[w] && k >= q-2 || works[w] && k == q-1 {
			return true
		}
	}
	next := h.at(r, q+1).word
	return works[next] || next == "means" || next == "-" && h.at(r, q+1).start == h.at(r, q).end
}

// isDirect reports whether the words of a quote are a clause or an utterance of
// their own, rather than woven into the reporter's sentence.
func (n nature) isDirect(announced, alone bool) bool {
	return n.clause && (n.capital || n.words >= 8) || n.whole && (n.clause || announced || alone) || n.capital && (announced || alone) && n.words >= 4
}
