package press

import (
	"slices"
	"strings"
	"time"
)

// Relation says whose words a copy has: what a reader of both pages should
// find out. Copy and Origin are refs, "courier/cod-catch".
type Relation struct {
	Copy, Origin string
	Kind         string // verbatim, typographic, excerpt, modified, quoted, unmarked or based-on
	Credited     bool   // the copy's page names its origin
}

// Truth lists the copies with their origins, as they are made. It holds for
// the first version of each.
func (p *Press) Truth() []Relation {
	var list []Relation
	for _, o := range p.outlets {
		for _, piece := range o.pieces {
			if piece.of != "" {
				list = append(list, Relation{piece.ref(), piece.of, piece.relation, piece.credited})
			}
		}
	}
	return list
}

// Event is one thing that happens after the start.
type Event struct {
	At       time.Duration
	Ref      string // of the article, "courier/cod-catch"
	Kind     Kind
	Headline string // as it then stands
}

// horizon is how far the timetable looks ahead. Bulletins go on after it.
const horizon = time.Hour

// Timetable lists what happens in the first hour, in order.
func (p *Press) Timetable() []Event {
	var list []Event
	for _, o := range p.outlets {
		for _, piece := range o.pieces {
			list = append(list, piece.events()...)
		}
	}
	slices.SortStableFunc(list, func(a, b Event) int { return int(a.At - b.At) })
	return list
}

func (p *piece) events() []Event {
	var list []Event
	for _, v := range p.versions {
		if v.at > 0 {
			list = append(list, Event{v.at, p.ref(), v.kind, v.headline})
		}
	}
	if p.every == 0 {
		return list
	}
	for at := p.every; at <= horizon; at += p.every {
		if e, ok := p.edition(at); ok && at > p.versions[0].at {
			list = append(list, Event{at, p.ref(), e.kind, e.headline})
		}
	}
	return list
}

// Article is one piece as its makers know it.
type Article struct {
	Ref           string
	Host, Path    string
	Headline      string
	Text          string // paragraphs parted by an empty line
	Language      string
	Story, Thread string        // refs of its makers for an event, and for a matter over days
	Published     time.Duration // from the start
	Version       int
	Kind          Kind   // what last happened to it
	Style         string // what is odd about its page: shell, walled (the page has two paragraphs of Text), latin1, moved
}

// Articles lists all pieces that have appeared since after the start, the
// deleted ones included.
func (p *Press) Articles(since time.Duration) []Article {
	var list []Article
	for _, o := range p.outlets {
		for _, piece := range o.pieces {
			if e, ok := piece.edition(since); ok {
				list = append(list, Article{Ref: piece.ref(), Host: o.Host, Path: piece.path, Headline: e.headline, Text: e.words(),
					Language: piece.language(), Story: piece.story, Thread: piece.thread, Published: e.published(), Version: e.number, Kind: e.kind, Style: e.style})
			}
		}
	}
	return list
}

// Find gives one article by its ref.
func (p *Press) Find(ref string, since time.Duration) (Article, bool) {
	for _, a := range p.Articles(since) {
		if strings.EqualFold(a.Ref, ref) {
			return a, true
		}
	}
	return Article{}, false
}
