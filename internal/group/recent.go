package group

import (
	"container/list"
	"sync"

	"tearsheet"
)

// mostWords is how many words of articles are held ready for comparison, about
// 60 bytes each: the copies of one report come within hours, and each of them
// would be read from the archive again for each of the others.
const mostWords = 300_000

// mostPairs is how many judgements are held, about 2 kB each: each copy that
// comes has all others judged again.
const mostPairs = 2048

// recent holds the articles that were learnt or compared last. It may be used
// by many at once.
type recent struct {
	mu    sync.Mutex
	order *list.List // of *piece, the last used in front
	by    map[tearsheet.ArticleID]*list.Element
	words int

	pairs, older map[pair]judgement // half of them each
}

type pair struct{ a, b *piece }

func newRecent() *recent {
	return &recent{order: list.New(), by: map[tearsheet.ArticleID]*list.Element{}, pairs: map[pair]judgement{}}
}

// judged judges two pieces, or tells what was judged before.
func (r *recent) judged(a, b *piece) judgement {
	this := pair{a, b}
	r.mu.Lock()
	j, known := r.pairs[this]
	if !known {
		j, known = r.older[this]
	}
	r.mu.Unlock()
	if known {
		return j
	}
	j = judge(a, b)
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.pairs) >= mostPairs/2 {
		r.older, r.pairs = r.pairs, map[pair]judgement{}
	}
	r.pairs[this] = j
	return j
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
		if at.Value.(*piece).item.Revision.Number > p.item.Revision.Number {
			return
		}
		r.drop(at)
	}
	r.by[id] = r.order.PushFront(p)
	r.words += len(p.words)
	for r.words > mostWords && r.order.Len() > 1 {
		r.drop(r.order.Back())
	}
}

func (r *recent) drop(at *list.Element) {
	p := r.order.Remove(at).(*piece)
	delete(r.by, p.item.Article.ID)
	r.words -= len(p.words)
}
