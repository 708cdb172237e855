package tearsheet

import (
	"encoding/json"
	"fmt"
	"time"
)

// Precision is how much of a time was stated.
type Precision uint8

// The precisions. Local is a date and time of day without a zone.
const (
	None Precision = iota
	Day
	Local
	Zoned
)

// StatedTime is a time exactly as a publisher stated it: with its zone, without
// one, or a mere day. Time holds the stated figures; for Local and Day they are
// kept in UTC, which is not a claim about the zone. The zero value is "not stated".
type StatedTime struct {
	Time      time.Time
	Precision Precision
}

// Stated gives the time t, whose zone the publisher stated.
func Stated(t time.Time) StatedTime {
	if t.IsZero() {
		return StatedTime{}
	}
	return StatedTime{t, Zoned}
}

// IsZero reports whether nothing was stated.
func (s StatedTime) IsZero() bool { return s.Precision == None }

// Equal reports whether both state the same, zone included.
func (s StatedTime) Equal(o StatedTime) bool { return s.String() == o.String() }

var layouts = [...]string{None: "", Day: "2006-01-02", Local: "2006-01-02T15:04:05", Zoned: time.RFC3339}

// String gives RFC 3339 with the stated zone, a date-time without a zone where
// none was stated, a date for a day, or "".
func (s StatedTime) String() string {
	if s.IsZero() {
		return ""
	}
	return s.Time.Format(layouts[s.Precision])
}

// ParseStated reads what String wrote.
func ParseStated(v string) (StatedTime, error) {
	if v == "" {
		return StatedTime{}, nil
	}
	for p := Zoned; p > None; p-- {
		if t, err := time.Parse(layouts[p], v); err == nil {
			return StatedTime{t, p}, nil
		}
	}
	return StatedTime{}, fmt.Errorf("parse stated time %q: neither RFC 3339 nor a date", v)
}

// MarshalJSON gives String, or null when nothing was stated.
func (s StatedTime) MarshalJSON() ([]byte, error) {
	if s.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(s.String())
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *StatedTime) UnmarshalJSON(b []byte) error {
	var v *string
	if err := json.Unmarshal(b, &v); err != nil {
		return fmt.Errorf("parse stated time: %w", err)
	}
	if v == nil {
		*s = StatedTime{}
		return nil
	}
	t, err := ParseStated(*v)
	*s = t
	return err
}
