package annotate

import (
	"strings"
	"unicode"
)

// left gives the subject of the verb at item k that stands before it.
func (h *hearing) left(r, k int) voice {
	j := h.skipHelpers(r, k-1)
	if cueNouns[h.at(r, j).word] { // a sign saying
		return h.describe(r, j)
	}
	if j == k-1 && strings.HasSuffix(h.at(r, k).word, "ing") && (h.at(r, j).word == "," || h.endsInComma(r, j)) { // asked why, arguing that
		return h.first(r, j)
	}
	if w := h.at(r, j).word; w == "who" || w == "which" || w == "that" || w == "," {
		if v := h.antecedent(r, j); v.known() {
			return v
		}
	}
	for steps := 0; j >= 0 && steps < 40; steps++ {
		it := h.at(r, j)
		switch {
		case it.passage >= 0:
			j--
		case it.word == "who" || it.word == "which":
			j = h.skipCommas(r, j-1)
		case h.tongue.subjects[it.word]:
			return h.pronoun(r, j)
		case it.word == "," || it.word == "–" || it.word == "—" || it.word == "-" && h.isApart(r, j):
			next, v := h.overApposition(r, j)
			if v.known() {
				return v
			}
			j = next
		case it.word == ")":
			for j >= 0 && h.at(r, j).word != "(" {
				j--
			}
			j--
		case it.word == ":" || it.word == ";":
			return nobody
		case conjunctions[it.word]:
			return h.first(r, j)
		case !it.isWord():
			j--
		default:
			from := h.chunkStart(r, j)
			if h.isComplement(r, from) && !(j == k-1 && joining[h.at(r, from-1).word]) {
				j = from - 2
				continue
			}
			if v := h.chunk(r, from, j+1); v.known() {
				return h.apposed(r, from, v)
			}
			j = from - 1
		}
	}
	return nobody
}

// joining are prepositions that begin a clause too: "after Smith said".
var joining = set("after before since as than like until")

// apposed gives the person before a comma whom a description behind it means:
// "Smith, head of the club said".
func (h *hearing) apposed(r, from int, v voice) voice {
	if v.how == "named" || h.at(r, from-1).word != "," {
		return v
	}
	before := h.at(r, from-2)
	if before.party < 0 || h.cast.parties[before.party].body || h.isOwner(r, from-2) || h.isComplement(r, h.chunkStart(r, from-2)) {
		return v
	}
	return voice{party: before.party, item: from - 2, sure: .9, how: "named"}
}

// antecedent gives whom "who", "which" or "that" before a verb means, also where
// words between commas stand before the verb: "from the chef John Smith, who,
// in tears, said".
func (h *hearing) antecedent(r, j int) voice {
	if h.at(r, j).word == "," {
		for c := j - 1; c > j-20; c-- {
			if w := h.at(r, c).word; w == "," || w == "" {
				j = c - 1
				break
			}
		}
	}
	if w := h.at(r, j).word; w != "who" && w != "which" && w != "that" {
		return nobody
	}
	j = h.skipCommas(r, j-1)
	it := h.at(r, j)
	if it.party >= 0 && !h.isOwner(r, j) {
		return voice{party: it.party, item: j, sure: .9, how: "named"}
	}
	if cueNouns[it.word] || humans[it.word] {
		return h.describe(r, j)
	}
	if it.isWord() && !it.upper {
		return voice{party: -1, unnamed: true, item: j, sure: .5, how: it.word}
	}
	return nobody
}

// endsInComma reports whether an item is a passage with a comma at its end.
func (h *hearing) endsInComma(r, j int) bool {
	it := h.at(r, j)
	return it.passage >= 0 && strings.HasSuffix(h.text[:h.passages[it.passage].end], ",")
}

func (h *hearing) skipHelpers(r, j int) int {
	for j >= 0 && (helpers[h.at(r, j).word] || strings.HasSuffix(h.at(r, j).word, "ly") && h.at(r, j).party < 0) && j >= 0 {
		j--
	}
	return j
}

func (h *hearing) skipCommas(r, j int) int {
	for j >= 0 && h.at(r, j).word == "," {
		j--
	}
	return j
}

// isApart reports whether white space surrounds a mark.
func (h *hearing) isApart(r, j int) bool {
	it := h.at(r, j)
	return it.start > 0 && unicode.IsSpace(rune(h.text[it.start-1]))
}

// overApposition goes from the comma at j over what is said between commas of
// the subject: Smith, head of the club, said. A subject that begins the
// sentence and ends at the comma is given as it is.
func (h *hearing) overApposition(r, j int) (int, voice) {
	for c := j - 1; c >= 0 && c > j-40; c-- {
		w := h.at(r, c).word
		if h.at(r, c).passage >= 0 {
			break
		}
		if w != "," && w != "–" && w != "—" {
			continue
		}
		if p := h.at(r, c+1).party; p >= 0 && h.at(r, j-1).party == p && !h.cast.parties[p].body { // One of them, Ann Lee, said
			return c, voice{party: p, item: c + 1, sure: .9, how: "named"}
		}
		from := h.chunkStart(r, c-1)
		if h.isComplement(r, from) && h.at(r, c-1).party < 0 {
			return c - 1, nobody
		}
		if v := h.chunk(r, from, c); v.known() {
			if it := h.at(r, j-1); v.how != "named" && it.party >= 0 && !h.cast.parties[it.party].body { // The host, board member Ann Lee, said
				v = voice{party: it.party, item: j - 1, sure: .9, how: "named"}
			}
			return c, v
		}
		return c - 1, nobody
	}
	return -1, h.first(r, j)
}

var verbs = set(`is are was were be been being has have had do does did will would can could may might must shall should said says told made took came went got gave
	left began won lost beat saw spoke met led`)

var days = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december police")

// first gives the subject of the sentence that ends before item end: the first
// party or pronoun that hangs on no preposition.
func (h *hearing) first(r, end int) voice {
	for k := max(0, end-longestReport); k < end; k++ {
		it := h.at(r, k)
		if it.passage >= 0 {
			continue
		}
		if h.tongue.subjects[it.word] && it.word != "who" && it.word != "i" && it.word != "you" && it.word != "we" {
			return h.pronoun(r, k)
		}
		if it.party < 0 && !humans[it.word] {
			continue
		}
		to := k + 1
		for to < end && h.at(r, to).party == it.party && it.party >= 0 {
			to++
		}
		from := h.chunkStart(r, to-1)
		if h.isComplement(r, from) || h.isOwner(r, to-1) || it.party >= 0 && h.lowerBetween(r, to, min(to+1, end)) && humans[h.at(r, to).word] {
			k = to - 1
			continue
		}
		if it.party < 0 && to < end && (h.at(r, to).party >= 0 || h.at(r, to).upper || humans[h.at(r, to).word]) {
			continue
		}
		if v := h.chunk(r, from, to); v.known() {
			return v
		}
		k = to - 1
	}
	return nobody
}
