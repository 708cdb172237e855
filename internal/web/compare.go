package web

import (
	"strings"

	"tearsheet"
	"tearsheet/internal/diff"
	"tearsheet/internal/follow"
)

// stretch is words with one fate: "same", "ins" or "del".
type stretch struct {
	Kind diff.RunKind `json:"kind" enum:"same,ins,del"`
	Text string       `json:"text"`
}

// comparedPassage is neighbouring sentences of one paragraph with what became
// of them.
type comparedPassage struct {
	Kind      diff.Kind     `json:"kind" enum:"same,edited,added,removed,moved"`
	Paragraph bool          `json:"paragraph,omitempty"` // the first of its paragraph
	Move      int           `json:"move,omitempty"`      // number of what moved as one, the same at both places
	Away      bool          `json:"away,omitempty"`      // the place that moved sentences left
	Sentences int           `json:"sentences"`
	Figures   []diff.Figure `json:"figures,omitempty"` // numbers that took the place of others
	Stretches []stretch     `json:"stretches"`
}

// comparedParagraph is one paragraph; what was removed or moved away stands in
// the one where it stood.
type comparedParagraph struct {
	Changed  bool
	Passages []comparedPassage
}

// comparison is the exact difference of two revisions: without what is
// inserted it gives the old words, without what is deleted the new ones.
type comparison struct {
	Headline   []stretch
	Paragraphs []comparedParagraph
	Figures    []diff.Figure
}

// compare computes the difference anew, as the room follow does for counts and
// summary; nothing of it is kept.
func compare(old, fresh *tearsheet.Revision) comparison {
	return comparisonOf(follow.Operations(*old, *fresh))
}

func comparisonOf(whole follow.Comparison) comparison {
	c := comparison{Headline: stretchesOf(whole.Headline.Words), Figures: whole.Figures}
	for _, p := range whole.Paragraphs() {
		c.Paragraphs = append(c.Paragraphs, comparedParagraph{p.Changed, passagesOfParagraph(p)})
	}
	return c
}

func passagesOfParagraph(p follow.Paragraph) []comparedPassage {
	all := make([]comparedPassage, len(p.Parts))
	for i, op := range p.Parts {
		all[i] = comparedPassage{op.Kind, i == 0, op.Move, op.Away, max(op.Old.Len(), op.New.Len()), op.Figures, stretchesOf(op.Words)}
	}
	return all
}

func stretchesOf(runs []diff.Run) []stretch {
	all := make([]stretch, len(runs))
	for i, r := range runs {
		all[i] = stretch{r.Kind, r.Text + r.Space}
	}
	return all
}

// passages gives those of all paragraphs in order.
func (c *comparison) passages() []comparedPassage {
	all := []comparedPassage{}
	for _, p := range c.Paragraphs {
		all = append(all, p.Passages...)
	}
	return all
}

func (c *comparison) headlineChanged() bool {
	for _, s := range c.Headline {
		if s.Kind != diff.Keep {
			return true
		}
	}
	return false
}

// within leaves of the changed words as many as may be shown, and no unchanged
// sentence at all. It gives how many are left over, and whether anything was
// left out. Figures are words that are shown already.
func (c comparison) within(words int) (shorter comparison, left int, cut bool) {
	var kept []comparedParagraph
	for _, p := range c.Paragraphs {
		var part []comparedPassage
		var missing bool
		part, words, missing = p.within(words)
		cut = cut || missing
		if part != nil {
			kept = append(kept, comparedParagraph{true, part})
		}
	}
	c.Paragraphs, c.Figures = kept, nil
	return c, words, cut
}

func (p comparedParagraph) within(words int) (kept []comparedPassage, left int, cut bool) {
	for _, passage := range p.Passages {
		if passage.Kind == diff.Same {
			cut = true
			continue
		}
		part, rest := passage.within(words)
		cut, words = cut || rest < 0, max(0, rest)
		if len(part.Stretches) > 0 {
			part.Paragraph, part.Figures = kept == nil, nil
			kept = append(kept, part)
		}
	}
	return kept, words, cut
}

// within cuts a passage to a number of words and gives how many are left over;
// less than none says that it was cut.
func (p comparedPassage) within(words int) (comparedPassage, int) {
	var kept []stretch
	for _, s := range p.Stretches {
		first, whole := firstWords(s.Text, words)
		if !whole {
			if words > 0 {
				kept = append(kept, stretch{s.Kind, first})
			}
			p.Stretches = kept
			return p, -1
		}
		words -= weighWords(s.Text)
		kept = append(kept, s)
	}
	p.Stretches = kept
	return p, words
}

func plain(stretches []stretch) string {
	var b strings.Builder
	for _, s := range stretches {
		b.WriteString(s.Text)
	}
	return strings.TrimSpace(b.String())
}
