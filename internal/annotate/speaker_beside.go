package annotate

import "strings"

// colon reads a speaker before a colon without a cue: Smith: "Yes."
func (h *hearing) colon(r, q int) attribution {
	if h.at(r, q-1).word != ":" {
		return none
	}
	k := q - 2
	it := h.at(r, k)
	if it.party >= 0 {
		return attribution{voice: voice{party: it.party, item: k, sure: .8, how: "before a colon"}, cue: -1, near: true, says: true}
	}
	for ; k >= 0 && k > q-14; k-- {
		if cueNouns[h.at(r, k).word] {
			v := h.describe(r, k)
			if !v.known() {
				v = voice{party: -1, unnamed: true, item: k, sure: .6, how: h.at(r, k).word}
			}
			return attribution{voice: v, cue: k, near: true, says: true}
		}
	}
	return none
}

// trailing reads the attribution at the end of a sentence: …, he said.
func (h *hearing) trailing(r, q int) attribution {
	for k := min(len(h.reports[r].items), q+longestReport) - 1; k > q; k-- {
		it := h.at(r, k)
		if it.passage >= 0 {
			break
		}
		if h.tongue.cues[it.word] != sayCue || h.isNoun(r, k) {
			continue
		}
		if h.at(r, k-1).word == "," {
			if v := h.right(r, k+1); v.known() {
				return attribution{voice: v, cue: k, says: true}
			}
		}
		v := h.left(r, k)
		for c := v.item; v.known() && c > q && c > v.item-8; c-- {
			if w := h.at(r, c-1).word; w == "," || w == "–" || w == "-" {
				return attribution{voice: v, cue: k, says: true}
			}
		}
	}
	return none
}

// isPause reports whether a passage ends as one does whose speaker follows.
func (h *hearing) isPause(it item) bool {
	p := h.passages[it.passage]
	last := lastRune(h.text[p.start:p.end])
	return last == ',' || endsSentence(last) || isDash(last) || p.end-p.start > 60
}

// isBeside reports whether between a cue and its passage there is at most whom
// it was told.
func (h *hearing) isBeside(r, k, q int) bool {
	last := h.at(r, q-1).word
	if k == q-1 || last == ":" {
		return true
	}
	if last == "that" || last == "," || last == "as" {
		return k == q-2 || q-k < 12 && h.commaFree(r, k+1, q-1)
	}
	return false
}

func (h *hearing) commaFree(r, from, to int) bool {
	for k := from; k < to; k++ {
		if h.at(r, k).word == "," {
			return false
		}
	}
	return true
}

func (h *hearing) isAnnounced(r, q int) bool {
	w := h.at(r, q-1).word
	return w == "," || w == ":"
}

func isAdjective(w string) bool {
	for _, end := range []string{"ous", "ful", "ive", "ic", "al", "ish", "able", "ible", "ary", "less"} {
		if len(w) > 4 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}
