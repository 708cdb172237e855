package annotate

import (
	"fmt"
	"slices"
	"strings"

	"tearsheet"
	"tearsheet/internal/vocab"
)

// Places finds places, tells which ones of the world they are, what part they
// play, and on which countries and places a text turns. It knows English.
type Places struct {
	// Wide also gives the places within other names ("Mansfield Police
	// Department") and in words for people ("Mexican"), which are no places of
	// their own.
	Wide bool
}

// Name is its name and version.
func (Places) Name() string { return "places@1" }

// Annotate gives each place at its span, and behind them, as said of the whole
// text, what it turns on, the foremost first.
func (p Places) Annotate(d *Document) []tearsheet.Annotation {
	if !d.english {
		return nil
	}
	r := newResolver(d, learnedPlaces(), p.Wide)
	f := focusOf(r)
	var all []tearsheet.Annotation
	for i := range r.spots {
		if r.given(i) {
			all = append(all, f.annotation(i))
		}
	}
	all = append(all, r.unknown(all)...)
	return append(all, f.focus()...)
}

// unknown gives the places of the tagger that the gazetteer does not have:
// rivers, streets, bridges. They are told without a point.
func (r *resolver) unknown(known []tearsheet.Annotation) []tearsheet.Annotation {
	var all []tearsheet.Annotation
	for _, m := range r.d.Mentions() {
		if m.Kind != tearsheet.AboutPlace || m.Part || slices.ContainsFunc(known, func(a tearsheet.Annotation) bool { return a.Start < m.End && m.Start < a.End }) {
			continue
		}
		if slices.ContainsFunc(r.spots, func(s spot) bool { return s.start == m.Start && s.end == m.End }) {
			continue // the finder knows it, and takes it for none
		}
		all = append(all, tearsheet.Annotation{Kind: tearsheet.AboutPlace, Start: m.Start, End: m.End, Text: m.Of(r.d.Text), Name: m.Of(r.d.Text),
			Confidence: round(m.Confidence), Role: tearsheet.PlaceMentioned, Evidence: "stands here as the name of a place; none of this name is in the gazetteer"})
	}
	return all
}

func newResolver(d *Document, m *placeModel, wide bool) *resolver {
	r := &resolver{d: d, g: vocab.Places(), model: m, wide: wide}
	r.spots = spotsOf(d, r.g)
	r.findPlaces()
	r.resolve()
	return r
}

// given reports whether a spot is said to be a place.
func (r *resolver) given(i int) bool {
	s := &r.spots[i]
	if s.stands != "" {
		return r.wide && s.people
	}
	return s.sure > aPlaceAtAll
}

// aPlaceAtAll is how sure it must be that a name is a place's: where the
// places that are missed and those that are wrong are about as many.
const aPlaceAtAll = .35

// placed is how sure it must be which place is meant; below, the place is
// told without a point.
const placed = .35

func (f *focus) annotation(i int) tearsheet.Annotation {
	r, s := f.r, &f.r.spots[i]
	ref, sure := s.best()
	a := tearsheet.Annotation{Kind: tearsheet.AboutPlace, Start: s.start, End: s.end, Text: s.words, Name: s.words, Confidence: round(s.sure * sure), Role: tearsheet.PlaceMentioned}
	if sure < placed {
		a.Confidence = round(s.sure)
		a.Evidence = fmt.Sprintf("a place of this name, but which of %d is not told", len(s.refs))
		return a
	}
	a.Name, a.Point = r.nameOf(s, ref), r.point(ref)
	if i < len(f.dateline) && f.dateline[i] {
		a.Role = tearsheet.PlaceDateline
	} else if f.isAbout(ref) {
		a.Role = tearsheet.PlaceAbout
	}
	a.Evidence = f.why(i, ref)
	return a
}

// nameOf is the gazetteer's name, but for districts and such as bear a name
// that the text does not use.
func (r *resolver) nameOf(s *spot, ref vocab.Ref) string {
	name := r.g.Name(ref)
	if r.g.Kind(ref).IsSettlement() && vocab.Normal(name) != s.normal && strings.ToUpper(s.words) != s.words {
		return s.words
	}
	return name
}

func (r *resolver) point(ref vocab.Ref) *tearsheet.Point {
	lat, lon := r.g.Point(ref)
	return &tearsheet.Point{GeoNames: r.g.ID(ref), Lat: lat, Lon: lon, Country: r.g.Country(ref), Within: r.g.Within(ref)}
}

func round(x float64) float64 { return float64(int(x*100+.5)) / 100 }

// why puts into words what speaks for a place.
func (f *focus) why(i int, ref vocab.Ref) string {
	r, s := f.r, &f.r.spots[i]
	var parts []string
	if t := f.tally[ref]; t != nil {
		parts = append(parts, t.words())
	}
	if s.holder >= 0 {
		parts = append(parts, "followed by "+r.spots[s.holder].words)
	}
	if within := r.g.Within(ref); within != "" && f.others(ref) {
		parts = append(parts, "other places of the text lie in "+strings.Split(within, "; ")[0], "too")
	} else if n := len(s.refs); n > 1 && s.holder < 0 {
		parts = append(parts, fmt.Sprintf("the likeliest of %d places of this name", n))
	}
	return strings.ReplaceAll(strings.Join(parts, "; "), "; too", ", too")
}

// others reports whether another name of the text lies in the same area.
func (f *focus) others(ref vocab.Ref) bool {
	r := f.r
	for _, n := range r.votes.near {
		if n == ref {
			continue
		}
		if a := r.g.Area(ref); a != vocab.None && (r.g.Area(n) == a || n == a) {
			return true
		}
	}
	return false
}

// times is "once", "twice", "4 times".
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}
