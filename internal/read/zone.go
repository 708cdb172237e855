package read

import (
	"strings"
	"unicode"
)

// zones are the zone names with one meaning in the press; any other name makes
// the time unknown, never UTC.
var zones = map[string]int{
	"utc": 0, "gmt": 0, "z": 0, "ut": 0,
	"est": -5 * 60, "edt": -4 * 60, "cst": -6 * 60, "cdt": -5 * 60, "mst": -7 * 60, "mdt": -6 * 60, "pst": -8 * 60, "pdt": -7 * 60,
	"cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "jst": 9 * 60, "aest": 600, "aedt": 660, "acst": 570, "msk": 180,
}

// timeOfDay finds the first hh:mm[:ss[.frac]][ am|pm] in s.
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
	if j == i || len(mm) != 2 {
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
	h, rest = halfDay(h, rest)
	return h, m, sec, rest, h <= 23 && m <= 59
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

func halfDay(h int, rest string) (int, string) {
	low := strings.ToLower(strings.TrimLeft(rest, " \u00a0\u202f"))
	for _, half := range [...]string{"a.m.", "p.m.", "am", "pm"} {
		if after, ok := strings.CutPrefix(low, half); ok && (after == "" || !unicode.IsLetter(rune(after[0]))) {
			if h %= 12; half[0] == 'p' {
				h += 12
			}
			return h, after
		}
	}
	return h, rest
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
	if i := strings.IndexFunc(low, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		name = low[:i]
	}
	if off, ok := zones[name]; ok {
		return off, true, true
	}
	if name == "" || name == "uhr" || name == "h" || strings.ContainsFunc(name, func(r rune) bool { return r > 127 }) {
		return 0, false, true
	}
	return 0, true, false
}

func numericZone(s string) (int, bool, bool) {
	sign := 1
	if s[0] != '+' {
		sign = -1
	}
	d, rest := digits(strings.TrimLeft(s, "+-−"))
	if strings.HasPrefix(rest, ":") {
		m, _ := digits(rest[1:])
		if len(d) == 1 {
			d = "0" + d
		}
		d += m
	}
	switch len(d) {
	case 1, 2:
		d = strings.Repeat("0", 2-len(d)) + d + "00"
	case 4:
	default:
		return 0, true, false
	}
	h, m := atoi(d[:2]), atoi(d[2:])
	return sign * (h*60 + m), true, h <= 14 && m <= 59
}
