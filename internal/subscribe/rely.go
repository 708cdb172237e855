package subscribe

import (
	"time"

	"tearsheet"
)

const (
	trust   = 7 * 24 * time.Hour // after a hub's last message
	stretch = 4
	longest = 24 * time.Hour
)

// Relied reports whether the feed of s may be asked less often: its hub has
// promised to tell and has lately shown that it does.
func Relied(s tearsheet.Subscription, now time.Time) bool {
	return s.Live(now) && !s.Pinged.IsZero() && now.Sub(s.Pinged) < trust
}

// Later gives when to ask the feed of s again, where its own pace says next:
// four times as late while its hub can be relied on, but within a day and no
// later than the lease ends.
func Later(s tearsheet.Subscription, next, now time.Time) time.Time {
	if !Relied(s, now) || !next.After(now) {
		return next
	}
	far := now.Add(min(stretch*next.Sub(now), longest))
	if far.After(s.Until) {
		far = s.Until
	}
	if far.Before(next) {
		return next
	}
	return far
}

// Missed reports whether the hub of s has not told of what a check found that
// was made after one at before. Then it is not relied on until it tells again.
func Missed(s tearsheet.Subscription, before time.Time) bool {
	return !s.Pinged.IsZero() && !before.IsZero() && s.Pinged.Before(before)
}
