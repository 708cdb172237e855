package follow

import (
	"strings"

	"tearsheet"
)

// takeNotes takes what speaks of the article itself out of the units: it is no
// news. The rest of a paragraph that begins with a new correction goes on with
// it.
func (v *verdict) takeNotes(u units, after body) units {
	rest := units{removed: u.removed, moved: u.moved}
	noted := after.notedFrom(u.added)
	for _, a := range u.added {
		kind := a.note
		if from, ok := noted[a.paragraph]; ok && a.at > from {
			kind = correctionNote
		}
		v.note(a, kind)
		if kind != correctionNote && !(kind == updateNote && v.bareNotice(a)) {
			rest.added = append(rest.added, a)
		}
	}
	for _, p := range u.pairs {
		if kind := noteOf(p.newText); kind != noNote {
			v.note(unit{words: p.new, text: p.newText}, kind)
			continue
		}
		rest.pairs = append(rest.pairs, p)
	}
	return rest
}

// notedFrom gives, of the paragraphs that something was added to, the sentence
// with which a correction begins that goes on to the end of the paragraph.
func (b body) notedFrom(added []unit) map[int]int {
	asked := map[int]bool{}
	for _, a := range added {
		asked[a.paragraph] = true
	}
	from := map[int]int{}
	for k, n := range b.paragraphs {
		if _, known := from[n]; asked[n] && !known && noteOf(strings.Join(b.tokens[k], "")) == correctionNote {
			from[n] = k
		}
	}
	return from
}

func (v *verdict) note(a unit, kind noteKind) {
	switch kind {
	case noNote:
		v.doubtful = v.doubtful || isNote(a.text)
	case correctionNote:
		v.declared = true
		v.notes = append(v.notes, a)
		v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindCorrection, Why: "note", New: a.text})
	case updateNote:
		v.declared = true
	}
}

// bareNotice reports whether a note of an update tells nothing but that:
// "This story has been updated."
func (v *verdict) bareNotice(a unit) bool {
	n := 0
	for _, w := range a.words {
		if w.key != "" && v.content(w.key) && v.dates[w.key] == "" && !hasDigit(w.key) {
			n++
		}
	}
	return n <= 3
}

// declarations reads what the page says beside its words.
func (v *verdict) declarations(old, new *tearsheet.Revision) {
	if c := new.Declared.Correction; c != "" && c != old.Declared.Correction {
		v.declared = true
		v.notes = append(v.notes, unit{words: lineWords(c), text: c})
		v.say(tearsheet.ChangeEvidence{Kind: tearsheet.KindCorrection, Why: "declared", New: c})
	}
	v.dated = !new.Modified.IsZero() && !new.Modified.Equal(old.Modified) && !new.Modified.Equal(new.Published) || newStamp(old, new)
}

// newStamp reports whether a line such as "Updated 12:05" is new.
func newStamp(old, new *tearsheet.Revision) bool {
	had := map[string]bool{}
	for _, b := range old.Body {
		had[b.Text] = true
	}
	for _, b := range new.Body {
		if !had[b.Text] && isCounter(b.Text) && noteOf(b.Text) == updateNote {
			return true
		}
	}
	return false
}

// accounted tells which of the changed sentences the notes account for: those
// whose changed words they name, else those they speak of most, and all where
// nobody can tell.
func (v *verdict) accounted(pairs []pair, found []inPair) []bool {
	done, scores, most := make([]bool, len(pairs)), make([]int, len(pairs)), 0
	if len(v.notes) == 0 {
		return done
	}
	for k, f := range found {
		if len(f.facts) > 0 || f.style {
			scores[k] = v.spokenOf(pairs[k], f)
			most = max(most, scores[k])
		}
	}
	for k := range done {
		done[k] = scores[k] >= min(most, enough)
	}
	return done
}

// How sure it is that a note is about a sentence: it names the words that
// changed, or shares so many others with it.
const (
	named  = 10
	enough = 2
)

func (v *verdict) spokenOf(p pair, f inPair) int {
	score := v.shared(lexical(p.new))
	said := v.said()
	for _, one := range f.facts {
		for k := range one.spent {
			if said[k] && !v.function[k] {
				score = max(score, named)
			}
		}
		for w := range strings.FieldsSeq(speaksOf[one.why]) {
			if said[w] {
				score++
				break
			}
		}
	}
	return score
}

// speaksOf are the words by which a note tells what kind of fact was wrong.
var speaksOf = map[string]string{
	"number": "number figure figures amount total sum cost price age percentage percent zahl summe alter chiffre nombre montant cifra número cantidad numero getal aantal bedrag",
	"date":   "date day month year time datum tag termin jahr jour mois année fecha día mes data giorno dia dag",
	"name":   "name names spelling misspelled misspelt misspelling misidentified misnamed namen schreibweise nom orthographe nombre nome grafia naam spelling",
	"quote":  "quote quotation quoted misquoted words zitat citation cita citação citazione citaat",
}

// said are the words of the new notes.
func (v *verdict) said() map[string]bool {
	said := map[string]bool{}
	for _, n := range v.notes {
		for _, w := range n.words {
			if w.key != "" {
				said[w.key] = true
			}
		}
	}
	return said
}

// shared counts the words that inform, other than numbers, which the new notes
// share with some words.
func (v *verdict) shared(words []word) int {
	said, shared := v.said(), map[string]bool{}
	for _, w := range words {
		if said[w.key] && v.content(w.key) && !v.isNumber(w) && !hasDigit(w.key) {
			shared[w.key] = true
		}
	}
	return len(shared)
}

// noteSpeaksOf reports whether the new notes share at least so many words that
// inform with some words.
func (v *verdict) noteSpeaksOf(words []word, least int) bool {
	return len(v.notes) > 0 && v.shared(words) >= least
}
