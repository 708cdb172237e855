package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tearsheet"
)

// Figures finds numbers with what they count: money, shares, measures and
// counts. Dates, times of day, ages behind a name, scores, versions and numbers
// that are names are none.
type Figures struct{}

// Name is its name and version.
func (Figures) Name() string { return "figures@1" }

// Annotate gives the figures in the order of the text. Digits with a unit are
// found in any language, numbers in words and what is counted in English.
func (Figures) Annotate(d *Document) []tearsheet.Annotation {
	var all []tearsheet.Annotation
	for i := range d.Sentences {
		w := &walker{d: d, s: &d.Sentences[i]}
		for w.at < len(w.s.Tokens) {
			if f, ok := w.figure(); ok {
				all = append(all, f)
				continue
			}
			w.at++
		}
	}
	return all
}

// walker reads the tokens of a sentence.
type walker struct {
	d  *Document
	s  *Sentence
	at int
}

// word gives a token in lower case, empty beyond the ends.
func (w *walker) word(k int) string { return strings.ToLower(w.raw(k)) }

func (w *walker) raw(k int) string {
	if k < 0 || k >= len(w.s.Tokens) {
		return ""
	}
	return w.s.Tokens[k].Of(w.d.Text)
}

// joined reports whether a token follows the one before without a space.
func (w *walker) joined(k int) bool {
	return k > 0 && k < len(w.s.Tokens) && w.s.Tokens[k-1].End == w.s.Tokens[k].Start
}

// reading is a figure in the making.
type reading struct {
	from, to int // tokens [from, to)
	value    float64
	unit     string
	why      string
}

// figure reads the figure that begins at the token, and moves on behind it.
func (w *walker) figure() (tearsheet.Annotation, bool) {
	r, ok := w.amount()
	if !ok {
		return tearsheet.Annotation{}, false
	}
	after := r.to
	counted := ""
	if w.d.english {
		counted, r.to = w.counted(r)
	}
	if r.unit == "" && counted == "" {
		w.at = after
		return tearsheet.Annotation{}, false
	}
	w.at = r.to
	start, end := w.s.Tokens[r.from].Start, w.s.Tokens[r.to-1].End
	words := w.d.Text[start:end]
	if r.why == "" {
		r.why = "a number of " + counted
	}
	return tearsheet.Annotation{Kind: tearsheet.AboutFigure, Start: start, End: end, Text: words, Name: words, Confidence: .9, Evidence: r.why,
		Figure: &tearsheet.Quantity{Value: r.value, Unit: r.unit, Counted: counted, About: w.isRough(r.from)}}, true
}

// amount reads a number with its unit, if the token begins one.
func (w *walker) amount() (reading, bool) {
	at := w.at
	code, ok := currencyMark(w.raw(at))
	if ok && at+1 < len(w.s.Tokens) {
		if v, to, ok := w.number(at+1, true); ok {
			return reading{at, to, v, code, "an amount of money"}, true
		}
	}
	if w.isName(at) {
		return reading{}, false
	}
	v, to, ok := w.number(at, false)
	if !ok {
		return reading{}, false
	}
	r := reading{from: at, to: to, value: v}
	w.unit(&r)
	return r, true
}

// unit reads the unit behind a number.
func (w *walker) unit(r *reading) {
	one, two := w.word(r.to), w.word(r.to)+" "+w.word(r.to+1)
	switch {
	case one == "%" || one == "percent" || one == "prozent":
		r.unit, r.why, r.to = "%", "a share", r.to+1
	case two == "per cent" || two == "percentage points" || two == "percentage point" || two == "pour cent" || two == "por ciento":
		r.unit, r.why, r.to = "%", "a share", r.to+2
	case one == "-" && w.joined(r.to) && measures[w.word(r.to+1)] != "":
		r.unit, r.why, r.to = measures[w.word(r.to+1)], "a measure", r.to+2
	case measures[one] != "" && (w.d.english || len(one) <= 3):
		r.unit, r.why, r.to = measures[one], "a measure", r.to+1
	case currencies[two] != "":
		r.unit, r.why, r.to = currencies[two], "an amount of money", r.to+2
	case currencies[one] != "":
		r.unit, r.why, r.to = currencies[one], "an amount of money", r.to+1
	default:
		if code, ok := currencyMark(w.raw(r.to)); ok && w.raw(r.to) != "$" {
			r.unit, r.why, r.to = code, "an amount of money", r.to+1
		}
	}
}

