package follow

import (
	"strings"
	"unicode"

	"tearsheet"
	"tearsheet/internal/text"
)

// notes are how publishers begin a sentence that tells of a correction, in
// lower case. The list errs on the side of finding one: to say "No correction
// note." where there is one would be wrong, to say nothing is not.
var notes = []string{
	// English
	"correction", "corrections", "corrects", "corrected", "correcting", "clarification", "clarifies", "editor's note", "editors' note", "editor’s note", "editors’ note",
	"an earlier version", "a previous version", "earlier versions of", "previous versions of", "an earlier headline", "a previous headline", "in an earlier version", "in a previous version",
	"erratum", "errata", "amendment", "this article was amended", "this article was corrected", "for the record",
	// German
	"berichtigung", "korrektur", "richtigstellung", "korrigiert", "anmerkung der redaktion", "hinweis der redaktion", "in einer früheren version", "in einer früheren fassung",
	"in einer ersten version", "in einer vorherigen version", "eine frühere version",
	// French
	"rectificatif", "correctif", "rectification", "erratum", "précision", "note de la rédaction", "une version précédente", "une version antérieure", "dans une version précédente",
	// Spanish
	"fe de errores", "fe de erratas", "corrección", "rectificación", "aclaración", "nota de la redacción", "nota del editor", "una versión anterior", "en una versión anterior",
}

// phrases tell of a correction wherever they stand in a sentence about the
// article itself.
var phrases = []string{
	"has been corrected", "was corrected", "have been corrected", "has been amended", "was amended", "has been clarified", "updated to correct", "updated to clarify", "revised to correct",
	"wurde korrigiert", "wurde berichtigt", "haben wir korrigiert", "haben das korrigiert", "a été corrigé", "a été rectifié", "a été modifié", "ha sido corregid", "ha sido rectificad", "fue corregid",
}

// correction gives the note of a correction that a revision carries: its own
// words first, then what the page declares beside them.
func correction(r tearsheet.Revision) string {
	for _, b := range r.Body {
		for _, s := range text.Sentences(b.Text) {
			if isNote(s) {
				return s
			}
		}
	}
	return r.Declared.Correction
}

func isNote(sentence string) bool {
	s := strings.ToLower(strings.TrimLeftFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) }))
	for _, n := range notes {
		if rest, ok := strings.CutPrefix(s, n); ok && !startsWithLetter(rest) {
			return true
		}
	}
	for _, p := range phrases {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

func startsWithLetter(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r)
	}
	return false
}
