package read

import (
	"slices"
	"time"

	"golang.org/x/net/html"

	"tearsheet"
)

// inOwnZone gives a time that is stated in UTC in the zone of the publisher,
// where the page states the same moment in it as well: another statement with
// that zone, or a clock time beside the headline that differs by an offset that
// is in use and cannot be that of the last change. The moment stays the same;
// the day may be another one.
func (s *sheet) inOwnZone(t stated) stated {
	if t.at.Precision != tearsheet.Zoned || !isUTC(t.at.Time) {
		return t
	}
	changed := s.statedModified().at
	for _, o := range s.otherTimes() {
		shift := o.at.Time.Sub(t.at.Time)
		switch {
		case o.at.Precision == tearsheet.Zoned && !isUTC(o.at.Time) && shift.Abs() < time.Minute:
			return stated{tearsheet.Stated(t.at.Time.In(o.at.Time.Location())), t.where + ", " + o.where}
		case o.at.Precision == tearsheet.Local && localShift(t.at.Time, o.at.Time) != 0 && !mayShow(o.at, changed, t.at):
			zone := time.FixedZone("", int(localShift(t.at.Time, o.at.Time)/time.Second))
			return stated{tearsheet.Stated(t.at.Time.In(zone)), t.where + ", " + o.where}
		}
	}
	return t
}

func isUTC(t time.Time) bool {
	_, offset := t.Zone()
	return offset == 0
}

// localShift gives how far a clock on the wall is from UTC, if that can be a
// zone, else 0. Seconds may be missing on the wall.
func localShift(utc, wall time.Time) time.Duration {
	shift := wall.Truncate(time.Minute).Sub(utc.Truncate(time.Minute))
	if !isOffset(int(shift/time.Minute)) || wall.Second() != 0 && wall.Second() != utc.Second() {
		return 0
	}
	return shift
}

// mayShow reports whether a clock on the wall may show the last change, where
// that is another moment than that of publication.
func mayShow(wall, changed, published tearsheet.StatedTime) bool {
	if changed.Precision < tearsheet.Local || changed.Time.Truncate(time.Minute).Equal(published.Time.Truncate(time.Minute)) {
		return false
	}
	sameClock := changed.Time.Format("2006-01-02T15:04") == wall.Time.Format("2006-01-02T15:04")
	return sameClock || localShift(changed.Time.UTC(), wall.Time) != 0
}

// otherTimes are the times of publication that the page states besides JSON-LD.
func (s *sheet) otherTimes() []stated {
	all := []stated{s.metaTime(publishedMeta), s.propTime("datepublished")}
	near := s.nearHeadline(append(slices.Clone(s.times), s.dates...), func(n *html.Node) stated {
		t := s.dateIn(n)
		if t.at.Precision < tearsheet.Local {
			return stated{}
		}
		return t
	})
	return slices.DeleteFunc(append(all, near), func(o stated) bool { return o.at.IsZero() })
}
