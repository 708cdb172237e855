package web

import (
	"strings"

	"tearsheet"
	"tearsheet/internal/diff"
	"tearsheet/internal/text"
)

// stretch is words with one fate: "same", "ins" or "del".
type stretch struct {
	Kind diff.RunKind `json:"kind" enum:"same,ins,del"`
	Text string       `json:"text"`
}

// passage of a difference: neighbouring sentences with what became of them.
type comparedPassage struct {
	Kind      diff.Kind `json:"kind" enum:"same,edited,added,removed,moved"`
	Away      bool      `json:"away,omitempty"` // the place that moved sentences left
	Sentences int       `json:"sentences"`
	Stretches []stretch `json:"stretches"`
}

// comparison is the exact difference of two revisions: without what is
// inserted it gives the old words, without what is deleted the new ones.
type comparison struct {
	Headline []stretch
	Passages []comparedPassage
}

// compare computes the difference anew; nothing of it is kept.
func compare(old, fresh *tearsheet.Revision) comparison {
	c := comparison{Headline: stretchesOf(diff.Line(tokens(old.Headline), tokens(fresh.Headline)).Words)}
	for _, op := range diff.Texts(sentences(old), sentences(fresh)) {
		c.Passages = append(c.Passages, comparedPassage{op.Kind, op.Away, max(op.Old.Len(), op.New.Len()), stretchesOf(op.Words)})
	}
	return c
}

// sentences gives the words of a body as package diff takes them. A sentence
// never goes over the end of a block.
func sentences(r *tearsheet.Revision) [][]string {
	var all [][]string
	for _, b := range r.Body {
		if b.Kind == tearsheet.Picture || b.Kind == tearsheet.Embed {
			continue
		}
		for _, s := range text.Sentences(b.Text) {
			all = append(all, tokens(s+" "))
		}
	}
	return all
}

// tokens gives words and marks, each with the white space after it, which is
// what keeps neighbouring sentences apart when they are shown.
func tokens(s string) []string {
	spans := text.TokenSpans(s)
	all := make([]string, len(spans))
	for i, span := range spans {
		end := len(s)
		if i+1 < len(spans) {
			end = spans[i+1].Start
		}
		all[i] = s[span.Start:end]
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

func (c *comparison) headlineChanged() bool {
	for _, s := range c.Headline {
		if s.Kind != diff.Keep {
			return true
		}
	}
	return false
}

// within leaves of the changed words as many as may be shown, and no unchanged
// sentence at all. It reports whether anything was left out.
func (c comparison) within(words int) (comparison, bool) {
	var kept []comparedPassage
	cut := false
	for _, p := range c.Passages {
		if p.Kind == diff.Same {
			cut = true
			continue
		}
		shorter, left := p.within(words)
		cut, words = cut || left < 0, max(0, left)
		if len(shorter.Stretches) > 0 {
			kept = append(kept, shorter)
		}
	}
	c.Passages = kept
	return c, cut
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
	return b.String()
}