// isRough reports whether the words before say that the number is not exact.
func (w *walker) isRough(k int) bool {
	before, two := w.word(k-1), w.word(k-2)+" "+w.word(k-1)
	return roughly[before] || roughly[two]
}

// isName reports whether a number at the token is part of a name, a date or a
// reference: "No 10", "Article 5", "Boeing 737", "June 12".
func (w *walker) isName(k int) bool {
	before := w.raw(k - 1)
	if referring[strings.ToLower(before)] || months[strings.ToLower(before)] || months[w.word(k+1)] && len(w.raw(k)) <= 2 {
		return true
	}
	first, _ := utf8.DecodeRuneInString(before)
	digits := unicode.IsDigit(firstRune(w.raw(k)))
	if digits && w.joined(k) && (before == "-" || before == "–" || before == ".") { // COVID-19, .03
		return true
	}
	return digits && k > 1 && unicode.IsUpper(first) && !w.joined(k)
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// counted reads what is counted: the noun behind the number, with the words
// that tell it apart, or what befell them: "90 were killed".
func (w *walker) counted(r reading) (string, int) {
	if r.unit != "" {
		return w.shareOf(r)
	}
	if w.joined(r.to) && !strings.HasPrefix(w.raw(r.to), "-") {
		return "", r.to
	}
	k := r.to
	if w.word(k) == "of" { // "two of the men"
		for k++; articles[w.word(k)]; k++ {
		}
	}
	if w.word(r.from-1) == "among" && being[w.word(r.from-2)] && isNounWord(w.word(r.from-3)) { // "the cartel is among six in Mexico"
		return w.raw(r.from - 3), r.to
	}
	for being[w.word(k)] {
		k++
	}
	if k > r.to && befallen[w.word(k)] {
		return w.word(k), k + 1
	}
	return w.noun(k, r)
}

// noun takes at most four words up to the first that ends a noun phrase.
func (w *walker) noun(k int, r reading) (string, int) {
	from := k
	for k < len(w.s.Tokens) && k < from+4 && isNounWord(w.word(k)) && (k == from || !w.joined(k)) {
		if befallen[w.word(k)] && k > from {
			break
		}
		k++
	}
	for k > from && (!isPlural(w.word(k-1)) || timeWords[w.word(k-1)]) {
		k--
	}
	last := w.word(k - 1)
	if k == from || timeWords[last] || ordinalOnly[last] || r.value == 1 && !isDigits(w.raw(r.from)) {
		return "", r.to
	}
	return w.d.Text[w.s.Tokens[from].Start:w.s.Tokens[k-1].End], k
}

// isPlural reports whether a word may be a noun of several: what is counted
// and none of the adjectives and verbs around it.
func isPlural(word string) bool {
	if plurals[word] {
		return true
	}
	return len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") && !strings.HasSuffix(word, "'s") && !strings.HasSuffix(word, "’s") && !singulars[word]
}

// shareOf gives what a share is of: "85 % of the cocaine".
func (w *walker) shareOf(r reading) (string, int) {
	if r.unit != "%" || w.word(r.to) != "of" {
		return "", r.to
	}
	k := r.to + 1
	for articles[w.word(k)] {
		k++
	}
	from := k
	for k < len(w.s.Tokens) && k < from+3 && isNounWord(w.word(k)) {
		k++
	}
	if k == from {
		return "", r.to
	}
	if last := k; !isPlural(w.word(k - 1)) { // "cocaine", "illicit drugs seized"
		for last > from && !isPlural(w.word(last-1)) {
			last--
		}
		k = max(last, from+1)
	}
	return w.d.Text[w.s.Tokens[from].Start:w.s.Tokens[k-1].End], k
}

// isNounWord reports whether a word may stand in a counted noun phrase.
func isNounWord(word string) bool {
	return word != "" && unicode.IsLetter(firstRune(word)) && !phraseEnds[word]
}

func isDigits(s string) bool { return s != "" && unicode.IsDigit(firstRune(s)) }
