package annotate

import (
	"strconv"
	"strings"
	"unicode"
)

// number reads the number at a token: digits or words, with scales behind it.
// A year, a date, a time, a score or a range is none; money says that it can be
// nothing else.
func (w *walker) number(k int, money bool) (value float64, to int, ok bool) {
	if isDigits(w.raw(k)) {
		value, to, ok = w.digits(k, money)
	} else if w.d.english {
		value, to, ok = w.words(k)
	}
	if !ok {
		return 0, k, false
	}
	for {
		if scale := scales[w.word(to)]; scale > 0 && !w.joined(to) {
			value, to = value*scale, to+1
			continue
		}
		if w.word(to) == "-" && w.joined(to) && scales[w.word(to+1)] > 0 {
			value, to = value*scales[w.word(to+1)], to+2
			continue
		}
		return value, to, value < largestFigure
	}
}

const largestFigure = 1e18 // what is greater is a row of digits and counts nothing

func (w *walker) digits(k int, money bool) (float64, int, bool) {
	raw := w.raw(k)
	body := strings.TrimRightFunc(raw, unicode.IsLetter)
	suffix := strings.ToLower(raw[len(body):])
	scale := 1.0
	if suffix != "" {
		s, known := shortScales[suffix]
		unit := measures[suffix] != ""
		if !known || unit && !money {
			return 0, k, false
		}
		scale = s
	}
	v, ok := parse(body)
	if !ok || !money && scale == 1 && (w.isDate(k, v, body) || w.isScore(k)) {
		return 0, k, false
	}
	return v * scale, k + 1, true
}

// parse reads digits with separators. What may be a decimal comma and what may
// be a thousands comma is told by three digits behind it; "1.234" is a
// fraction.
func parse(s string) (float64, bool) {
	comma, dot := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	switch {
	case comma > dot && dot >= 0: // 1.234,50
		s = strings.ReplaceAll(s[:comma], ".", "") + "." + s[comma+1:]
	case comma >= 0 && dot < 0 && strings.Count(s, ",") == 1 && len(s)-comma != 4: // 2,5
		s = strings.Replace(s, ",", ".", 1)
	case strings.Count(s, ".") > 1: // 1.234.567
		s = strings.ReplaceAll(s, ".", "")
	}
	s = strings.ReplaceAll(s, ",", "")
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// isDate reports whether digits are a year, a day of a month or a time of day.
func (w *walker) isDate(k int, v float64, body string) bool {
	plain := strings.IndexFunc(body, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
	if plain && len(body) == 4 && v >= 1500 && v <= 2100 && !(currencies[w.word(k+1)] != "" || countsPeople[w.word(k+1)]) {
		return true
	}
	next := w.word(k + 1)
	return months[next] || next == "/" && w.joined(k+1) || w.word(k-1) == "/" && w.joined(k) || timeWords[next] || next == ":" && w.joined(k+1) || w.word(k-1) == ":" && w.joined(k)
}

var countsPeople = set("people men women children residents soldiers troops workers employees students deaths cases victims migrants refugees families homes houses jobs")

// isScore reports whether digits stand in a score, a range or an age behind a
// name: "3-1", "Smith, 45,".
func (w *walker) isScore(k int) bool {
	dash := func(i int) bool { return w.raw(i) == "-" || w.raw(i) == "–" }
	if dash(k+1) && w.joined(k+1) && isDigits(w.raw(k+2)) || dash(k-1) && w.joined(k) && isDigits(w.raw(k-2)) {
		return true
	}
	return w.raw(k-1) == "," && (w.raw(k+1) == "," || w.raw(k+1) == ".") && unicode.IsUpper(firstRune(w.raw(k-2)))
}

// words reads a number in words: "twenty-five", "two hundred", "a dozen".
func (w *walker) words(k int) (float64, int, bool) {
	word := w.word(k)
	if word == "a" && scales[w.word(k+1)] > 0 {
		return scales[w.word(k+1)], k + 2, true
	}
	if t, ok := tens[word]; ok {
		if w.raw(k+1) == "-" && w.joined(k+1) {
			if u, ok := units[w.word(k+2)]; ok {
				return t + u, k + 3, true
			}
		}
		if u, ok := units[w.word(k+1)]; ok && u > 0 && u < 10 {
			return t + u, k + 2, true
		}
		return t, k + 1, true
	}
	if a, b, found := strings.Cut(word, "-"); found {
		if t, ok := tens[a]; ok {
			if u, ok := units[b]; ok {
				return t + u, k + 1, true
			}
		}
	}
	if u, ok := units[word]; ok {
		return u, k + 1, true
	}
	return 0, k, false
}

// currencyMark gives the currency of a mark before or behind a number.
func currencyMark(token string) (string, bool) {
	code, ok := marks[strings.ToLower(token)]
	return code, ok
}
