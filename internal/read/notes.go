package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tearsheet"
)

// correctionWords open a note in which the publisher corrects the article.
var correctionWords = []string{"correction:", "correction (", "corrections:", "clarification:", "editor's note:", "editor’s note:", "this article was amended", "this story has been corrected", "an earlier version of this", "korrektur:", "korrekturhinweis", "in einer früheren version", "in einer ersten version", "anmerkung der redaktion:",
	"rectificatif", "une version précédente", "fe de errores", "corrección:", "rettifica:", "errata:", "rättelse:", "rettelse:", "rectificatie:"}

// correction gives a visible note of correction, which stays in the text, too.
func correction(blocks []tearsheet.Block) string {
	for _, b := range blocks {
		low := strings.ToLower(b.Text)
		for _, w := range correctionWords {
			if wordy(b) && strings.HasPrefix(low, w) {
				return b.Text
			}
		}
	}
	return ""
}

// dateline gives the place before the dash with which the first paragraph
// opens: "MEXICO CITY (AP) — …" gives "MEXICO CITY". The place must stand in
// capitals or before an agency in brackets; everything else is a sentence.
func dateline(blocks []tearsheet.Block) string {
	for _, b := range blocks {
		if b.Kind == tearsheet.Paragraph && utf8.RuneCountInString(b.Text) > 60 {
			return placeOf(b.Text)
		}
	}
	return ""
}

func placeOf(s string) string {
	head := s
	for _, dash := range [...]string{" — ", " – ", " -- ", " - ", "— ", "– "} {
		if i := strings.Index(s, dash); i > 0 && i < len(head) {
			head = s[:i]
		}
	}
	if len(head) == len(s) || len(head) > 60 {
		return ""
	}
	place, agency, bracket := strings.Cut(head, " (")
	if bracket && !strings.HasSuffix(agency, ")") || !bracket && !capitals(place) {
		return ""
	}
	if strings.ContainsAny(place, ".!?:;\"“”0123456789") && !strings.Contains(place, "St.") || len(strings.Fields(place)) > 5 {
		return ""
	}
	if r, _ := utf8.DecodeRuneInString(place); !unicode.IsUpper(r) {
		return ""
	}
	return place
}

// capitals reports whether the first word is written in capitals alone.
func capitals(s string) bool {
	word, _, _ := strings.Cut(strings.TrimRight(s, " ,"), " ")
	n := 0
	for _, r := range strings.Trim(word, ",.") {
		if !unicode.IsUpper(r) && unicode.IsLetter(r) {
			return false
		}
		n++
	}
	return n >= 3
}
