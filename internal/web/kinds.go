package web

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tearsheet"
)

// changesOf reads the changes of an item; most have none and are not asked for.
func (s *server) changesOf(ctx context.Context, item *tearsheet.Item) ([]tearsheet.Change, error) {
	if item.Article.Revisions < 2 {
		return nil, nil
	}
	changes, err := s.Store.Changes(ctx, item.Article.ID)
	if err != nil {
		return nil, fmt.Errorf("read changes of %s: %w", item.Article.ID, err)
	}
	return changes, nil
}

// fates say of each changed article of a list what its changes were.
type fates map[tearsheet.ArticleID]string

func (s *server) fatesOf(ctx context.Context, items []tearsheet.Item) (fates, error) {
	all := fates{}
	for i := range items {
		changes, err := s.changesOf(ctx, &items[i])
		if err != nil {
			return nil, err
		}
		if words := fateOf(changes, items[i].Article.Revisions-1); words != "" {
			all[items[i].Article.ID] = words
		}
	}
	return all, nil
}

// fateOf says the gravest of an article's changes in a list's few words, and
// only their number where one of them is not classed yet.
func fateOf(changes []tearsheet.Change, expected int) string {
	if expected < 1 {
		return ""
	}
	corrected, undisclosed, classed := false, false, len(changes) >= expected
	var kinds []tearsheet.ChangeKind
	for _, c := range changes {
		corrected = corrected || slices.Contains(c.Kinds, tearsheet.KindCorrection)
		undisclosed = undisclosed || c.Undisclosed
		classed = classed && len(c.Kinds) > 0
		kinds = append(kinds, c.Kinds...)
	}
	switch {
	case corrected && undisclosed:
		return "corrected; also changed, no note"
	case corrected:
		return "corrected"
	case undisclosed:
		return "changed, no note"
	case !classed:
		return fmt.Sprintf(changedSign, expected)
	case only(kinds, tearsheet.KindNoise):
		return "cosmetic change"
	case only(kinds, tearsheet.KindStyle, tearsheet.KindNoise):
		return "reworded"
	}
	return "updated"
}

func only(kinds []tearsheet.ChangeKind, allowed ...tearsheet.ChangeKind) bool {
	return !slices.ContainsFunc(kinds, func(k tearsheet.ChangeKind) bool { return !slices.Contains(allowed, k) })
}

var kindWords = map[tearsheet.ChangeKind]string{
	tearsheet.KindCorrection: "correction, with a note",
	tearsheet.KindHeadline:   "headline",
	tearsheet.KindFact:       "fact changed",
	tearsheet.KindRemoval:    "removal",
	tearsheet.KindUpdate:     "update",
	tearsheet.KindStyle:      "wording",
	tearsheet.KindNoise:      "cosmetic",
}

var factWords = map[string]string{
	"number": "figure changed", "date": "date changed", "name": "name changed", "negation": "negation changed", "quote": "quotation changed",
}

// kindsInWords says the kinds of one change; empty: it is not classed yet.
func kindsInWords(c *tearsheet.Change) string {
	var words []string
	for _, k := range c.Kinds {
		switch {
		case k == tearsheet.KindFact:
			words = append(words, factsInWords(c.Evidence)...)
		case k == tearsheet.KindStyle && len(c.Kinds) == 1:
			words = append(words, "wording only")
		case c.Rung == tearsheet.RungAlternating:
			words = append(words, "an earlier version came back")
		case c.Rung == tearsheet.RungSuspect:
			words = append(words, "read in another way, so perhaps no change at all")
		case kindWords[k] == "":
			words = append(words, string(k))
		default:
			words = append(words, kindWords[k])
		}
	}
	if c.Undisclosed {
		words = append(words, "no correction note")
	}
	return strings.Join(words, ", ")
}

func factsInWords(evidence []tearsheet.ChangeEvidence) []string {
	var words []string
	for _, e := range evidence {
		if w := factWords[e.Why]; e.Kind == tearsheet.KindFact && w != "" && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	if words == nil {
		return []string{kindWords[tearsheet.KindFact]}
	}
	return words
}

// facts quotes the changed facts of a change that its sentence does not name
// already, as many as may be quoted: "40 → 60".
func (s *sight) facts(c *tearsheet.Change, said string) []string {
	var shown []string
	for _, e := range c.Evidence {
		words := strings.TrimSpace(e.Old + " → " + e.New)
		cost := weighWords(e.Old) + weighWords(e.New)
		if e.Kind != tearsheet.KindFact || strings.Contains(said, words) || cost > mostOfFigures {
			continue
		}
		if !s.view.showsAll() {
			if s.view == linkOnly || cost > s.left {
				continue
			}
			s.left -= cost
		}
		shown = append(shown, words)
	}
	return shown
}

// correctionOf gives the note of the publisher's correction that the latest
// revision declares: beside its words, or in them, which its change tells.
// There is none where declared is false; a note may be there and not shown.
func (s *sight) correctionOf(r *tearsheet.Revision, changes []tearsheet.Change) (note string, declared bool) {
	if r.Declared.Correction != "" {
		return s.note(r, mostOfCorrection), true
	}
	for _, c := range changes {
		if c.To != r.Number || !slices.Contains(c.Kinds, tearsheet.KindCorrection) {
			continue
		}
		for _, e := range c.Evidence {
			if e.Kind == tearsheet.KindCorrection && e.New != "" {
				note, _ = s.quote(e.New, mostOfCorrection)
				return note, true
			}
		}
		return "", true
	}
	return "", false
}
