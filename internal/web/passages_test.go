package web

import (
	"strings"
	"testing"

	"tearsheet"
	"tearsheet/internal/diff"
)

func markedText(parts []textPart) (text string, passages map[int]string) {
	passages = map[int]string{}
	var paragraphs []string
	for _, p := range parts {
		if p.Fold != "" {
			paragraphs = append(paragraphs, p.Folded...)
			continue
		}
		var b strings.Builder
		for _, w := range p.Words {
			b.WriteString(w.Text)
			if w.Number > 0 {
				passages[w.Number] += w.Text
			}
		}
		paragraphs = append(paragraphs, b.String())
	}
	return strings.Join(paragraphs, "\n\n"), passages
}

func TestPassagesAreMarkedWhereTheyStand(t *testing.T) {
	s := sideOfText{text: "Él said: one two.\n\nNothing.\n\nthree four", spans: []stand{{9, 17, 1}, {29, 34, 2}, {32, 39, 3}}, mine: "c", other: "o"}
	text, passages := markedText(s.parts())
	if text != s.text || passages[1] != "one two." || passages[2] != "three" || passages[3] != " four" {
		t.Errorf("%q %v", text, passages)
	}
	if parts := s.parts(); len(parts) != 3 || parts[1].Fold != "1 paragraph without shared passages" || parts[0].Words[1].Other != "#o1" {
		t.Errorf("%+v", parts)
	}
}

func TestPassagesOfAnotherTextAreNotMarked(t *testing.T) {
	p := []tearsheet.Passage{{Copy: [2]int{0, 3}, Origin: [2]int{4, 7}}}
	for _, c := range []struct {
		copy, origin string
		want         bool
	}{{"one two", "and one", true}, {"“One” two", "and one", true}, {"two one", "and one", false}, {"on", "and one", false}, {"one", "and", false}} {
		if got := passagesStand(p, c.copy, c.origin); got != c.want {
			t.Errorf("%q in %q: %v", c.copy, c.origin, got)
		}
	}
}

func FuzzMarkingLosesNoWord(f *testing.F) {
	f.Add("one\n\ntwo three\n\n\n\nfour", 1, 7, 5, 30)
	f.Add("\n\n", 0, 1, 1, 2)
	f.Add("\xff\xfe é", -3, 2, 1, 1)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		text = strings.ToValidUTF8(text, "?")
		s := sideOfText{text: text, spans: []stand{{a, b, 1}, {c, d, 2}}, mine: "c", other: "o"}
		if got, _ := markedText(s.parts()); got != text {
			t.Errorf("%q became %q", text, got)
		}
		s.within(&sight{view: excerpt, left: mostWords})
	})
}

func TestWordsOfBothTextsAreTakenFromBothSights(t *testing.T) {
	both := twoSights{&sight{view: excerpt, left: 5}, &sight{view: excerpt, left: 3}}
	if text, whole := both.words(stretch{diff.Keep, "one two "}); text != "one two " || !whole || both.copy.left != 1 || both.origin.left != 1 {
		t.Errorf("%q %v, left %d and %d", text, whole, both.copy.left, both.origin.left)
	}
	for _, s := range []twoSights{{&sight{view: excerpt, left: 5}, &sight{view: linkOnly, left: 5}}, {&sight{view: linkOnly, left: 5}, &sight{view: excerpt, left: 5}}} {
		if text, _ := s.words(stretch{diff.Keep, "one"}); text != "" {
			t.Errorf("one source asks for no words, and %q is quoted", text)
		}
	}
	granted := twoSights{&sight{view: linkOnly}, &sight{view: public}}
	if text, _ := granted.words(stretch{diff.Keep, "one"}); text != "one" {
		t.Errorf("the origin grants its words: %q", text)
	}
}
