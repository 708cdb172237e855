package annotate

import (
	"math"
	"strings"

	"tearsheet"
	"tearsheet/internal/vocab"
)

// signs are what speaks for or against that a name means a place, as features
// of the learned finder.
func signs(d *Document, g *vocab.Gazetteer, all []spot, i int, names othersSay, wide bool) []string {
	s := &all[i]
	fs := make([]string, 0, 24)
	add := func(f string) { fs = append(fs, f) }
	before, after := d.word(s.sentence, s.from-1), d.word(s.sentence, s.to)
	kind, size := mostFamous(g, s)
	known := kindFeature[kind]
	add(known)
	add("size " + decades[min(size/16, len(decades)-1)] + tokensOf(s))
	context := "inner "
	if s.from == 0 || before == "." || before == ":" || before == "“" || before == "\"" {
		context = "first "
	}
	add(context + known)
	if strings.ToUpper(s.words) == s.words && len(s.words) > 3 {
		add("capitals " + context)
	}
	add("before " + wordSign(before))
	add("after " + wordSign(after))
	add("before, size " + shapeOf(before) + bigOrSmall(kind, size))
	add("after, size " + shapeOf(after) + bigOrSmall(kind, size))
	if isCapital(before) && context == "inner " {
		add("behind a name " + known)
	}
	if isCapital(after) {
		add("before a name " + known + wordSign(d.word(s.sentence, s.to+1)))
	}
	if s.holder >= 0 {
		add("held")
	}
	if s.held >= 0 {
		add("holds")
	}
	if before == "," && i > 0 && all[i-1].sentence == s.sentence && all[i-1].to == s.from-1 {
		add("listed")
	}
	add("name " + s.normal)
	fs = append(fs, names.signs(s)...)
	if wide {
		for _, f := range fs[:len(fs):len(fs)] {
			if !strings.HasPrefix(f, "name ") {
				fs = append(fs, "wide "+f)
			}
		}
		fs = append(fs, "wide", "wide "+names.seen(s))
	}
	return fs
}

func tokensOf(s *spot) string {
	if s.to-s.from > 1 {
		return " long"
	}
	return ""
}

func bigOrSmall(k vocab.Kind, size int) string {
	switch {
	case k == vocab.Country:
		return " country"
	case k == vocab.Area || k == vocab.District:
		return " area"
	case size > 140:
		return " big"
	}
	return " small"
}

var decades = []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"}

var kindFeature = [...]string{"kind 0", "kind country", "kind area", "kind district", "kind capital", "kind seat", "kind town", "kind village", "kind quarter", "kind continent", "kind region", "kind water", "kind mountain"}

// mostFamous is the kind of the foremost place that bears a name and the size
// of the largest.
func mostFamous(g *vocab.Gazetteer, s *spot) (vocab.Kind, int) {
	kind, size := vocab.Mountain+1, 0
	for _, c := range s.refs {
		if k := g.Kind(c.Ref); !c.Alias || k <= vocab.Area || len(s.refs) == 1 {
			kind = min(kind, k)
		}
		size = max(size, g.Size(c.Ref))
	}
	return min(kind, vocab.Mountain), size
}

func shapeOf(w string) string {
	switch {
	case w == "":
		return "none"
	case isCapital(w):
		return "Name"
	case isDigits(w):
		return "digits"
	case len(w) == 1:
		return w
	}
	return "word"
}

func wordSign(w string) string {
	if isDigits(w) {
		return "digits"
	}
	return w
}

// othersSay is what the other names of the text say: who is a person, which
// words stand behind "in", and what the tagger sees.
type othersSay struct {
	persons map[string]bool // single words of persons' names
	located map[string]bool // names behind a word of place
	tagged  []Mention
}

var placeWords = set("in at from near across around outside inside throughout toward towards of to between downtown")

// othersIn reads the text once for all its names.
func othersIn(d *Document, all []spot) othersSay {
	c := othersSay{map[string]bool{}, map[string]bool{}, d.Mentions()}
	for i := range all {
		s := &all[i]
		before := d.word(s.sentence, s.from-1)
		if placeWords[before] && before != "of" && before != "to" && !isCapital(d.word(s.sentence, s.to)) {
			c.located[s.normal] = true
		}
		if s.to-s.from == 1 && (titles[strings.ToLower(before)] || before == "." && titles[strings.ToLower(d.word(s.sentence, s.from-2))]) {
			c.persons[s.normal] = true
		}
	}
	for _, m := range c.tagged {
		if m.Kind == tearsheet.AboutPerson {
			for w := range strings.FieldsSeq(m.Of(d.Text)) {
				c.persons[vocab.Normal(w)] = true
			}
		}
	}
	return c
}

var titles = set("mr mrs ms dr sir lord lady president minister sheriff judge justice sen gov rep rev sgt lt capt detective officer mayor chief said coach senator governor captain colonel general professor prof")

// signs say what is known of a spot from elsewhere in the text.
func (c *othersSay) signs(s *spot) []string {
	var fs []string
	if c.persons[s.normal] {
		fs = append(fs, "a person's name"+tokensOf(s))
	}
	if c.located[s.normal] {
		fs = append(fs, "located")
	}
	return fs
}

// seen tells how the tagger's names lie to a spot.
func (c *othersSay) seen(s *spot) string {
	out := "untagged"
	for _, m := range c.tagged {
		if m.Start >= s.end || m.End <= s.start {
			continue
		}
		switch {
		case m.Start == s.start && m.End == s.end && m.Part:
			return "tagged part"
		case m.Start == s.start && m.End == s.end:
			return "tagged " + string(m.Kind)
		case m.Start <= s.start && m.End >= s.end:
			out = "within " + string(m.Kind)
		default:
			out = "across " + string(m.Kind)
		}
	}
	return out
}

// findPlaces settles how sure it is that each spot names a place.
func (r *resolver) findPlaces() {
	c := othersIn(r.d, r.spots)
	for i := range r.spots {
		if r.spots[i].stands != "" {
			r.spots[i].sure = .9
			continue
		}
		s := &r.spots[i]
		s.sure = sigmoid(r.model.find.score(signs(r.d, r.g, r.spots, i, c, r.wide)))
		if !r.wide {
			s.sure = agreed(s.sure, c.seen(s))
		}
	}
}

// agreed joins what the finder and the tagger say of a spot. What the tagger
// takes for a part of another name is none, what it takes for a place is one
// unless the finder knows better.
func agreed(sure float64, seen string) float64 {
	switch seen {
	case "tagged place":
		return max(sure, .1+.9*math.Sqrt(sure))
	case "tagged person", "within person", "tagged organisation", "within organisation", "tagged part":
		return sure * .4
	case "across organisation", "across person":
		return sure * .6
	case "within place":
		return sure * .5
	}
	return sure * .95
}
