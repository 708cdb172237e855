package annotate

import (
	"regexp"
	"strings"
)

// datelineEnd is what follows the place of a dateline: more of the place, a
// day, an agency in brackets or behind a comma, and a dash or a colon.
var datelineEnd = regexp.MustCompile(`^(?:,? [A-Z][\p{L}.]*){0,4}(?:,? ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? ?\d{0,2}(?:, ?\d{4})?)?(?:,? ?\d{1,2} [A-Z][a-z]+(?:,? \d{4})?)?(?:[,.]? ?\([^()\n]{2,40}\))?(?:[,/] ?[A-Z][\p{L}.]+){0,2} ?(?:—|–|--|-{1,2} |: |:\n)`)

// datelineOf finds the places in which a report says that it was written: at
// the head of one of the first paragraphs, in capitals or before an agency.
func datelineOf(r *resolver) []bool {
	out := make([]bool, len(r.spots))
	for i := range r.spots {
		s := &r.spots[i]
		if s.stands != "" || s.sentence > 5 || s.from != 0 || !r.opensParagraph(s) {
			continue
		}
		rest := r.d.Text[s.end:min(len(r.d.Text), s.end+120)]
		m := datelineEnd.FindString(rest)
		if m == "" || strings.ToUpper(s.words) != s.words && !strings.ContainsAny(m, "(—–") && !strings.Contains(m, "--") {
			continue
		}
		for k := i; k < len(r.spots) && r.spots[k].end <= s.end+len(m); k++ {
			out[k] = true
			r.spots[k].sure = max(r.spots[k].sure, .8)
		}
		return out
	}
	return out
}

// opensParagraph reports whether a spot's sentence is the first of its paragraph
// or line.
func (r *resolver) opensParagraph(s *spot) bool {
	if s.start == 0 || r.d.Text[s.start-1] == '\n' {
		return true
	}
	return s.sentence == 0
}
