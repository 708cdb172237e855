package read

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"tearsheet"
)

// zones are the zone names with one meaning in the press; any other name makes
// the time unknown, never UTC.
var zones = map[string]int{
	"utc": 0, "gmt": 0, "z": 0, "ut": 0,
	"est": -5 * 60, "edt": -4 * 60, "cst": -6 * 60, "cdt": -5 * 60, "mst": -7 * 60, "mdt": -6 * 60, "pst": -8 * 60, "pdt": -7 * 60,
	"cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "jst": 9 * 60, "aest": 600, "aedt": 660, "acst": 570, "msk": 180,
}

// readTime gives the time that s states, or the zero value when it states
// none, is not a time, or lies outside of 1990 to 2100 (an epoch, a default).
func readTime(s string) tearsheet.StatedTime {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 80 {
		return tearsheet.StatedTime{}
	}
	c := &clock{s: s}
	if !c.date() {
		return tearsheet.StatedTime{}
	}
	if c.year < 1990 || c.year > 2100 || c.month < 1 || c.month > 12 || c.day < 1 || c.day > daysIn(c.year, c.month) {
		return tearsheet.StatedTime{}
	}
	return c.stated()
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// clock reads a date and a time of day, figure by figure.
type clock struct {
	s                string
	rest             string // after the date
	year, month, day int
}

// date reads the date in front: 2025-11-18, 2025/11/18, 20251118, 18.11.2025,
// a date in words, or Unix seconds or milliseconds.
func (c *clock) date() bool {
	d, rest := digits(c.s)
	switch {
	case rest == "" && (len(d) == 10 || len(d) == 13):
		return c.unix(d)
	case len(d) == 4 && rest != "" && strings.IndexByte("-/.", rest[0]) >= 0:
		return c.yearFirst(d, rest)
	case len(d) == 4 && strings.HasPrefix(rest, "年"):
		return c.eastAsian(d, rest)
	case len(d) == 8 && (rest == "" || rest[0] == 'T'):
		c.year, c.month, c.day, c.rest = atoi(d[:4]), atoi(d[4:6]), atoi(d[6:]), rest
		return true
	case (len(d) == 1 || len(d) == 2) && strings.HasPrefix(rest, "."):
		return c.dotted(d, rest) || c.inWords()
	case (len(d) == 1 || len(d) == 2) && rest != "" && (rest[0] == '/' || rest[0] == '-'):
		return c.slashed(d, rest) || c.inWords()
	}
	return c.inWords()
}

func (c *clock) unix(d string) bool {
	n, err := strconv.ParseInt(d, 10, 64)
	if err != nil {
		return false
	}
	if len(d) == 13 {
		n /= 1000
	}
	t := time.Unix(n, 0).UTC()
	c.year, c.month, c.day, c.rest = t.Year(), int(t.Month()), t.Day(), t.Format("T15:04:05Z")
	return true
}

func (c *clock) yearFirst(y, rest string) bool {
	sep := rest[:1]
	m, rest := digits(rest[1:])
	if m == "" || len(m) > 2 || !strings.HasPrefix(rest, sep) {
		return false
	}
	d, rest := digits(rest[1:])
	if d == "" || len(d) > 2 {
		return false
	}
	c.year, c.month, c.day, c.rest = atoi(y), atoi(m), atoi(d), rest
	return true
}

func (c *clock) eastAsian(y, rest string) bool {
	m, rest := digits(strings.TrimLeft(strings.TrimPrefix(rest, "年"), " "))
	rest, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), "月")
	d, rest := digits(strings.TrimLeft(rest, " "))
	if !ok || m == "" || d == "" {
		return false
	}
	c.year, c.month, c.day, c.rest = atoi(y), atoi(m), atoi(d), strings.TrimPrefix(rest, "日")
	return true
}

// dotted is day.month.year, the only reading of dots.
func (c *clock) dotted(d, rest string) bool {
	m, rest := digits(strings.TrimLeft(rest[1:], " "))
	if m == "" || len(m) > 2 || !strings.HasPrefix(rest, ".") {
		return false
	}
	y, rest := digits(strings.TrimLeft(rest[1:], " "))
	if len(y) == 2 && y < "40" {
		y = "20" + y
	}
	if len(y) != 4 {
		return false
	}
	c.year, c.month, c.day, c.rest = atoi(y), atoi(m), atoi(d), rest
	return true
}

// slashed is read only when one of the figures can be no month: 03/04/2025 is
// two days on two sides of an ocean.
func (c *clock) slashed(a, rest string) bool {
	sep := rest[:1]
	b, rest := digits(rest[1:])
	if b == "" || len(b) > 2 || !strings.HasPrefix(rest, sep) {
		return false
	}
	y, rest := digits(rest[1:])
	x, z := atoi(a), atoi(b)
	if len(y) != 4 || x <= 12 && z <= 12 && x != z {
		return false
	}
	if x > 12 {
		x, z = z, x
	}
	c.year, c.month, c.day, c.rest = atoi(y), x, z, rest
	return true
}

// stated adds the time of day and the zone, as far as they are stated.
func (c *clock) stated() tearsheet.StatedTime {
	h, m, s, rest, ok := timeOfDay(c.rest)
	date := func(loc *time.Location) time.Time {
		return time.Date(c.year, time.Month(c.month), c.day, h, m, s, 0, loc)
	}
	if !ok {
		return tearsheet.StatedTime{Time: time.Date(c.year, time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC), Precision: tearsheet.Day}
	}
	offset, has, known := zone(rest)
	switch {
	case !known:
		return tearsheet.StatedTime{}
	case !has:
		return tearsheet.StatedTime{Time: date(time.UTC), Precision: tearsheet.Local}
	case offset == 0:
		return tearsheet.Stated(date(time.UTC))
	}
	return tearsheet.Stated(date(time.FixedZone("", offset*60)))
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

func digits(s string) (d, rest string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
