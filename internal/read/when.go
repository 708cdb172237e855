package read

import (
	"strconv"
	"strings"
	"time"

	"tearsheet"
)

// The years in which an article of the press on the web can stand. Earlier ones
// are epochs and defaults, later ones belong to other calendars.
const (
	firstYear = 1990
	lastYear  = 2050
)

// manner is how the page that a time stands on writes times, as far as it says.
type manner struct {
	language string    // the first part of its BCP 47 tag, in lower case
	dayFirst bool      // 03/04/2025 is the third of April
	latest   time.Time // a later day cannot be meant; zero: unknown
}

// readTime gives the time that s states, or the zero value when it states none
// or cannot be a time of the press (an epoch, a default, another calendar).
func readTime(s string) tearsheet.StatedTime { return readIn(s, manner{}) }

// readShown is readTime for words on a page in a language that writes the day
// before the month, so that 03/04/2025 has one meaning.
func readShown(s string, dayFirst bool) tearsheet.StatedTime {
	return readIn(s, manner{dayFirst: dayFirst})
}

// readIn is readTime for what stands on a page of that manner.
func readIn(s string, how manner) tearsheet.StatedTime {
	s = westernDigits(strings.TrimSpace(s))
	if len(s) < 8 || len(s) > 80 {
		return tearsheet.StatedTime{}
	}
	before, date := clockBefore(s)
	c := &clock{s: date, how: how}
	if !c.date() {
		return tearsheet.StatedTime{}
	}
	if before != "" && !strings.Contains(c.rest, ":") {
		c.rest = " " + before
	}
	if c.year < firstYear || c.year > lastYear || c.month < 1 || c.month > 12 || c.day < 1 || c.day > daysIn(c.year, c.month) {
		return tearsheet.StatedTime{}
	}
	if day := time.Date(c.year, time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC); !how.latest.IsZero() && day.After(how.latest) {
		return tearsheet.StatedTime{}
	}
	return c.stated()
}

// clockBefore parts the clock in front of a date, with what stands beside it,
// from the date: "10:00, 18 November 2025".
func clockBefore(s string) (before, date string) {
	h, rest := digits(s)
	if h == "" || len(h) > 2 || !strings.HasPrefix(rest, ":") {
		return "", s
	}
	m, rest := digits(rest[1:])
	end := strings.IndexFunc(rest, func(r rune) bool { return r == ',' || r == '|' || r == '·' || r >= '0' && r <= '9' })
	if len(m) != 2 || end < 0 {
		return "", s
	}
	return s[:len(s)-len(rest)+end], strings.TrimLeft(rest[end:], " ,|·")
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// clock reads a date and a time of day, figure by figure.
type clock struct {
	s                string
	rest             string // after the date
	how              manner
	figures          bool // the date is in figures with the year first
	mailOrder        bool // the date is day, month in words, year, as in RFC 822
	afterWords       bool // letters of the Latin alphabet stand before the date
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
		c.year, c.month, c.day, c.rest, c.figures = atoi(d[:4]), atoi(d[4:6]), atoi(d[6:]), rest, true
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
	space := ""
	if sep == "." { // "2025. 11. 18.", as Hungarian and Korean write it
		space = " "
	}
	m, rest := digits(strings.TrimLeft(rest[1:], space))
	if m == "" || len(m) > 2 || !strings.HasPrefix(rest, sep) {
		return false
	}
	d, rest := digits(strings.TrimLeft(rest[1:], space))
	if d == "" || len(d) > 2 {
		return false
	}
	c.year, c.month, c.day, c.rest, c.figures = atoi(y), atoi(m), atoi(d), rest, true
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

// dotted is day.month.year, but for two doubts: 11.05.2025 on a page in American
// English, and a year of two figures where nothing tells that it comes last.
func (c *clock) dotted(d, rest string) bool {
	m, rest := digits(strings.TrimLeft(rest[1:], " "))
	if m == "" || len(m) > 2 || !strings.HasPrefix(rest, ".") {
		return false
	}
	y, rest := digits(strings.TrimLeft(rest[1:], " "))
	if len(y) == 2 && y < "40" && (c.how.dayFirst || c.afterWords && c.how.language == "") {
		y = "20" + y
	}
	if len(y) != 4 || c.how.language == "en" && !c.how.dayFirst && d != m && atoi(d) <= 12 && atoi(m) <= 12 {
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
	if len(y) != 4 || x <= 12 && z <= 12 && x != z && !c.how.dayFirst {
		return false
	}
	if x > 12 || c.how.dayFirst && z <= 12 {
		x, z = z, x
	}
	c.year, c.month, c.day, c.rest = atoi(y), x, z, rest
	return true
}

// stated adds the time of day and the zone, as far as they are stated. Where a
// word beside the clock is not understood, only the day is certain.
func (c *clock) stated() tearsheet.StatedTime {
	h, m, s, rest, ok := timeOfDay(c.rest)
	date := func(loc *time.Location) time.Time {
		return time.Date(c.year, time.Month(c.month), c.day, h, m, s, 0, loc)
	}
	offset, has, known := zone(rest)
	switch {
	case !ok || !known || c.isRange(rest) || namesCST(rest) && !c.mailOrder:
		return tearsheet.StatedTime{Time: time.Date(c.year, time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC), Precision: tearsheet.Day}
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
