package annotate

import (
	"strings"
	"unicode"
)

// capitalsOf gives the runs of capitalised words of a sentence, without titles.
func capitalsOf(body string, s *Sentence) []naming {
	var out []naming
	word := func(k int) string { return strings.ToLower(s.Tokens[k].Of(body)) }
	for k := 0; k < len(s.Tokens); {
		to := capitalRun(body, s, k)
		if to == k {
			k++
			continue
		}
		from := k
		for j := k; j < to; j++ { // titles and trades before the name are no part of it
			w := strings.ToLower(strings.TrimRight(s.Tokens[j].Of(body), "."))
			if (humans[w] || titleGender[w] != anyGender || courtesies[w] || peoples[w]) && j+1 < to || j == 0 && englishWords[w] || determiners[w] {
				from = j + 1
			}
		}
		for from < to && !unicode.IsUpper(firstRune(s.Tokens[from].Of(body))) {
			from++
		}
		if from == k && to-from > 2 && firstNames[word(from)] == anyGender && firstNames[word(from+1)] != anyGender {
			from++ // an adjective at the beginning of the sentence
		}
		if from > 0 && from == k && word(from-1) == "the" && !isBodyName(strings.Fields(body[s.Tokens[from].Start:s.Tokens[to-1].End])) {
			from = to // no person
		}
		if from < to && s.Tokens[to-1].End-s.Tokens[from].Start > 2 {
			out = append(out, naming{start: s.Tokens[from].Start, end: s.Tokens[to-1].End})
		}
		k = to
	}
	for i := range out {
		name := body[out[i].start:out[i].end]
		out[i].end -= len(name) - len(strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s"))
	}
	return out
}

// capitalRun gives the end of the run of capitalised words that begins at k.
func capitalRun(body string, s *Sentence, k int) int {
	to := k
	for j := k; j < min(len(s.Tokens), k+longestName); j++ {
		w := s.Tokens[j].Of(body)
		switch {
		case unicode.IsUpper(firstRune(w)) && !(j == k && phraseEnds[strings.ToLower(w)]):
			if j > k && strings.HasSuffix(strings.ReplaceAll(s.Tokens[j-1].Of(body), "’", "'"), "'s") {
				return to
			}
			to = j + 1
		case j > k && (particles[w] || (w == "-" || w == ".") && s.Tokens[j-1].End == s.Tokens[j].Start && len(s.Tokens[j-1].Of(body)) < 12):
			if w == "." && len(s.Tokens[j-1].Of(body)) > 4 {
				return to
			}
		default:
			return to
		}
	}
	return to
}

func isBodyName(words []string) bool {
	if len(words) == 1 {
		w := words[0]
		return len(w) >= 3 && strings.ToUpper(w) == w
	}
	for _, w := range words {
		if bodies[strings.ToLower(w)] {
			return true
		}
	}
	return false
}
