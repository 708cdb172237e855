package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tearsheet/internal/feed"
)

// zones are the zone names with one meaning in the press; any other name makes
// the time unknown, never UTC.
var zones = map[string]int{
	"utc": 0, "gmt": 0, "z": 0, "ut": 0,
	"est": -5 * 60, "edt": -4 * 60, "cst": -6 * 60, "cdt": -5 * 60, "mst": -7 * 60, "mdt": -6 * 60, "pst": -8 * 60, "pdt": -7 * 60,
	"cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "jst": 9 * 60, "aest": 600, "aedt": 660, "acst": 570, "msk": 180,
}

// timeOfDay finds the first hh:mm[:ss[.frac]] in s, with the half of the day
// before or behind it. Figures before it belong to something else, and then
// there is no time of this date.
func timeOfDay(s string) (h, m, sec int, rest string, ok bool) {
	i := strings.IndexByte(s, ':')
	if i < 0 {
		return timeWithout(s)
	}
	j := i
	for j > 0 && isDigit(s[j-1]) && i-j < 2 {
		j--
	}
	mm, rest := digits(s[i+1:])
	if j == i || len(mm) != 2 || strings.ContainsAny(s[:j], "0123456789") {
		return 0, 0, 0, "", false
	}
	h, m = atoi(s[j:i]), atoi(mm)
	if strings.HasPrefix(rest, ":") {
		var ss string
		if ss, rest = digits(rest[1:]); len(ss) == 2 {
			sec = min(atoi(ss), 59)
		}
	}
	if rest != "" && (rest[0] == '.' || rest[0] == ',') {
		if frac, after := digits(rest[1:]); frac != "" {
			rest = after
		}
	}
	h, rest, ok = halfDay(h, s[:j], rest)
	return h, m, sec, rest, ok && h <= 23 && m <= 59
}

// timeWithout reads the basic form T150405.
func timeWithout(s string) (h, m, sec int, rest string, ok bool) {
	d, rest := digits(strings.TrimPrefix(s, "T"))
	if !strings.HasPrefix(s, "T") || len(d) != 6 && len(d) != 4 {
		return 0, 0, 0, "", false
	}
	h, m = atoi(d[:2]), atoi(d[2:4])
	if len(d) == 6 {
		sec = min(atoi(d[4:]), 59)
	}
	return h, m, sec, rest, h <= 23 && m <= 59
}

// halfDay gives the hour of a day of 24, by the word before or behind the clock.
// It is not ok where such a word is not known in a script in which halves of the
// day are usual, or contradicts the hour.
func halfDay(h int, before, rest string) (int, string, bool) {
	half, known := halfBefore(before)
	if half == "" {
		half, rest = halfBehind(rest)
	}
	switch {
	case half == "am" && h <= 12:
		h %= 12
	case half == "pm" && h < 12:
		h += 12
	case half == "am":
		known = false
	}
	return h, rest, known
}

// halfBefore reads the word that ends right before a clock.
func halfBefore(s string) (half string, known bool) {
	s = strings.TrimRight(s, " \u00a0\u202f")
	i := strings.LastIndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '.'
	})
	word := s
	if i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		word = s[i+size:]
	}
	switch {
	case word == "de.":
		return "am", true
	case word == "du.":
		return "pm", true
	}
	if half = feed.HalfDay(word); half != "" {
		return half, true
	}
	return "", word == "" || !unicode.In(firstRune(word), halving...) || saysNoHalf(word)
}

// halving are the scripts of languages that put the part of the day before the clock.
var halving = []*unicode.RangeTable{unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Arabic, unicode.Devanagari, unicode.Bengali, unicode.Tamil, unicode.Telugu, unicode.Thai}

