package pipeline

import (
	"context"
	"errors"
	"time"

	"tearsheet"
	"tearsheet/internal/follow"
)

// weigh tells of a reading of a known article whether it is to be kept. One that
// may be the page's failure waits until a later look finds the same; one that
// only brings an earlier version back once more, where versions go to and fro, is
// not kept unless it stays. Either way the look goes on and the piece is done.
func (l *Line) weigh(ctx context.Context, p *piece) error {
	if p.look.Article == "" {
		return nil
	}
	item, err := l.Store.Item(ctx, p.look.Article)
	if errors.Is(err, tearsheet.ErrNotFound) {
		return nil
	}
	if err != nil || !p.revision.Supersedes(&item.Revision) {
		return err
	}
	if why := follow.Suspect(item.Revision, p.revision); why != "" && !l.confirmed(p, item.Revision) {
		return l.keepDoubt(ctx, p, why)
	}
	p.again = item.Revision.Headline != p.revision.Headline
	if item.Article.Revisions < 2 {
		return nil
	}
	return l.weighReturn(ctx, p, item)
}

// confirmed reports whether a later look has found the reading in doubt again.
// Looks that are closer than the floor see one and the same failure.
func (l *Line) confirmed(p *piece, old tearsheet.Revision) bool {
	d := p.look.Doubt
	return !follow.Unread(old, p.revision) && d.Words == follow.Reading(&p.revision) && p.capture.At.Sub(d.Since) >= l.Follow.Floor
}

// keepDoubt keeps that a reading is in doubt and why, and tries again soon.
func (l *Line) keepDoubt(ctx context.Context, p *piece, why string) error {
	now := p.capture.At
	if p.look.Trouble.Class != tearsheet.Suspect {
		p.look.Tries = 0
	}
	l.noteDoubt(p)
	p.look.Trouble = tearsheet.Trouble{Class: tearsheet.Suspect, Message: "The page is not kept as a revision unless another look finds it again: " + why + ".", At: now}
	p.look.Due = l.confirmAt(ctx, p, now)
	p.done = true
	l.tally.add("pages in doubt")
	return l.Store.KeepLook(ctx, p.look, nil)
}

// noteDoubt counts the looks in a row that found a reading in doubt, and from
// when on it was the same one. The validators stay those of the last page that
// was kept: else the publisher would answer next that nothing changed.
func (l *Line) noteDoubt(p *piece) {
	if reading := follow.Reading(&p.revision); p.look.Doubt.Words != reading {
		p.look.Doubt = tearsheet.Doubt{Words: reading, Since: p.capture.At}
	}
	p.look.Tries++
}

// confirmAt gives when to look again at what is in doubt or missing: after the
// floor, then after twelve of them (ten minutes and two hours), then as usual.
func (l *Line) confirmAt(ctx context.Context, p *piece, now time.Time) time.Time {
	switch p.look.Tries {
	case 1:
		return now.Add(l.Follow.Floor)
	case 2:
		return now.Add(12 * l.Follow.Floor)
	}
	next := l.nextLook(ctx, p, now)
	if next.IsZero() {
		return next
	}
	return later(next, now.Add(12*l.Follow.Floor))
}

// weighReturn looks for the reading among the earlier revisions.
func (l *Line) weighReturn(ctx context.Context, p *piece, item tearsheet.Item) error {
	history, err := l.Store.Revisions(ctx, item.Article.ID)
	if err != nil {
		return err
	}
	known, err := l.furniture(ctx, item, append(history, p.revision), p.revision.Seen)
	if err != nil {
		return err
	}
	switch n := follow.Flaps(history, p.revision, known); {
	case n == 1:
		p.again = true
	case n > 1 && !l.stays(p):
		return l.keepReturn(ctx, p)
	}
	return nil
}

// A version that came back for the third time is kept when so many looks in a
// row have found it, over at least so long.
const (
	staysLooks = 4
	staysFor   = 24 * time.Hour
)

func (l *Line) stays(p *piece) bool {
	d := p.look.Doubt
	return d.Words == follow.Reading(&p.revision) && p.look.Tries+1 >= staysLooks && p.capture.At.Sub(d.Since) >= staysFor
}

// keepReturn keeps that an earlier version is served again. It is not said to
// be in trouble: nothing is wrong with it.
func (l *Line) keepReturn(ctx context.Context, p *piece) error {
	if p.look.Trouble != (tearsheet.Trouble{}) {
		p.look.Tries, p.look.Trouble = 0, tearsheet.Trouble{}
	}
	l.noteDoubt(p)
	p.look.Due, p.look.Served = l.nextLook(ctx, p, p.capture.At), p.capture.At
	p.done = true
	l.tally.add("versions that came back again")
	return l.Store.KeepLook(ctx, p.look, nil)
}

// furniture gives what the source of an article is known to print on many
// pages, among the blocks of these revisions.
func (l *Line) furniture(ctx context.Context, item tearsheet.Item, revisions []tearsheet.Revision, at time.Time) (follow.Boilerplate, error) {
	var keys []int64
	had := map[int64]bool{}
	for k := range revisions {
		for _, b := range follow.Blocks(item.Source.ID, &revisions[k]) {
			if !had[b.Key] {
				had[b.Key] = true
				keys = append(keys, b.Key)
			}
		}
	}
	known, err := l.Store.Repeated(ctx, item.Article.ID, keys, at)
	return follow.Furniture{Source: item.Source.ID, Keys: known}, err
}
