package annotate

import (
	"slices"
	"sort"
	"strings"

	"tearsheet"
	"tearsheet/internal/vocab"
)

// focus is what a text turns on.
type focus struct {
	r         *resolver
	head      *resolver // of the headline
	dateline  []bool    // of each spot
	tally     map[vocab.Ref]*tally
	countries map[string]*tally
	turnsOn   []turn // the countries, the foremost first
}

// tally counts how a place or a country is named.
type tally struct {
	names, people, powers, within int // itself, its people, its government, places in it
	headline, first, lead         int // in the headline, the first sentence, the first three
	dateline                      int
	order                         int // how many others were named before
}

func (t *tally) all() int { return t.names + t.people + t.powers + t.within }

// words tells a tally as people say it.
func (t *tally) words() string {
	out := "named " + times(t.all())
	if t.headline > 0 {
		out += ", in the headline"
	}
	if t.first > 0 {
		out += ", in the first sentence"
	}
	if t.dateline > 0 && t.all() == t.dateline {
		out += ", in the dateline alone"
	}
	return out
}

// turn is a country with how sure it is that the text is about it.
type turn struct {
	code string
	sure float64
}

func focusOf(r *resolver) *focus {
	f := &focus{r: r, tally: map[vocab.Ref]*tally{}, countries: map[string]*tally{}}
	f.dateline = datelineOf(r)
	f.readHeadline()
	for i := range r.spots {
		f.count(&r.spots[i], f.dateline[i], false)
	}
	f.weigh()
	return f
}

// readHeadline reads the headline with what the text tells of its names.
func (f *focus) readHeadline() {
	if f.r.d.Headline == "" {
		return
	}
	h := New("", f.r.d.Headline, "", "")
	f.head = &resolver{d: h, g: f.r.g, model: f.r.model}
	f.head.spots = spotsOf(h, f.r.g)
	f.head.findPlaces()
	f.head.resolve()
	for i := range f.head.spots {
		s := &f.head.spots[i]
		if all := f.r.votes.names[s.normal]; len(all) > 0 {
			s.belief, s.sure = f.r.spots[all[0]].belief, f.r.spots[all[0]].sure
			s.refs = f.r.spots[all[0]].refs
		}
		f.count(s, false, true)
	}
}

// count adds a spot to its place and to its country.
func (f *focus) count(s *spot, dateline, headline bool) {
	ref, sure := s.best()
	if ref == vocab.None || s.sure < .5 || sure < placed {
		return
	}
	g := f.r.g
	if s.stands == "" {
		t := f.tally[ref]
		if t == nil {
			t = &tally{order: len(f.tally)}
			f.tally[ref] = t
		}
		t.names++
		t.where(s, dateline, headline)
	}
	code := g.Country(ref)
	if code == "" {
		return
	}
	t := f.countries[code]
	if t == nil {
		t = &tally{order: len(f.countries)}
		f.countries[code] = t
	}
	switch {
	case s.people:
		t.people++
	case s.stands != "":
		t.powers++
	case g.Kind(ref) == vocab.Country:
		t.names++
	default:
		t.within++
	}
	t.where(s, dateline, headline)
}

func (t *tally) where(s *spot, dateline, headline bool) {
	switch {
	case headline:
		t.headline++
	case dateline:
		t.dateline++
	case s.sentence == 0:
		t.first++
	}
	if !headline && !dateline && s.sentence < 3 {
		t.lead++
	}
}

// weigh finds the countries that the text is about.
func (f *focus) weigh() {
	codes := make([]string, 0, len(f.countries))
	most := 0
	for c, t := range f.countries {
		codes = append(codes, c)
		most = max(most, t.all())
	}
	sort.Strings(codes)
	for _, c := range codes {
		sure := sigmoid(f.r.model.focus.score(f.turns(c, most)))
		f.turnsOn = append(f.turnsOn, turn{c, sure})
	}
	slices.SortStableFunc(f.turnsOn, func(a, b turn) int {
		switch {
		case a.sure > b.sure:
			return -1
		case a.sure < b.sure:
			return 1
		}
		return 0
	})
}

// turns are what speaks for a text being about a country.
func (f *focus) turns(code string, most int) []string {
	t := f.countries[code]
	n, all := t.all(), 0
	for _, o := range f.countries {
		all += o.all()
	}
	share, behind := float64(n)/float64(all), float64(n)/float64(most)
	fs := []string{
		"share " + steps(share, .05, .1, .2, .3, .4, .5, .65, .8, .95),
		"behind " + steps(behind, .15, .3, .5, .7, .99),
		"count " + steps(float64(n), 1.5, 2.5, 3.5, 5.5, 8.5, 12.5),
		"order " + steps(float64(t.order), .5, 1.5, 2.5, 4.5),
		"countries " + steps(float64(len(f.countries)), 1.5, 2.5, 4.5, 7.5),
		"own names " + steps(float64(t.names), .5, 1.5, 3.5),
		"people " + steps(float64(t.people), .5, 1.5, 3.5),
		"powers " + steps(float64(t.powers), .5, 1.5, 3.5),
		"within " + steps(float64(t.within), .5, 1.5, 3.5, 6.5),
		"lead " + steps(float64(t.lead), .5, 1.5, 2.5),
	}
	yes := map[string]bool{"headline": t.headline > 0, "first": t.first > 0, "dateline": t.dateline > 0, "dateline alone": n == t.dateline,
		"no headline": f.r.d.Headline == "", "nothing in the lead": t.lead == 0 && t.headline == 0}
	for _, k := range []string{"headline", "first", "dateline", "dateline alone", "no headline", "nothing in the lead"} {
		if yes[k] {
			fs = append(fs, k)
		}
	}
	return fs
}