// saysNoHalf reports whether a word before a clock is a day of the week or
// means "time".
func saysNoHalf(word string) bool {
	switch word {
	case "الساعة", "ساعت", "時間", "时间", "시간", "เวลา", "बजे":
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(word)
	return strings.HasSuffix(word, "요일") || strings.ContainsRune("曜日一二三四五六", r)
}

// halfBehind reads the word that follows a clock: "pm", "p. m.", "μ.μ.".
func halfBehind(rest string) (half, after string) {
	s := strings.TrimLeft(rest, " \u00a0\u202f")
	for end, r := range s + " " {
		if unicode.IsLetter(r) || unicode.IsMark(r) || end == 0 {
			continue
		}
		if half := feed.HalfDay(s[:end]); half != "" {
			return half, strings.TrimPrefix(s[end:], ".")
		}
		if r != '.' && r != ' ' && r != '\u00a0' && r != '\u202f' || end > 24 {
			break
		}
	}
	return "", rest
}

// zone reads the zone that follows a time of day, in minutes east of UTC.
// known is false when there is a zone that has no certain meaning.
func zone(s string) (offset int, has, known bool) {
	s = strings.Trim(s, " \u00a0\u202f,.;|()[]")
	low := strings.ToLower(s)
	for _, name := range [...]string{"gmt", "utc"} {
		if rest, ok := strings.CutPrefix(low, name); ok && rest != "" && (rest[0] == '+' || rest[0] == '-') {
			low = rest
		}
	}
	if low == "" {
		return 0, false, true
	}
	if low[0] == '+' || low[0] == '-' || strings.HasPrefix(low, "−") {
		return numericZone(low)
	}
	name := low
	if i := strings.IndexFunc(low, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }); i >= 0 {
		name = low[:i]
	}
	if off, ok := zones[name]; ok {
		return off, true, true
	}
	if name == "" {
		return 0, false, !opensClock(strings.TrimLeft(low, "–— "))
	}
	return 0, false, behindClock[name]
}

// behindClock are the words for "o'clock".
var behindClock = wordSet("uhr h hs hrs hod godz ч час год น 時 시 分 点 點 बजे το")

// opensClock reports whether s opens with hh:mm: the end of a stretch of time.
func opensClock(s string) bool {
	h, rest := digits(s)
	return h != "" && len(h) <= 2 && strings.HasPrefix(rest, ":")
}

// isRange reports whether what follows the clock is the end of a stretch of
// time, "10:00-11:30", which looks like a zone; behind figures with the year
// first it is one.
func (c *clock) isRange(rest string) bool {
	rest = strings.TrimSpace(rest)
	return !c.figures && rest != "" && (rest[0] == '-' || strings.HasPrefix(rest, "−")) && opensClock(strings.TrimLeft(rest, "-− "))
}

// namesCST reports whether the zone is CST: American in the order of RFC 822,
// else perhaps China's.
func namesCST(rest string) bool {
	return strings.HasPrefix(strings.ToLower(strings.Trim(rest, " \u00a0\u202f,.;|()[]")), "cst")
}

// numericZone reads +01:00, -0500, +01. A dash with a space behind it is none.
func numericZone(s string) (offset int, has, known bool) {
	sign := 1
	if s[0] != '+' {
		sign = -1
	}
	d, rest := digits(strings.TrimLeft(s, "+-−"))
	if d == "" {
		return 0, false, !opensClock(strings.TrimLeft(s, "+-− "))
	}
	if strings.HasPrefix(rest, ":") {
		m, after := digits(rest[1:])
		if rest = after; len(d) == 1 {
			d = "0" + d
		}
		d += m
	}
	if len(d) <= 2 {
		d = strings.Repeat("0", 2-len(d)) + d + "00"
	}
	if rest = strings.TrimLeft(rest, " "); len(d) != 4 || rest != "" && (isDigit(rest[0]) || unicode.IsLetter(firstRune(rest))) {
		return 0, true, false
	}
	offset = sign * (atoi(d[:2])*60 + atoi(d[2:]))
	return offset, true, isOffset(offset)
}

// partHours are the offsets of parts of an hour that are or were in use on the web.
var partHours = map[int]bool{-9*60 - 30: true, -4*60 - 30: true, -3*60 - 30: true, -2*60 - 30: true, 3*60 + 30: true, 4*60 + 30: true, 5*60 + 30: true, 5*60 + 45: true, 6*60 + 30: true,
	8*60 + 30: true, 8*60 + 45: true, 9*60 + 30: true, 10*60 + 30: true, 12*60 + 45: true, 13*60 + 45: true}

// isOffset reports whether clocks anywhere are that many minutes ahead of UTC.
func isOffset(minutes int) bool {
	return minutes%60 == 0 && minutes >= -12*60 && minutes <= 14*60 || partHours[minutes]
}
