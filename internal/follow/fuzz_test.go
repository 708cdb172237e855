package follow

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"tearsheet"
)

func FuzzClassify(f *testing.F) {
	f.Add("Fire kills 12", lead+"\n\n"+crews, "Fire kills 14", crews+"\n\n"+lead+" “No.” Correction: it was 14.")
	f.Add("", "他来了。\x00\u2029a. B", "\xff", " \u00851\u202f000 two hundred and one ‘x’ 'y")
	f.Add("A", inLanguages["de"][2].old, "B", inLanguages["de"][2].new+"\n\nUpdated 12:05")
	f.Fuzz(func(t *testing.T, h1, b1, h2, b2 string) {
		old, new := revision(h1, strings.Split(b1, "\n\n")...), revision(h2, strings.Split(b2, "\n\n")...)
		old.Number, new.Number = 1, 2
		c := Compare(old, new)
		if len(c.Kinds) == 0 || slices.Contains(c.Kinds, tearsheet.KindNoise) && len(c.Kinds) > 1 {
			t.Fatalf("kinds %v", c.Kinds)
		}
		if (c.Kinds[0] == tearsheet.KindNoise) == (c.Rung == tearsheet.RungSubstantive) {
			t.Fatalf("kinds %v on rung %s", c.Kinds, c.Rung)
		}
		if c.Declared && c.Undisclosed || c.Undisclosed && c.Kinds[0] == tearsheet.KindNoise {
			t.Fatalf("declared %v, undisclosed %v, kinds %v", c.Declared, c.Undisclosed, c.Kinds)
		}
		for _, e := range c.Evidence {
			if !slices.Contains(c.Kinds, e.Kind) {
				t.Fatalf("evidence for %s beside kinds %v", e.Kind, c.Kinds)
			}
		}
		if same := Compare(new, new); same.Rung != tearsheet.RungUnchanged {
			t.Fatalf("a revision and itself: %s", same.Rung)
		}
		back := Classify([]tearsheet.Revision{old}, new, old, nil)
		if back.Rung == tearsheet.RungSubstantive {
			t.Fatalf("the way back is %v", back.Kinds)
		}
		Suspect(old, new)
	})
}

func FuzzFold(f *testing.F) {
	f.Add("“12.5” – 1 000 ﬁve…")
	f.Add("a\u0301\u00ad\ufe0f '’")
	f.Fuzz(func(t *testing.T, s string) {
		once := fold(s)
		if again := fold(once); again != once {
			t.Fatalf("%q folds to %q and then to %q", s, once, again)
		}
		digits := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsDigit(r) {
					return r
				}
				return -1
			}, s)
		}
		if digits(once) != digits(strings.ToValidUTF8(s, "\ufffd")) {
			t.Fatalf("%q lost digits: %q", s, once)
		}
		isCounter(s)
		noteOf(s)
		for _, q := range quotations(s) {
			if q.Start > q.End || q.End > len(s) {
				t.Fatalf("quotation %v of %q", q, s)
			}
		}
	})
}
