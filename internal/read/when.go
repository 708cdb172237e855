package read

import (
	"strconv"
	"strings"
	"time"

	"tearsheet"
)

// readTime gives the time that s states, or the zero value when it states
// none, is not a time, or lies outside of 1990 to 2100 (an epoch, a default).
func readTime(s string) tearsheet.StatedTime { return readShown(s, false) }

// readShown is readTime for words on a page in a language that writes the day
// before the month, so that 03/04/2025 has one meaning.
func readShown(s string, dayFirst bool) tearsheet.StatedTime {
	s = westernDigits(strings.TrimSpace(s))
	if len(s) < 8 || len(s) > 80 {
		return tearsheet.StatedTime{}
	}
	c := &clock{s: s, dayFirst: dayFirst}
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
	dayFirst         bool   // 03/04/2025 is the third of April
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
	if len(y) != 4 || x <= 12 && z <= 12 && x != z && !c.dayFirst {
		return false
	}
	if x > 12 || c.dayFirst && z <= 12 {
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

// westernDigits writes the digits of Arabic, Persian, Hindi and Bengali as 0 to 9.
func westernDigits(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= '٠' && r <= '৯' }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		for _, zero := range [...]rune{'٠', '۰', '०', '০'} {
			if r >= zero && r <= zero+9 {
				return '0' + r - zero
			}
		}
		return r
	}, s)
}
