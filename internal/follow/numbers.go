package follow

import (
	"strconv"
	"strings"
	"unicode"
)

// figure is one number of a sentence, with what is equal for spellings of one
// value ("7" and "seven", "1,000" and "1000") and for no others.
type figure struct {
	value string
	text  string
	at    int // place of its first word
	words int
}

// figures gives the numbers of a sentence in order.
func (l *lexicon) figures(words []word) []figure {
	var all []figure
	for k := 0; k < len(words); {
		f, n := l.figureAt(words, k)
		if n == 0 {
			k++
			continue
		}
		all = append(all, f)
		k += n
	}
	return all
}

// figureAt reads the number that begins at a word; 0 words: none.
func (l *lexicon) figureAt(words []word, k int) (figure, int) {
	w := words[k]
	if hasDigit(w.key) {
		value, unit := digits(w.key)
		n := 1
		if f, ok := l.multiplier(words, k+1); ok && unit == "" {
			value, n = multiply(value, f), 2
		}
		if k+n < len(words) && unit == "" && measures[shortUnit(words[k+n].key)] {
			unit, n = " "+shortUnit(words[k+n].key), n+1
		}
		return figure{value + unit, phrase(words[k : k+n]), k, n}, n
	}
	if !l.isNumber(w) {
		return figure{}, 0
	}
	total, n := l.spelled(words, k)
	return figure{plain(total), phrase(words[k : k+n]), k, n}, n
}

// measures are written onto a number or after it, as one likes: "9am", "9 a.m.".
var measures = set("am pm c f kg g km m cm mm ft mph kph kmh kw mw gw uhr h")

func shortUnit(key string) string { return strings.ReplaceAll(key, ".", "") }

func (l *lexicon) isNumber(w word) bool {
	_, ok := l.numbers[w.key]
	return ok || l.compound(w.key) > 0
}

// multiplier gives the value of "million" after a number in digits.
func (l *lexicon) multiplier(words []word, k int) (float64, bool) {
	if k >= len(words) {
		return 0, false
	}
	f, ok := l.numbers[words[k].key]
	return f, ok && f >= 1000 && f < 1e13 && !ordinal(f)
}

func ordinal(f float64) bool { return f > 10000 && f < 30000 }

// spelled reads a number in words: "twenty-six", "five hundred", "two million".
func (l *lexicon) spelled(words []word, k int) (total float64, n int) {
	sum := 0.0
	for at := k; at < len(words); at++ {
		if at > k && words[at].key == "" && isHyphen(words[at].text) {
			continue
		}
		v, ok := l.value(words[at].key)
		switch {
		case !ok, at > k && ordinal(v):
			return total + sum, max(n, 1)
		case at == k:
			sum = v
		case v >= 1000:
			total, sum = total+sum*v, 0
		case v == 100 && sum > 0 && sum < 100:
			sum *= v
		case v < sum && (sum < 100 && v < 10 && sum >= 20 || sum >= 100 && v < 100):
			sum += v
		default:
			return total + sum, max(n, 1)
		}
		n = at - k + 1
		if ordinal(v) {
			break
		}
	}
	return total + sum, max(n, 1)
}

func (l *lexicon) value(key string) (float64, bool) {
	if v, ok := l.numbers[key]; ok {
		return v, true
	}
	v := l.compound(key)
	return v, v > 0
}

// compound reads numbers that German, Dutch and Italian write as one word,
// such as "einundzwanzig"; 0: it is none.
func (l *lexicon) compound(key string) float64 {
	if len(key) < 7 || len(key) > 60 {
		return 0
	}
	for _, and := range []string{"und", "en", "ën"} {
		a, b, ok := strings.Cut(key, and)
		if tens := l.numbers[b]; ok && tens >= 20 && tens <= 90 {
			if u := l.numbers[a]; u >= 1 && u <= 9 {
				return tens + u
			}
			if a == "ein" || a == "een" {
				return tens + 1
			}
		}
	}
	for _, big := range []string{"hundert", "tausend", "honderd", "duizend", "cento"} {
		a, b, ok := strings.Cut(key, big)
		if u := l.numbers[a]; ok && u >= 1 && u < 100 && (b == "" || l.numbers[b] > 0) {
			return u*l.numbers[big] + l.numbers[b]
		}
	}
	return 0
}

func hasDigit(s string) bool {
	return strings.IndexFunc(s, unicode.IsDigit) >= 0
}

// digits parts a number from what is written onto it ("20am", "65c"), and drops
// the separators between groups of three. Every other separator stays.
func digits(key string) (value, unit string) {
	runes := []rune(strings.TrimLeft(key, "+$£€¥#"))
	end := len(runes)
	for end > 0 && !unicode.IsDigit(runes[end-1]) {
		end--
	}
	value, unit = string(runes[:end]), strings.Trim(string(runes[end:]), ".")
	switch unit {
	case "st", "nd", "rd", "th", "er", "e", "º", "ª":
		if n, err := strconv.Atoi(value); err == nil && n > 0 && n <= 15 {
			return plain(float64(10000 + n)), ""
		}
		unit = ""
	case "m", "mn", "mio":
		return multiply(grouped(value), 1e6), ""
	case "bn", "mrd":
		return multiply(grouped(value), 1e9), ""
	case "k":
		return multiply(grouped(value), 1000), ""
	}
	if unit != "" {
		unit = " " + strings.ReplaceAll(unit, ".", "")
	}
	return grouped(strings.ReplaceAll(value, ":", ".")), unit
}

// grouped drops the separators of "1,000,000", "10 000" and "10'000".
func grouped(s string) string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\'' })
	for k, p := range parts {
		if k == 0 && (len(p) > 3 || len(parts) == 1) || k > 0 && len(p) != 3 && !(len(p) > 3 && p[3] == '.') {
			return s
		}
	}
	return strings.Join(parts, "")
}

func multiply(value string, by float64) string {
	f, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return value + "×" + plain(by)
	}
	return plain(f * by)
}

func plain(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// phrase is words as evidence shows them.
func phrase(words []word) string {
	var b strings.Builder
	for k, w := range words {
		if k > 0 && !w.joined && w.key != "" {
			b.WriteByte(' ')
		}
		if w.key != "" || isHyphen(w.text) {
			b.WriteString(w.text)
		}
		if b.Len() > 200 {
			break
		}
	}
	return b.String()
}
