package web

import (
	"maps"
	"slices"
	"time"

	"tearsheet"
)

// articleJSON is an article as programs read it: its identity, then the shape
// that `tearsheet read` speaks, with as much text as the asker may see.
type articleJSON struct {
	ID        string       `json:"id"`
	Number    int64        `json:"number" doc:"Order of arrival"`
	URL       string       `json:"url" doc:"Where it was read; whether it is the original is not known"`
	Source    sourceName   `json:"source"`
	FirstSeen time.Time    `json:"first_seen" doc:"By us; never a time of publication"`
	LastSeen  *time.Time   `json:"last_seen" doc:"By us"`
	Gone      *time.Time   `json:"gone" doc:"Since when its address has not answered with the article; why is not kept"`
	Revisions int          `json:"revisions" doc:"How many there are"`
	Shown     string       `json:"shown" enum:"link-only,excerpt,full,operator" doc:"How much of the text is given: full by the source's rights, operator to the operator alone"`
	Changes   []changeJSON `json:"changes" nullable:"false" doc:"What kinds of change each later revision was"`
	Reuse     []reuseJSON  `json:"reuse" nullable:"false" doc:"What it has of others, the closest first; empty: nothing is claimed, which does not make it an original"`
	wordsJSON
}

// changeJSON is a change without its words: what /revisions gives whole.
type changeJSON struct {
	From        int       `json:"from"`
	To          int       `json:"to"`
	At          time.Time `json:"at" doc:"By our clock"`
	Kinds       []string  `json:"kinds" nullable:"false" doc:"The gravest first; empty: not classed yet"`
	Declared    bool      `json:"declared" doc:"The publisher tells its readers of the change"`
	Undisclosed bool      `json:"undisclosed" doc:"Facts or sentences differ and nothing tells of it"`
}

type sourceName struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// wordsJSON is what a revision says.
type wordsJSON struct {
	Canonical *string            `json:"canonical"`
	Headline  string             `json:"headline"`
	Byline    []personJSON       `json:"byline" nullable:"false"`
	Section   string             `json:"section"`
	Dateline  string             `json:"dateline"`
	Published *string            `json:"published" doc:"As stated by the publisher, with the zone it gave; null: not stated"`
	Modified  *string            `json:"modified" doc:"As stated by the publisher"`
	Language  string             `json:"language"`
	Site      string             `json:"site"`
	Summary   string             `json:"summary"`
	Images    []tearsheet.Image  `json:"images" nullable:"false"`
	Body      []tearsheet.Block  `json:"body" nullable:"false"`
	Text      string             `json:"text"`
	Declared  tearsheet.Declared `json:"declared"`
	Evidence  map[string]string  `json:"evidence"`
	Origin    tearsheet.Origin   `json:"origin" enum:"page,feed"`
	Trouble   string             `json:"trouble,omitempty" doc:"Why the page could not be read"`
}

// personJSON leaves the address of a writer out: it is for the operator.
type personJSON struct {
	Name string `json:"name"`
	Role string `json:"role,omitempty"`
}

// revisionJSON is one revision in a list of them.
type revisionJSON struct {
	Number int       `json:"number"`
	Seen   time.Time `json:"seen"`
	Hash   string    `json:"text_sha256" doc:"Of the whole canonical text (tearsheet-text/1), whatever of it is shown"`
	wordsJSON
}

var viewNames = map[view]string{linkOnly: "link-only", excerpt: "excerpt", public: "full", operator: "operator"}

func articleShape(item *tearsheet.Item, isOperator bool) articleJSON {
	a, sight := &item.Article, sightOf(item, isOperator)
	return articleJSON{
		ID: string(a.ID), Number: a.Number, URL: a.URL, Source: sourceName{string(a.Source), outlet(&item.Source)},
		FirstSeen: a.FirstSeen.UTC(), LastSeen: ifKnown(a.LastSeen), Gone: ifKnown(a.Gone), Revisions: a.Revisions, Shown: viewNames[sight.view], Changes: []changeJSON{}, Reuse: []reuseJSON{}, wordsJSON: wordsShape(&item.Revision, sight),
	}
}

func changeShapes(changes []tearsheet.Change) []changeJSON {
	shapes := make([]changeJSON, len(changes))
	for i, c := range changes {
		shapes[i] = changeJSON{From: c.From, To: c.To, At: c.At.UTC(), Kinds: []string{}, Declared: c.Declared, Undisclosed: c.Undisclosed}
		for _, k := range c.Kinds {
			shapes[i].Kinds = append(shapes[i].Kinds, string(k))
		}
	}
	return shapes
}

// revisionShapes gives all revisions of an article, first to last, with their
// changes. It is one answer about one article: the latest is quoted first, and
// of the older ones what is left.
func revisionShapes(sight *sight, revisions []tearsheet.Revision, changes []tearsheet.Change) ([]revisionJSON, []tearsheet.Change) {
	told := make([]tearsheet.Change, len(changes))
	for i, c := range slices.Backward(changes) {
		c.Summary = sight.summary(&c)
		told[i] = c
	}
	words := make([]revisionJSON, len(revisions))
	for i := range slices.Backward(revisions) {
		rev := &revisions[i]
		words[i] = revisionJSON{rev.Number, rev.Seen.UTC(), hashOf(rev), wordsShape(rev, sight.ofOlder(i < len(revisions)-1))}
	}
	for i := range slices.Backward(told) {
		told[i] = sight.withEvidence(told[i])
	}
	return words, told
}

// ofOlder is the sight on a revision that is not the latest: none on its text
// where only what changed may be seen.
func (s *sight) ofOlder(older bool) *sight {
	if older && s.partial {
		return &sight{view: linkOnly, isOperator: s.isOperator}
	}
	return s
}

// wordsShape gives the fields of a revision and as much text as may be quoted;
// under an excerpt's rights the standfirst counts among its words.
func wordsShape(r *tearsheet.Revision, sight *sight) wordsJSON {
	w := wordsJSON{
		Headline: r.Headline, Byline: persons(r.Byline), Section: r.Section, Dateline: r.Dateline, Published: ifStated(r.Published),
		Modified: ifStated(r.Modified), Language: r.Language, Site: r.Site, Declared: r.Declared, Evidence: r.Evidence,
		Origin: r.Origin, Trouble: withoutAddresses(r.Trouble, sight.isOperator), Images: []tearsheet.Image{}, Body: []tearsheet.Block{},
	}
	if r.Canonical != "" {
		w.Canonical = &r.Canonical
	}
	if w.Evidence == nil {
		w.Evidence = map[string]string{}
	}
	if sight.view.showsAll() {
		w.Summary, w.Text, w.Images, w.Body = r.Summary, r.Text(), nonNil(r.Images), nonNil(r.Body)
		return w
	}
	w.Declared.Correction = sight.note(r, mostOfCorrection)
	if w.Text, _ = sight.excerpt(r); w.Text != "" {
		w.Body = []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: w.Text}}
	}
	w.Evidence = withoutTextEvidence(w.Evidence)
	return w
}

// withoutTextEvidence leaves out the evidence of fields that are not given.
func withoutTextEvidence(evidence map[string]string) map[string]string {
	kept := maps.Clone(evidence)
	delete(kept, "summary")
	delete(kept, "images")
	return kept
}

func persons(byline []tearsheet.Person) []personJSON {
	list := []personJSON{}
	for _, p := range byline {
		list = append(list, personJSON{p.Name, p.Role})
	}
	return list
}

func ifStated(s tearsheet.StatedTime) *string {
	if s.IsZero() {
		return nil
	}
	words := s.String()
	return &words
}

func ifKnown(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}
