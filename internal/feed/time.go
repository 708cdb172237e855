package feed

import (
	"strings"
	"time"

	"tearsheet"
)

const longestTime = 100

// parseTime reads a time as publishers write it: RFC 822 and its relatives,
// ISO 8601 and W3C-DTF, the C library's form, dates with the month in words.
// It gives what was stated and no more: no zone where none stands, nothing at
// all where the words can mean two times, name a zone that is not one, or name
// a day that does not exist.
func parseTime(s string) tearsheet.StatedTime {
	if len(s) > longestTime || !asciiOnly(s) {
		if s = eastAsian(s); s == "" {
			return tearsheet.StatedTime{}
		}
	}
	c := clock{}
	s = strings.TrimSpace(strings.ReplaceAll(s, ", ", " "))
	understood := false
	if len(s) >= 8 && allDigits(s[:4]) {
		understood = c.iso(s)
	} else {
		understood = c.words(strings.Fields(strings.ReplaceAll(s, ",", " ")))
	}
	if !understood {
		return tearsheet.StatedTime{}
	}
	return c.time()
}

// clock is a time while its parts are found.
type clock struct {
	year, day      int
	month          time.Month
	hour, min, sec int
	hasTime        bool
	half           string // "am" or "pm"
	zone           *time.Location
	zoneStated     bool
	zoneUnknown    bool
	fromWords      bool // the order was day, month, year, as in RFC 822
}

func (c *clock) time() tearsheet.StatedTime {
	if !c.twelveHours() || c.zoneUnknown || c.year < 1 || c.year > 9999 || c.month < 1 || c.month > 12 {
		return tearsheet.StatedTime{}
	}
	midnight := c.hour == 24 && c.min == 0 && c.sec == 0
	if c.hour > 23 && !midnight || c.min > 59 || c.sec > 59 {
		return tearsheet.StatedTime{}
	}
	zone := time.UTC
	if c.zoneStated {
		zone = c.zone
	}
	if day := time.Date(c.year, c.month, c.day, 0, 0, 0, 0, zone); day.Day() != c.day || day.Month() != c.month {
		return tearsheet.StatedTime{}
	}
	t := tearsheet.StatedTime{Time: time.Date(c.year, c.month, c.day, c.hour, c.min, c.sec, 0, zone), Precision: tearsheet.Day}
	if t.Time.Year() > 9999 {
		return tearsheet.StatedTime{}
	}
	switch {
	case c.hasTime && c.zoneStated:
		t.Precision = tearsheet.Zoned
	case c.hasTime:
		t.Precision = tearsheet.Local
	case c.zoneStated:
		t.Time = time.Date(c.year, c.month, c.day, 0, 0, 0, 0, time.UTC)
	}
	return t
}

func (c *clock) twelveHours() bool {
	if c.half == "" {
		return true
	}
	if !c.hasTime || c.hour < 1 || c.hour > 12 {
		return false
	}
	c.hour %= 12
	if c.half == "pm" {
		c.hour += 12
	}
	return true
}

// iso reads what begins with the year.
func (c *clock) iso(s string) bool {
	date, rest := s, ""
	if i := strings.IndexAny(s, "Tt "); i >= 0 {
		date, rest = s[:i], strings.TrimSpace(s[i+1:])
		if rest == "" && s[i] != ' ' {
			return false
		}
	}
	if !c.isoDate(date) {
		return false
	}
	if rest == "" {
		return true
	}
	if i := strings.IndexByte(rest, '['); i > 0 {
		rest = rest[:i]
	}
	words := strings.Fields(rest)
	if !c.timeWord(words[0]) {
		return false
	}
	for _, w := range words[1:] {
		if !c.halfDay(w) && !c.zoneWord(w) {
			return false
		}
	}
	return true
}

func (c *clock) isoDate(s string) bool {
	if len(s) < len("2003365") {
		return false
	}
	c.year = atoi(s[:4])
	rest := s[4:]
	if sep := strings.IndexByte("-/.", rest[0]); sep >= 0 {
		p := strings.Split(rest[1:], rest[:1])
		switch {
		case len(p) == 2 && digits(p[0], 1, 2) && digits(p[1], 1, 2):
			c.month, c.day = time.Month(atoi(p[0])), atoi(p[1])
		case len(p) == 1 && sep == 0 && digits(p[0], 3, 3):
			return c.ordinal(atoi(p[0]))
		default:
			return false
		}
		return true
	}
	switch {
	case digits(rest, 4, 4):
		c.month, c.day = time.Month(atoi(rest[:2])), atoi(rest[2:])
	case digits(rest, 3, 3):
		return c.ordinal(atoi(rest))
	default:
		return false
	}
	return true
}

func (c *clock) ordinal(n int) bool {
	t := time.Date(c.year, 1, n, 0, 0, 0, 0, time.UTC)
	c.month, c.day = t.Month(), t.Day()
	return n > 0 && t.Year() == c.year
}

// timeWord reads "10:14", "10:14:55.123", "101455", "10", with the zone or the
// half of the day that may follow without a space.
func (c *clock) timeWord(s string) bool {
	if c.hasTime {
		return false
	}
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == ':' || (s[end] == '.' || s[end] == ',') && end > 4) {
		end++
	}
	figures, rest := s[:end], s[end:]
	if i := strings.IndexAny(figures, ".,"); i >= 0 {
		if !allDigits(figures[i+1:]) || strings.Count(figures[:i], ":") == 1 {
			return false
		}
		figures = figures[:i]
	}
	if !c.figures(strings.Split(figures, ":")) {
		return false
	}
	c.hasTime = true
	return rest == "" || c.halfDay(rest) || c.zoneWord(rest)
}

func (c *clock) figures(p []string) bool {
	if len(p) == 1 && (len(p[0]) == 4 || len(p[0]) == 6) { // 1014, 101455
		for s := p[0]; s != ""; s = s[2:] {
			p = append(p, s[:2])
		}
		p = p[1:]
	}
	if len(p) > 3 {
		return false
	}
	to := []*int{&c.hour, &c.min, &c.sec}
	for i, s := range p {
		if !digits(s, 1, 2) || i > 0 && len(s) != 2 {
			return false
		}
		*to[i] = atoi(s)
	}
	return true
}

func (c *clock) halfDay(s string) bool {
	switch s := strings.ToLower(strings.ReplaceAll(s, ".", "")); s {
	case "am", "pm":
		c.half = s
		return true
	}
	return false
}

func digits(s string, least, most int) bool {
	return len(s) >= least && len(s) <= most && allDigits(s)
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// atoi reads digits that were found to be such and few.
func atoi(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
