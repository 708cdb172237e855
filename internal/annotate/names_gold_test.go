package annotate

import (
	"os"
	"path/filepath"
	"testing"

	"tearsheet"
)

// namesData gives a file of the development data, or skips the test.
func namesData(t *testing.T, parts ...string) string {
	t.Helper()
	folder := os.Getenv("TEARSHEET_SHARED")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared")
	}
	name := filepath.Join(append([]string{folder}, parts...)...)
	if _, err := os.Stat(name); err != nil {
		t.Skipf("the labelled data is not here: put it beside the repository or name its folder in TEARSHEET_SHARED (%v)", err)
	}
	return name
}

// These texts were never trained on; the labels of tweets and posts follow
// other rules, so the figure says only that the built-in model is whole.
func TestTheBuiltInModelFindsNamesInTextsThatItHasNotLearnt(t *testing.T) {
	gold, err := readMarked(namesData(t, "data", "ner", "wnut17.jsonl"), 1)
	if err != nil {
		t.Fatal(err)
	}
	var right Right
	for _, g := range gold {
		right.count(g.Names, g.Document.Mentions())
	}
	if p, r, f := right.F1(); f < .2 {
		t.Errorf("precision %.2f, recall %.2f, F1 %.2f", p, r, f)
	}
}

func TestEveryFormOfAPersonInTheQuotedArticlesIsOfOneIdentity(t *testing.T) {
	bodies := map[string]string{}
	err := eachJSONLine(namesData(t, "gold", "quotes.texts.jsonl"), func(x struct{ ID, Text string }) error {
		bodies[x.ID] = x.Text
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	pairs, joined := 0, 0
	err = eachJSONLine(namesData(t, "gold", "quotes.jsonl"), func(x struct {
		ID     string
		People []struct {
			Name    string
			Aliases []string
		}
	}) error {
		name := map[string]string{}
		for _, a := range (Names{}).Annotate(New("", bodies[x.ID], "", "")) {
			if a.Kind == tearsheet.AboutPerson {
				name[canonicalForm(a.Text)] = a.Name
			}
		}
		for _, p := range x.People {
			for _, alias := range p.Aliases {
				if name[p.Name] != "" && name[alias] != "" {
					pairs++
					if name[p.Name] == name[alias] {
						joined++
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if pairs < 50 || 100*joined < 90*pairs {
		t.Errorf("%d of %d aliases that were found bear the name of their person", joined, pairs)
	}
}
