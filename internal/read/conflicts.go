package read

import (
	"slices"
	"strings"
	"time"

	"tearsheet"
)

// maxConflicts is how many contradictions of a page are kept.
const maxConflicts = 12

func addConflict(r *tearsheet.Revision, field, value, where string) {
	c := tearsheet.Conflict{Field: field, Value: value, Where: where}
	if len(r.Declared.Conflicts) < maxConflicts && !slices.Contains(r.Declared.Conflicts, c) {
		r.Declared.Conflicts = append(r.Declared.Conflicts, c)
	}
}

// noteConflicts keeps the headline that readers see where another statement
// counts, and the times that the page states besides those that count and that
// are of another day.
func (s *sheet) noteConflicts(r *tearsheet.Revision) {
	if shown := s.shownHeadline(); otherHeadline(shown.words, r.Headline) {
		addConflict(r, "headline", shown.words, shown.where)
	}
	published := s.allStated("datePublished", "datepublished", publishedMeta)
	if day := s.addressDate(); !day.at.IsZero() {
		published = append(published, day)
	}
	noteTimes(r, "published", r.Published, published)
	noteTimes(r, "modified", r.Modified, s.allStated("dateModified", "datemodified", modifiedMeta))
}

// noteTimes keeps what contradicts the time that counts or, where none does,
// the first of the others.
func noteTimes(r *tearsheet.Revision, field string, counts tearsheet.StatedTime, all []stated) {
	none := counts.IsZero() && len(all) > 0
	if none {
		counts = all[0].at
	}
	for _, t := range all {
		if !apart(t.at, counts) {
			continue
		}
		if none {
			addConflict(r, field, counts.String(), all[0].where)
		}
		addConflict(r, field, t.at.String(), t.where)
	}
}

// apart reports whether two times are of two days wherever the reader lives.
func apart(a, b tearsheet.StatedTime) bool {
	return !sameDay(a, b) && a.Time.Sub(b.Time).Abs() >= 24*time.Hour
}

// allStated are the times of one kind that the page states for machines.
func (s *sheet) allStated(inLD, inProps string, names []string) []stated {
	var all []stated
	add := func(t tearsheet.StatedTime, where string) {
		if !t.IsZero() && len(all) < 50 {
			all = append(all, stated{t, where})
		}
	}
	for _, o := range s.articles() {
		for _, v := range o.list(inLD) {
			add(readIn(words(v), s.forMachines()), "json-ld "+inLD)
		}
		if len(all) >= 50 {
			break
		}
	}
	for _, name := range names {
		t := s.metaTime([]string{name})
		add(t.at, t.where)
	}
	t := s.propTime(inProps)
	add(t.at, t.where)
	return all
}

// otherHeadline reports whether what is shown says other words than the
// headline that counts: more than a kicker or the name of a section beside it.
func otherHeadline(shown, headline string) bool {
	a, b := key(shown), key(headline)
	return a != "" && b != "" && len(shown) <= 500 && !strings.Contains(a, b) && !strings.Contains(b, a)
}
