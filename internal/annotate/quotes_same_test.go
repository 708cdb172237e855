package annotate

import (
	"fmt"
	"testing"

	"tearsheet/internal/diff"
)

func TestTheKeyOfAQuoteIsThatOfItsWords(t *testing.T) {
	key := QuoteKey("We don’t want “any” foreign intervention.")
	for _, s := range []string{"We don't want 'any' foreign intervention", "we don’t want any [direct] foreign intervention,"} {
		if QuoteKey(s) != key {
			t.Errorf("%q has another key", s)
		}
	}
	if QuoteKey("We do want any foreign intervention.") == key || QuoteKey("…") != 0 {
		t.Error("other words must have another key, and no words the key 0")
	}
}

func TestVariantsOfAQuoteAreToldFromOtherQuotes(t *testing.T) {
	const whole = "I didn’t say I’m doing it, but I would be proud to do it because we’re going to save millions of lives."
	for _, c := range []struct {
		name string
		a, b Utterance
		want bool
	}{
		{"marks differ", Utterance{whole, "Donald Trump"}, Utterance{"I didn't say I'm doing it — but I would be proud to do it, because we're going to save millions of lives", "Trump"}, true},
		{"a word differs", Utterance{whole, "Donald Trump"}, Utterance{"I did not say I’m doing it, but I would be proud to do it because we will save millions of lives.", "Trump"}, true},
		{"a piece of it", Utterance{whole, "Donald Trump"}, Utterance{"I would be proud to do it", "Donald Trump"}, true},
		{"another speaker", Utterance{whole, "Donald Trump"}, Utterance{whole, "Claudia Sheinbaum"}, false},
		{"of the same family", Utterance{whole, "Donald Trump"}, Utterance{whole, "Ivanka Trump"}, false},
		{"speaker not named", Utterance{whole, "Donald Trump"}, Utterance{whole, ""}, true},
		{"not named and looser", Utterance{whole, ""}, Utterance{"I did not say I’m doing it, and I would be proud to do it since we will save some lives.", "Trump"}, false},
		{"other words", Utterance{whole, "Donald Trump"}, Utterance{"Would I knock out those factories? I would be proud to do it personally.", "Donald Trump"}, false},
		{"few words", Utterance{"a great loss", ""}, Utterance{"a great loss", ""}, false},
		{"few words of one speaker", Utterance{"a great loss", "Ann Lee"}, Utterance{"A great loss", "Lee"}, true},
		{"no words", Utterance{"…", "Ann Lee"}, Utterance{"…", "Ann Lee"}, false},
	} {
		if _, got := SameQuote(c.a, c.b); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if _, got := SameQuote(c.b, c.a); got != c.want {
			t.Errorf("%s, the other way: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTheDifferenceOfVariantsIsInTheirWords(t *testing.T) {
	op, ok := SameQuote(Utterance{"It is time that they brought him in.", "Gannon"}, Utterance{"It is about time they brought him in.", "Michael Gannon"})
	var out string
	for _, r := range op.Words {
		out += fmt.Sprintf("%s:%q ", r.Kind, r.Text)
	}
	if !ok || op.Kind != diff.Edited || out == "" {
		t.Fatalf("%v %s %s", ok, op.Kind, out)
	}
	var old, new string
	for _, r := range op.Words {
		if r.Kind != diff.Insert {
			old += r.Text + r.Space
		}
		if r.Kind != diff.Delete {
			new += r.Text + r.Space
		}
	}
	if old != "It is time that they brought him in." || new != "It is about time they brought him in." {
		t.Errorf("the runs give %q and %q", old, new)
	}
}

func TestQuotesOfSeveralArticlesComeTogether(t *testing.T) {
	got := fmt.Sprint(SameQuotes([]Utterance{
		{"It’s about time they brought him in.", "Michael Gannon"}, {"They need to give the green light.", "Michael Gannon"},
		{"It's about time they brought him in", "Gannon"}, {"Yes", ""}, {"about time they brought him in", "Gannon"}, {"Yes", ""},
	}))
	if want := "[[0 2 4] [1] [3] [5]]"; got != want {
		t.Errorf("gives %s, want %s", got, want)
	}
}

func FuzzSameQuote(f *testing.F) {
	f.Add("It is time they brought him in.", "It's [about] time they brought him in", "Gannon", "Michael Gannon")
	f.Fuzz(func(t *testing.T, a, b, x, y string) {
		_, one := SameQuote(Utterance{a, x}, Utterance{b, y})
		if one && QuoteKey(a) == 0 {
			t.Errorf("%q without words is the same as %q", a, b)
		}
		SameQuotes([]Utterance{{a, x}, {b, y}})
	})
}