// steps gives the number of bounds below a value.
func steps(v float64, bounds ...float64) string {
	n := 0
	for n < len(bounds) && v > bounds[n] {
		n++
	}
	return decades[n]
}

// aboutCountry is how sure it must be that a text is about a country.
const aboutCountry = .55

// isAbout reports whether the text is about a place: it stands out in the
// headline, the beginning or by being named again.
func (f *focus) isAbout(ref vocab.Ref) bool {
	if f.r.g.Kind(ref) == vocab.Country {
		for _, t := range f.turnsOn {
			if t.sure >= aboutCountry && t.code == f.r.g.Country(ref) {
				return true
			}
		}
		return false
	}
	return f.weight(ref) >= .4 && f.inFocus(f.r.g.Country(ref))
}

func (f *focus) inFocus(code string) bool {
	if code == "" {
		return true
	}
	for _, t := range f.turnsOn {
		if t.code == code {
			return t.sure >= .3
		}
	}
	return false
}

// weight is how much a place stands out among the finest ones of a text, 0 to 1.
func (f *focus) weight(ref vocab.Ref) float64 {
	most := 0.0
	for r, t := range f.tally {
		if f.r.g.Kind(r) != vocab.Country {
			most = max(most, t.points())
		}
	}
	t := f.tally[ref]
	if t == nil || most == 0 {
		return 0
	}
	return t.points() / max(most, 2.5)
}

func (t *tally) points() float64 {
	return float64(t.all()-t.dateline) + 3*float64(min(t.headline, 1)) + 2*float64(min(t.first, 1)) + float64(min(t.lead, 1))
}

// focus gives what the text turns on as annotations of the whole: first the
// countries, then the finest places in them with the areas that hold them.
func (f *focus) focus() []tearsheet.Annotation {
	var all []tearsheet.Annotation
	for _, t := range f.turnsOn {
		ref, ok := f.r.g.CountryOf(t.code)
		if !ok || t.sure < aboutCountry {
			continue
		}
		all = append(all, f.whole(ref, t.sure, f.countries[t.code].reason()))
	}
	for _, ref := range f.finest() {
		all = append(all, f.whole(ref, f.weight(ref), f.tally[ref].words()))
	}
	return all
}

func (f *focus) whole(ref vocab.Ref, sure float64, why string) tearsheet.Annotation {
	return tearsheet.Annotation{Kind: tearsheet.AboutFocus, Name: f.r.g.Name(ref), Confidence: round(sure), Evidence: why, Point: f.r.point(ref), Role: tearsheet.PlaceAbout}
}

// finest are the places below countries that the text is about, the foremost
// first, four at most.
func (f *focus) finest() []vocab.Ref {
	var all []vocab.Ref
	for ref := range f.tally {
		if f.r.g.Kind(ref) != vocab.Country && f.isAbout(ref) {
			all = append(all, ref)
		}
	}
	slices.SortFunc(all, func(a, b vocab.Ref) int {
		if x, y := f.tally[a].points(), f.tally[b].points(); x != y {
			return int(8 * (y - x))
		}
		return int(a - b)
	})
	return all[:min(len(all), 4)]
}

// reason tells why a text is about a country.
func (t *tally) reason() string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{t.names, "itself named "}, {t.within, "places in it named "}, {t.people, "its people named "}, {t.powers, "its government or institutions named "}} {
		if p.n > 0 {
			parts = append(parts, p.what+times(p.n))
		}
	}
	out := strings.Join(parts, ", ")
	if t.headline > 0 {
		out += "; in the headline"
	}
	if t.lead > 0 {
		out += "; at the beginning"
	}
	return out
}

// Countries gives the codes of the countries that a text is about, the
// foremost first.
func Countries(found []tearsheet.Annotation) []string {
	g := vocab.Places()
	var codes []string
	for _, a := range found {
		if a.Kind != tearsheet.AboutFocus || a.Point == nil {
			continue
		}
		if r, ok := g.CountryOf(a.Country); ok && g.Name(r) == a.Name && !slices.Contains(codes, a.Country) && a.Within == "" {
			codes = append(codes, a.Country)
		}
	}
	return codes
}
