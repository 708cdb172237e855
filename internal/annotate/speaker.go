package annotate

import "strings"

// voice is who speaks, as far as the text tells.
type voice struct {
	party   int    // -1: nobody whom the text names
	name    string // where no annotator knows the party: its name as the text writes it
	unnamed bool   // somebody speaks whom the text does not name
	item    int    // where the report tells it
	sure    float64
	how     string
}

var nobody = voice{party: -1, item: -1}

func (v voice) known() bool { return v.party >= 0 || v.name != "" || v.unnamed }

// attribution is the cue of a passage with its voice.
type attribution struct {
	voice
	cue  int  // the item; -1: none
	near bool // it stands beside the passage, with nothing of the reporter's between
	says bool // a verb that says that somebody spoke
}

var none = attribution{voice: nobody, cue: -1}

// hearing listens through a transcript for who speaks.
type hearing struct {
	*transcript
	cast   *cast
	person voice // the person whom the reports were about last
	body   voice // the organisation
	heard  int   // the report of person
	bodyAt int
}

// longestReport is how many words of a sentence are read on either side of a
// passage: a stranger's may have any number.
const longestReport = 160

func (h *hearing) at(r, k int) item {
	if k < 0 || k >= len(h.reports[r].items) {
		return item{passage: -1, party: -1}
	}
	return h.reports[r].items[k]
}

// attribute finds the cue and the voice of the passage at item q of report r.
func (h *hearing) attribute(r, q int) attribution {
	before := h.before(r, q)
	if before.near && before.known() {
		return before
	}
	if after := h.after(r, q); after.cue >= 0 && (after.known() || !before.known()) {
		return after
	}
	if before.known() {
		return before
	}
	if t := h.trailing(r, q); t.known() {
		return t
	}
	return before
}

// after reads the attribution that follows a passage: said X, X said,
// according to X.
func (h *hearing) after(r, q int) attribution {
	k := q + 1
	for w := h.at(r, k).word; w == "," || w == "-" || w == "–" || w == "—"; w = h.at(r, k).word {
		k++
	}
	for h.tongue.helpers[h.at(r, k).word] { // "a-t-il dit", "hat er gesagt"
		k++
	}
	first := h.at(r, k)
	if first.word == "according" && h.at(r, k+1).word == "to" {
		return attribution{voice: h.right(r, k+2), cue: k, near: true, says: true}
	}
	if h.tongue.source[first.word] {
		return attribution{voice: h.right(r, k+1), cue: k, near: true, says: true}
	}
	if h.tongue.cues[first.word] == sayCue && !first.upper {
		if v := h.right(r, k+1); v.known() {
			return attribution{voice: v, cue: k, near: true, says: true}
		}
		return none
	}
	if !h.mayBegin(first) && !h.endsInComma(r, q) || k == q+1 && !h.isPause(h.at(r, q)) && !h.tongue.subjects[first.word] {
		return none
	}
	for c := k + 1; c < k+24; c++ {
		it := h.at(r, c)
		if it.passage >= 0 || it.word == "" || it.word == ";" || it.word == ":" {
			break
		}
		if h.tongue.cues[it.word] == sayCue && !h.isNoun(r, c) {
			v := h.left(r, c)
			if v.known() && v.item >= k && v.item <= k+8 {
				return attribution{voice: v, cue: c, near: true, says: true}
			}
			break
		}
	}
	return none
}

// mayBegin reports whether an item may begin a subject.
func (h *hearing) mayBegin(it item) bool {
	return it.party >= 0 || it.upper || h.tongue.subjects[it.word] || determiners[it.word] || humans[it.word] || bodies[it.word] || helpers[it.word]
}

// before reads the attribution that a passage follows, or in whose sentence it
// stands.
func (h *hearing) before(r, q int) attribution {
	for k := q - 1; k >= max(0, q-longestReport); k-- {
		it := h.at(r, k)
		if it.word == ";" {
			break
		}
		kind := h.tongue.cues[it.word]
		if it.word == "to" && h.at(r, k-1).word == "according" {
			return attribution{voice: h.right(r, k+1), cue: k - 1, near: h.isAnnounced(r, q), says: true}
		}
		if h.tongue.source[it.word] {
			return attribution{voice: h.right(r, k+1), cue: k, near: h.isAnnounced(r, q), says: true}
		}
		if kind == noCue || h.isNoun(r, k) || it.party >= 0 || it.upper && k > 0 {
			continue
		}
		a := attribution{cue: k, near: h.isBeside(r, k, q), says: kind == sayCue}
		if next := h.at(r, k+1).word; !a.near && (besideOnly[it.word] && next != "out" || next == "by" || next == "of") {
			continue
		}
		if a.voice = h.of(r, k, q); a.known() {
			return a
		}
		if a.near {
			return a
		}
	}
	return h.colon(r, q)
}

// of gives the voice of the cue at item k for the passage at q behind it.
func (h *hearing) of(r, k, q int) voice {
	if passives[h.at(r, k-1).word] || h.at(r, k-1).word == "n't" && passives[h.at(r, k-2).word] {
		return h.agent(r, k, q)
	}
	prev := h.at(r, k-1)
	if k == 0 || prev.passage >= 0 || prev.word == "," && h.at(r, k-2).passage >= 0 {
		if v := h.right(r, k+1); v.known() { // "A," said X, "B"
			return v
		}
	}
	if v := h.left(r, k); v.known() {
		return v
	}
	if strings.HasSuffix(h.at(r, k).word, "ing") { // Calling it "bad", she left
		for j := q + 1; j < min(len(h.reports[r].items), q+60); j++ {
			if w := h.at(r, j).word; w == "," {
				return h.right(r, j+1)
			}
		}
	}
	return nobody
}

// agent gives who did what a passive tells of: described as "X" by Y.
func (h *hearing) agent(r, k, q int) voice {
	for j := k + 1; j < min(len(h.reports[r].items), q+12); j++ {
		if h.at(r, j).word == "by" {
			return h.right(r, j+1)
		}
	}
	return nobody
}

// isNoun reports whether a cue is a noun at its place: "the claims".
func (h *hearing) isNoun(r, k int) bool {
	w := h.at(r, k).word
	if (w == "pointed" || w == "hit") && h.at(r, k+1).word != "out" {
		return true
	}
	if w == "put" || w == "puts" {
		return h.at(r, k+1).word != "it"
	}
	if !nounCues[w] {
		return false
	}
	prev := h.at(r, k-1).word
	return determiners[prev] || prepositions[prev] && prev != "to" || strings.HasSuffix(prev, "'s") || strings.HasSuffix(prev, "’s") || k == 0 || isAdjective(prev)
}
