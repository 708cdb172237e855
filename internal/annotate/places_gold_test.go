package annotate

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

func TestTheCountriesOfTheGoldAreFound(t *testing.T) {
	const dir = "../../../shared/gold/"
	if _, err := os.Stat(dir + "about.jsonl"); err != nil {
		t.Skip("the gold of what articles are about is not beside the repository")
	}
	type line struct {
		ID, Headline, Text string
		Countries          []string
	}
	gold := map[string]line{}
	if err := eachLine(dir+"about.jsonl", func(b []byte) error {
		var l line
		defer func() { gold[l.ID] = l }()
		return json.Unmarshal(b, &l)
	}); err != nil {
		t.Fatal(err)
	}
	var right, wrong, missed, first int
	if err := eachLine(dir+"about.texts.jsonl", func(b []byte) error {
		var l line
		if err := json.Unmarshal(b, &l); err != nil {
			return err
		}
		found, want := Countries(Places{}.Annotate(New(l.Headline, l.Text, "", ""))), gold[l.ID].Countries
		for i, c := range found {
			switch {
			case slices.Contains(want, c):
				right++
			default:
				wrong++
				if i == 0 {
					first++
				}
			}
		}
		for _, c := range want {
			if !slices.Contains(found, c) {
				missed++
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	f := 2 * float64(right) / float64(2*right+wrong+missed)
	t.Logf("countries: F1 %.3f, %d right, %d wrong, %d missed; wrong first in %d of %d", f, right, wrong, missed, first, len(gold))
	if f < .85 || first*25 > len(gold) {
		t.Errorf("F1 %.3f and %d wrong first of %d, want .85 and .04 of them", f, first, len(gold))
	}
}
