package web

import (
	"strings"
	"unicode"

	"tearsheet/internal/diff"
)

// twoSights is what one asker may see of a copy and of its origin in one
// answer: each text by its own source's rights. The words that both have may
// be shown where either source allows them whole.
type twoSights struct{ copy, origin *sight }

func sightsOf(p *pair, isOperator bool) twoSights {
	return twoSights{sightOf(&p.copy, isOperator), sightOf(&p.origin, isOperator)}
}

// showAll reports whether nothing has to be left out.
func (s twoSights) showAll() bool { return s.copy.showsWhole() && s.origin.showsWhole() }

// showsWhole reports whether a text may be shown from beginning to end.
func (s *sight) showsWhole() bool { return s.view.showsAll() && !s.partial }

// showNothing reports whether no word of either text may be quoted.
func (s twoSights) showNothing() bool {
	return s.copy.view == linkOnly && s.origin.view == linkOnly
}

// comparison leaves of a difference what may be quoted of either text. Where
// not all may be, unchanged sentences are left out first: what differs is what
// was asked for.
func (s twoSights) comparison(c comparison) (seen comparison, cut bool) {
	if s.showAll() {
		return c, false
	}
	var kept []comparedParagraph
	for _, p := range c.Paragraphs {
		part, missing := s.paragraph(p)
		cut = cut || missing
		if part != nil {
			kept = append(kept, comparedParagraph{true, part})
		}
	}
	c.Paragraphs, c.Figures = kept, nil
	return c, cut
}

func (s twoSights) paragraph(p comparedParagraph) (kept []comparedPassage, cut bool) {
	for _, passage := range p.Passages {
		if passage.Kind == diff.Same {
			cut = true
			continue
		}
		part, missing := s.stretches(passage.Stretches)
		cut = cut || missing
		if len(part) > 0 {
			passage.Stretches, passage.Figures, passage.Paragraph = part, nil, kept == nil
			kept = append(kept, passage)
		}
	}
	return kept, cut
}

// stretches leaves of the words of some sentences what may be quoted. A place
// where some are missing is marked once.
func (s twoSights) stretches(all []stretch) (kept []stretch, cut bool) {
	gap := false
	for _, one := range all {
		text, whole := s.words(one)
		if text != "" {
			kept, gap = append(kept, stretch{one.Kind, text}), !whole
			cut = cut || !whole
			continue
		}
		if strings.TrimSpace(one.Text) == "" {
			continue
		}
		if cut = true; !gap && kept != nil {
			kept, gap = append(kept, stretch{diff.Keep, "… "}), true
		}
	}
	return kept, cut
}

func (s twoSights) words(one stretch) (string, bool) {
	switch {
	case one.Kind == diff.Insert:
		return s.copy.stretch(one.Text)
	case one.Kind == diff.Delete:
		return s.origin.stretch(one.Text)
	case s.copy.view.showsAll() || s.origin.view.showsAll():
		return one.Text, true
	case s.copy.view == linkOnly || s.origin.view == linkOnly:
		return "", false
	}
	s.copy.left = min(s.copy.left, s.origin.left)
	text, whole := s.copy.stretch(one.Text)
	s.origin.left = s.copy.left
	return text, whole
}

// stretch is quote for a piece of a sentence, whose white space parts it from
// the next.
func (s *sight) stretch(text string) (string, bool) {
	words, whole := s.quote(text, s.left)
	if words == "" || words == "…" || s.view.showsAll() {
		return strings.TrimPrefix(words, "…"), whole
	}
	lead := text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsSpace))]
	trail := text[len(strings.TrimRightFunc(text, unicode.IsSpace)):]
	if !whole {
		trail = " "
	}
	return lead + words + trail, whole
}
