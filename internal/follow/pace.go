package follow

import (
	"hash/fnv"
	"math"
	"time"
)

// Pace is how the time between two looks at an article grows with its age:
// Factor·t^0.75 seconds at an age of t seconds, within Floor and Ceiling, until
// it is older than Stop. Without a Ceiling there is none; the zero Pace never
// looks again.
//
// A clock may be wrong. An article that changed in what is now the future is
// taken for as old as that is far, so that it is neither asked for at the floor
// until then nor forgotten.
type Pace struct {
	Factor               float64
	Floor, Ceiling, Stop time.Duration
}

// DefaultPace looks at an article about 27 times in its first 30 days, ten
// times of them in the first day.
var DefaultPace = Pace{Factor: 6, Floor: 10 * time.Minute, Ceiling: 72 * time.Hour, Stop: 30 * 24 * time.Hour}

// jitter is by how much of itself an interval is made longer or shorter, so that
// articles of one hour are not looked at in one second for ever.
const jitter = 0.1

// shortest is the interval of a Pace without a Floor for an article of no age.
const shortest = time.Second

// Next gives when to look again at an article that was looked at now, and that
// was published or last changed at since: the later of both. It is zero when
// that would be later than Stop after since. The same arguments give the same
// time; key, an article's address, parts articles of the same age.
func (p Pace) Next(now, since time.Time, key string) time.Time {
	age, ahead := now.Sub(since), since.After(now)
	if ahead {
		age = min(-age, p.Stop)
	}
	if p.Stop <= 0 || age > p.Stop {
		return time.Time{}
	}
	next := now.Add(p.spread(p.interval(age), now, key))
	if next.Sub(since) > p.Stop {
		return time.Time{}
	}
	return next
}

// Times gives the pace with waits that are longer by a factor. The floor stays.
func (p Pace) Times(factor float64) Pace {
	p.Factor *= factor
	return p
}

// Late gives when to look again, at the latest wait, at an article whose last
// look came so late that its age says nothing: the program or its clock stood
// still, or the clock went ahead. Zero: it never looks again.
func (p Pace) Late(now time.Time, key string) time.Time {
	if p.Stop <= 0 {
		return time.Time{}
	}
	return now.Add(p.spread(p.interval(p.Stop), now, key))
}

func (p Pace) interval(age time.Duration) time.Duration {
	longest := p.Ceiling
	if longest <= 0 {
		longest = p.Stop
	}
	seconds := min(p.Factor*math.Pow(age.Seconds(), 0.75), longest.Seconds())
	return max(time.Duration(seconds*float64(time.Second)), p.Floor, shortest)
}

// spread makes an interval up to a tenth longer or shorter; at the floor only
// longer, because the floor is a promise to the publisher.
func (p Pace) spread(d time.Duration, now time.Time, key string) time.Duration {
	h := fnv.New64a()
	h.Write([]byte(key))
	h.Write([]byte(now.UTC().Format(time.RFC3339)))
	part := float64(h.Sum64()>>11)/(1<<52) - 1 // from -1 to 1
	by := time.Duration(float64(d) * jitter * part)
	if d+by < p.Floor {
		return d - by
	}
	return d + by
}
