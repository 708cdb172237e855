package annotate

import (
	"strings"

	"golang.org/x/text/language"
)

// isEnglish reports whether the annotators that know English only may speak. A
// stated language is believed where the words do not speak against it: pages
// of many languages state "en".
func isEnglish(d *Document) bool {
	if tag, err := language.Parse(d.Language); d.Language != "" && err == nil {
		if base, _ := tag.Base(); base.String() != "en" {
			return false
		}
	}
	words, common := 0, 0
	for _, s := range d.Sentences {
		for _, t := range s.Tokens {
			if words++; englishWords[strings.ToLower(t.Of(d.Text))] {
				common++
			}
		}
		if words > 400 {
			break
		}
	}
	return 100*common >= 15*words && words > 0
}

// englishWords are common in English and no words of its neighbours.
var englishWords = set(`the of and to that was for with his her are were has have had been which their they this from not by would could
	who after about said it is on as at be an its he she we you but or there what when more will can`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
