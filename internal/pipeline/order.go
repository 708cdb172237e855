package pipeline

import (
	"slices"
	"sync"

	"tearsheet"
)

// order keeps what comes of many questions, asked at once, in the order of the
// questions: who asked later knew at least as much, so an earlier answer never
// takes the place of a later one's. No two keep rows of one copy at the same
// time. What an earlier question saw that a later one did not see, since it was
// learnt between them, asks itself still later.
type order struct {
	mu      sync.Mutex
	free    sync.Cond                     // somebody has released copies
	last    int64                         // the turn given last
	asking  map[int64]bool                // turns that have not ended
	keeping map[tearsheet.ArticleID]bool  // copies whose rows are being kept
	latest  map[tearsheet.ArticleID]int64 // the turn whose rows of a copy were kept
}

func newOrder() *order {
	t := &order{asking: map[int64]bool{}, keeping: map[tearsheet.ArticleID]bool{}, latest: map[tearsheet.ArticleID]int64{}}
	t.free.L = &t.mu
	return t
}

// begin gives the turn of a question that is asked now.
func (t *order) begin() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last++
	t.asking[t.last] = true
	return t.last
}

// claim waits until nobody keeps rows of any of the copies and gives those that
// no later turn has kept. They are the caller's until release.
func (t *order) claim(turn int64, copies []tearsheet.ArticleID) (mine []tearsheet.ArticleID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for slices.ContainsFunc(copies, func(id tearsheet.ArticleID) bool { return t.keeping[id] }) {
		t.free.Wait()
	}
	for _, id := range copies {
		if t.latest[id] < turn {
			t.keeping[id] = true
			mine = append(mine, id)
		}
	}
	return mine
}

// kept notes that the rows of copies are those of this turn.
func (t *order) kept(turn int64, copies []tearsheet.ArticleID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, id := range copies {
		t.latest[id] = turn
	}
}

func (t *order) release(copies []tearsheet.ArticleID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, id := range copies {
		delete(t.keeping, id)
	}
	t.free.Broadcast()
}

// end forgets the turn, and what nobody who still asks could take the place of.
func (t *order) end(turn int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.asking, turn)
	oldest := t.last + 1
	for a := range t.asking {
		oldest = min(oldest, a)
	}
	for id, kept := range t.latest {
		if kept <= oldest {
			delete(t.latest, id)
		}
	}
}
