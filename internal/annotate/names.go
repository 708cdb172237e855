package annotate

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"tearsheet"
	"tearsheet/internal/text"
)

// Mention is a place in a text where a person, an organisation or a place is
// named.
type Mention struct {
	text.Span
	Kind       tearsheet.AnnotationKind
	Confidence float64
	Part       bool // a place that is part of another name
}

//go:embed model/names.bin
var namesFile []byte

// namesTagger is read once, when the first text comes.
var namesTagger = sync.OnceValues(func() (*tagger, error) { return readTagger(namesFile) })

var kindOf = [...]tearsheet.AnnotationKind{aPerson: tearsheet.AboutPerson, anOrganisation: tearsheet.AboutOrganisation, aPlace: tearsheet.AboutPlace}

// Names finds people and organisations, each with all its names in the
// document. The places that it sees on its way are for the annotator of places
// (see Document.Mentions).
type Names struct{}

// Name is its name and version.
func (Names) Name() string { return "names@1" }

// Annotate gives every mention of a person or an organisation, with the
// fullest form as its name. It knows English only.
func (Names) Annotate(d *Document) []tearsheet.Annotation {
	var named []Mention
	for _, m := range d.Mentions() {
		if m.Kind != tearsheet.AboutPlace {
			named = append(named, m)
		}
	}
	who, which := identities(d, named)
	var out []tearsheet.Annotation
	for i, m := range named {
		one := &who[which[i]]
		out = append(out, tearsheet.Annotation{Kind: m.Kind, Start: m.Start, End: m.End, Text: m.Of(d.Text), Name: one.name, Aliases: one.aliases(),
			Confidence: m.Confidence, Evidence: one.evidence(canonicalForm(m.Of(d.Text)))})
	}
	return out
}

// aliases are the forms beside the name.
func (one *identity) aliases() []string {
	var out []string
	for _, f := range one.forms {
		if f.words != one.name && !slices.Contains(out, f.words) {
			out = append(out, f.words)
		}
	}
	return out
}

// evidence says in one line why a mention bears the name.
func (one *identity) evidence(words string) string {
	what := "a person"
	if one.kind == tearsheet.AboutOrganisation {
		what = "an organisation"
	}
	for _, f := range one.forms {
		if f.words == words && f.why != "" {
			return fmt.Sprintf("stands here as the name of %s; %s “%s”", what, f.why, one.name)
		}
	}
	return "stands here as the name of " + what
}

// Mentions gives the people, organisations and places that the text names, in
// order of place; nothing where the text is not English. The tagger runs once.
// A place within the name of an organisation ("Dubai" in "Dubai Police") comes
// after it, with Part.
func (d *Document) Mentions() []Mention {
	if d.tagged || !d.english {
		return d.mentions
	}
	t, err := namesTagger()
	if err != nil {
		panic(err) // of a file that is built in: Annotate tells it as this annotator's failure
	}
	d.mentions, d.tagged = t.mentions(d), true
	return d.mentions
}

// mentions tags a document.
func (t *tagger) mentions(d *Document) []Mention {
	r := newReader(t.lists, d)
	var all []Mention
	var s sink
	var fits scores
	var l lattice
	for i := range r.lines {
		one := &r.lines[i]
		if !one.capitals() {
			continue
		}
		fits = fits[:0]
		for k := range one.pieces {
			r.featuresOf(one, k, &s)
			fits = append(fits, t.fit(s.all))
		}
		path := bestTags(fits, &t.follow)
		if !anyName(path) {
			continue
		}
		l.run(fits, &t.follow)
		all = append(all, one.namesOf(path, &l)...)
	}
	return t.withParts(d, furtherNames(d, inAgreement(d, all)))
}

// withParts adds the places within the names of organisations.
func (t *tagger) withParts(d *Document, all []Mention) []Mention {
	places := map[string]bool{}
	for _, m := range all {
		if m.Kind == tearsheet.AboutPlace {
			places[m.Of(d.Text)] = true
		}
	}
	out := make([]Mention, 0, len(all)+8)
	for _, m := range all {
		out = append(out, m)
		if m.Kind == tearsheet.AboutOrganisation {
			out = append(out, t.partsOf(d, m, places)...)
		}
	}
	return out
}

// partsOf gives the places in a name: those that the text names elsewhere, and
// countries and their areas. The longest goes first.
func (t *tagger) partsOf(d *Document, m Mention, places map[string]bool) []Mention {
	tokens := text.TokenSpans(m.Of(d.Text))
	var out []Mention
	for i := 0; i < len(tokens); i++ {
		for k := min(i+3, len(tokens)); k > i && k-i < len(tokens); k-- {
			s := text.Span{Start: m.Start + tokens[i].Start, End: m.Start + tokens[k-1].End}
			if places[s.Of(d.Text)] || t.lists.findPhrase(s.Of(d.Text))&landName != 0 {
				out = append(out, Mention{s, tearsheet.AboutPlace, m.Confidence, true})
				i = k - 1
				break
			}
		}
	}
	return out
}

func anyName(path []tag) bool {
	for _, t := range path {
		if t != noName {
			return true
		}
	}
	return false
}

// namesOf turns tags into spans. A name is as sure as its least sure token.
func (l *line) namesOf(path []tag, sure *lattice) []Mention {
	var all []Mention
	from, least := 0, 1.0
	for i, t := range path {
		if t == noName {
			continue
		}
		if !t.goesInto() {
			from, least = i, 1
		}
		least = min(least, sure.of(i, t))
		if !t.opens() {
			all = append(all, Mention{text.Span{Start: l.pieces[from].Start, End: l.pieces[i].End}, kindOf[t.kind()], least, false})
		}
	}
	return all
}
