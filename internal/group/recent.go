package group

import (
	"container/list"
	"sync"

	"tearsheet"
)

// mostRecent is how many articles are held ready for comparison, about 20 kB
// each: the copies of one report come within hours, and each of them would be
// read from the archive again for each of the others.
const mostRecent = 512

// recent holds the articles that were learnt or compared last. It may be used
// by many at once.
type recent struct {
	mu    sync.Mutex
	order *list.List // of *piece, the last used in front
	by    map[tearsheet.ArticleID]*list.Element
}

func newRecent() *recent {
	return &recent{order: list.New(), by: map[tearsheet.ArticleID]*list.Element{}}
}

func (r *recent) get(id tearsheet.ArticleID) *piece {
	r.mu.Lock()
	defer r.mu.Unlock()
	at, held := r.by[id]
	if !held {
		return nil
	}
	r.order.MoveToFront(at)
	return at.Value.(*piece)
}

// put holds an article in place of an earlier revision; an earlier one never
// takes the place of a later one.
func (r *recent) put(p *piece) {
	r.mu.Lock()
	defer r.mu.Unlock()
	id := p.item.Article.ID
	if at, held := r.by[id]; held {
		if at.Value.(*piece).item.Revision.Number <= p.item.Revision.Number {
			at.Value = p
		}
		r.order.MoveToFront(at)
		return
	}
	r.by[id] = r.order.PushFront(p)
	if r.order.Len() > mostRecent {
		last := r.order.Back()
		delete(r.by, last.Value.(*piece).item.Article.ID)
		r.order.Remove(last)
	}
}
