package group

import (
	"fmt"
	"time"

	"tearsheet"
)

// verdict says which of two articles was there first.
type verdict struct {
	first int           // -1: the one asked about, 1: the other one, 0: unclear
	tell  func() string // the reason, put into words only for what is claimed
}

func (v verdict) reason() string {
	if v.tell == nil {
		return ""
	}
	return v.tell()
}

// plainly is a reason that is in words already.
func plainly(s string) func() string { return func() string { return s } }

// The time between two first sights that tells something: sooner, our own round
// of visits decides which one we see first.
const seenApart = time.Hour

// first decides between p and o by evidence, the strongest first: a declared
// credit, the stated times, what we had seen before the other one was
// published, a credit in the text, a time that only one states, and our own
// first sights.
func first(p, o *piece, mine credit) verdict {
	back := creditOf(o, p)
	byTime := stated(p.item, o.item)
	switch {
	case mine.firm && !back.firm:
		return verdict{1, plainly(mine.how)}
	case back.firm && !mine.firm:
		return verdict{-1, plainly(back.how)}
	case byTime.first != 0 && (mine.given() == back.given() || mine.given() == (byTime.first > 0)):
		return byTime
	case byTime.first != 0:
		return verdict{0, func() string {
			return "the times and the credit disagree: " + byTime.reason() + "; " + either(mine, back)
		}}
	}
	if v := seenBefore(p.item, o.item); v.first != 0 {
		return v
	}
	switch {
	case mine.given() && !back.given():
		return verdict{1, plainly(mine.how)}
	case back.given() && !mine.given():
		return verdict{-1, plainly(back.how)}
	}
	return weak(p.item, o.item)
}

func either(a, b credit) string {
	if a.given() {
		return a.how
	}
	return b.how
}

// stated compares the stated times of publication as far as they are known: a
// day or a time without a zone leaves hours open.
func stated(p, o *tearsheet.Item) verdict {
	a, b := p.Revision.Published, o.Revision.Published
	if a.IsZero() || b.IsZero() {
		return verdict{}
	}
	earlyA, lateA := bounds(a)
	earlyB, lateB := bounds(b)
	said := func(a, b *tearsheet.Item) func() string {
		return func() string {
			return fmt.Sprintf("%s published %s, %s %s", title(a), a.Revision.Published, title(b), b.Revision.Published)
		}
	}
	switch {
	case lateB.Before(earlyA):
		return verdict{1, said(o, p)}
	case lateA.Before(earlyB):
		return verdict{-1, said(p, o)}
	}
	return verdict{}
}

// bounds gives the earliest and the latest time that a stated one can mean.
func bounds(s tearsheet.StatedTime) (early, late time.Time) {
	const west, east = 12 * time.Hour, 14 * time.Hour
	switch s.Precision {
	case tearsheet.Day:
		return s.Time.Add(-east), s.Time.Add(24*time.Hour + west)
	case tearsheet.Local:
		return s.Time.Add(-east), s.Time.Add(west)
	}
	return s.Time, s.Time
}

// seenBefore tells when one was seen before the other one says it was
// published.
func seenBefore(p, o *tearsheet.Item) verdict {
	said := func(a, b *tearsheet.Item) func() string {
		return func() string {
			return fmt.Sprintf("%s was seen %s, before %s was published (%s)", title(a), a.Article.FirstSeen.Format(time.RFC3339), title(b), b.Revision.Published)
		}
	}
	switch {
	case precedes(p.Article.FirstSeen, o.Revision.Published):
		return verdict{-1, said(p, o)}
	case precedes(o.Article.FirstSeen, p.Revision.Published):
		return verdict{1, said(o, p)}
	}
	return verdict{}
}

func precedes(seen time.Time, published tearsheet.StatedTime) bool {
	if seen.IsZero() || published.IsZero() {
		return false
	}
	early, _ := bounds(published)
	return seen.Before(early)
}

// weak is what is left where nothing was stated that can be compared.
func weak(p, o *tearsheet.Item) verdict {
	a, b := p.Article.FirstSeen, o.Article.FirstSeen
	apart := a.Sub(b)
	if a.IsZero() || b.IsZero() || apart.Abs() < seenApart {
		apart = 0
	}
	onlyP, onlyO := o.Revision.Published.IsZero() && !p.Revision.Published.IsZero(), p.Revision.Published.IsZero() && !o.Revision.Published.IsZero()
	alone := func(a *tearsheet.Item) func() string {
		return func() string {
			return fmt.Sprintf("only %s states when it was published (%s)", title(a), a.Revision.Published)
		}
	}
	seen := func(a, b *tearsheet.Item) func() string {
		return func() string {
			return fmt.Sprintf("%s was seen %s, %s %s", title(a), a.Article.FirstSeen.Format(time.RFC3339), title(b), b.Article.FirstSeen.Format(time.RFC3339))
		}
	}
	switch {
	case onlyO && apart >= 0:
		return verdict{1, alone(o)}
	case onlyP && apart <= 0:
		return verdict{-1, alone(p)}
	case onlyO || onlyP:
		return verdict{0, plainly("the one that states no time of publication was seen first")}
	case apart > 0:
		return verdict{1, seen(o, p)}
	case apart < 0:
		return verdict{-1, seen(p, o)}
	}
	return verdict{0, plainly("neither the stated times nor the texts tell which was first")}
}

// earlier orders two articles where a choice is needed and the evidence is
// unclear: by stated time, then by our own order of arrival.
func earlier(a, b *tearsheet.Item) bool {
	ta, tb := tearsheet.SortTime(&a.Revision, a.Article.FirstSeen), tearsheet.SortTime(&b.Revision, b.Article.FirstSeen)
	if a.Article.FirstSeen.IsZero() && b.Article.FirstSeen.IsZero() {
		ta, tb = a.Revision.Published.Time, b.Revision.Published.Time
	}
	if !ta.Equal(tb) {
		return ta.Before(tb)
	}
	return a.Article.Number < b.Article.Number
}
