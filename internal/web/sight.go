package web

import (
	"math"

	"tearsheet"
	"tearsheet/internal/diff"
)

// sight is what one asker may see of one article in one answer. Whatever
// quotes the article in that answer, of whichever revision, is taken through
// it: then notes, figures, evidence and excerpts are counted together, and
// nothing that quotes can forget to ask.
type sight struct {
	view       view
	isOperator bool
	left       int  // words that may still be quoted; not counted where all is shown
	partial    bool // of an earlier revision what changed is shown, and not what did not
}

// The most that one kind of quotation may take of the words of an answer, so
// that something is left for the others.
const (
	mostOfCorrection = 30 // enough to know that there is a note and what it is about
	mostOfFigures    = 10
)

// sightOf opens the sight on an item and on the other revisions that the
// answer shows. What the publisher's latest page asks of snippets holds for
// the old ones too, and what an old one asked holds for the answer it is in.
// What the public sees of earlier revisions is also the source's setting.
func sightOf(item *tearsheet.Item, isOperator bool, shown ...tearsheet.Revision) *sight {
	all := *item
	earlier := isEarlier(&item.Revision, &item.Article)
	for i := range shown {
		all.Revision.Declared.Robots += ", " + shown[i].Declared.Robots
		earlier = earlier || isEarlier(&shown[i], &item.Article)
	}
	s := &sight{view: viewOf(&all, isOperator), isOperator: isOperator, left: mostWords}
	if !earlier || isOperator {
		return s
	}
	switch item.Source.Archive {
	case tearsheet.ArchiveMetadata:
		s.view = linkOnly
	case tearsheet.ArchiveDiffOnly:
		s.partial = true
	}
	return s
}

func isEarlier(r *tearsheet.Revision, a *tearsheet.Article) bool {
	return r.Number > 0 && r.Number < a.Revisions
}

// alsoOf is the sight on other revisions in the same answer: the same one, or
// one that quotes nothing where one of them asked for no snippet.
func (s *sight) alsoOf(item *tearsheet.Item, isOperator bool, shown []tearsheet.Revision) *sight {
	if other := sightOf(item, isOperator, shown...); other.view != s.view {
		return other
	}
	return s
}

// quote gives the first words of a text, at most so many, and takes them from
// what is left. Whole says that this is all there is.
func (s *sight) quote(text string, most int) (words string, whole bool) {
	switch {
	case s.view.showsAll() || text == "":
		return text, true
	case s.view == linkOnly || s.left == 0:
		return "", false
	}
	most = min(most, s.left)
	words, whole = firstWords(text, most)
	if !whole {
		s.left -= most
		return words, false
	}
	s.left -= weighWords(text)
	return words, true
}

const noteNotShown = "stated, but not shown"

// note gives a revision's note of a correction.
func (s *sight) note(r *tearsheet.Revision, most int) string {
	words, _ := s.quote(r.Declared.Correction, most)
	return words
}

// noteOrThatThereIsOne is note for pages, where a note that may not be quoted
// is not passed over.
func (s *sight) noteOrThatThereIsOne(r *tearsheet.Revision, most int) string {
	words := s.note(r, most)
	if words == "" && r.Declared.Correction != "" {
		return noteNotShown
	}
	return words
}

// excerpt gives the first words of a revision, its own standfirst first, and
// whether that is all there is.
func (s *sight) excerpt(r *tearsheet.Revision) (words string, whole bool) {
	if r.Summary == "" {
		return s.quote(r.Text(), s.left)
	}
	words, _ = s.quote(r.Summary, s.left)
	return words, false
}

// leadPicture gives the picture that a page shows first. Its caption is the
// publisher's text and stands where all is shown; its credit is an attribution
// and always stays.
func (s *sight) leadPicture(r *tearsheet.Revision) []tearsheet.Image {
	if len(r.Images) == 0 {
		return nil
	}
	lead := r.Images[0]
	if !s.view.showsAll() {
		lead.Caption = ""
	}
	return []tearsheet.Image{lead}
}

// withEvidence leaves of a change's evidence as much as may be quoted. Its
// kinds and counts are no quotation and always stay.
func (s *sight) withEvidence(c tearsheet.Change) tearsheet.Change {
	if s.view.showsAll() || c.Evidence == nil {
		return c
	}
	evidence := make([]tearsheet.ChangeEvidence, len(c.Evidence))
	for i, e := range c.Evidence {
		e.Old, _ = s.quote(e.Old, s.left)
		e.New, _ = s.quote(e.New, s.left)
		evidence[i] = e
	}
	c.Evidence = evidence
	return c
}

// summary gives the sentence of a change; where it names more figures than may
// be quoted, a sentence of the same counts alone.
func (s *sight) summary(c *tearsheet.Change) string {
	if s.view.showsAll() || c.Summary == "" {
		return c.Summary
	}
	counts := countsAlone(c)
	cost := max(0, weighWords(c.Summary)-weighWords(counts))
	if s.view == linkOnly || cost > min(s.left, mostOfFigures) {
		return counts
	}
	s.left -= cost
	return c.Summary
}

func countsAlone(c *tearsheet.Change) string {
	headline := diff.Op{Kind: diff.Same}
	if c.Headline {
		headline.Kind = diff.Edited
	}
	return diff.Summary(headline, diff.Counts{Edited: c.Edited, Added: c.Added, Removed: c.Removed, Moved: c.Moved, MovedAlone: c.Moved}, nil)
}

// comparison leaves of a difference what may be quoted: of changed words as
// many as are left, and no unchanged sentence. Cut says that something is
// missing.
func (s *sight) comparison(c comparison) (seen comparison, cut bool) {
	switch s.view {
	case linkOnly:
		cut = len(c.Paragraphs) > 0
		c.Paragraphs, c.Figures = nil, nil
		return c, cut
	case excerpt:
		c, s.left, cut = c.within(s.left)
		return c, cut
	}
	if s.partial {
		figures := c.Figures
		c, _, cut = c.within(math.MaxInt)
		c.Figures = figures
		return c, cut
	}
	return c, false
}
