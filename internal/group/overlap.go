package group

import "tearsheet"

// glue is how many words may lie between two runs, in each text, that are told
// as one passage: a small edit.
const glue = 5

// stretch is a passage: the words [a, toA) of the copy and [b, toB) of the
// origin, with small edits inside.
type stretch struct {
	a, toA, b, toB int
	same           int // equal words
	quoted         int // of them inside quotation marks in the copy
	own            int // of them outside quotation marks in both
	plain          int // of them outside quotation marks in the copy
	run            int // longest run of equal words inside quotation marks of the copy
	exact          int // most plain words in one run
}

// overlap is what two texts have in common.
type overlap struct {
	copy, origin *piece
	tiles        []tile
	stretches    []stretch

	same, quoted, own int
}

func compare(c, o *piece) *overlap { return newOverlap(c, o, tiling(c.words, o.words)) }

func newOverlap(c, o *piece, tiles []tile) *overlap {
	v := &overlap{copy: c, origin: o, tiles: tiles}
	for _, t := range v.tiles {
		v.lay(t)
	}
	for _, s := range v.stretches {
		v.same, v.quoted, v.own = v.same+s.same, v.quoted+s.quoted, v.own+s.own
	}
	return v
}

// lay adds a run to the passage before it where both follow closely.
func (v *overlap) lay(t tile) {
	if n := len(v.stretches); n > 0 {
		last := &v.stretches[n-1]
		if near(t.a-last.toA) && near(t.b-last.toB) {
			v.extend(last, t)
			return
		}
	}
	v.stretches = append(v.stretches, stretch{a: t.a, toA: t.a, b: t.b, toB: t.b})
	v.extend(&v.stretches[len(v.stretches)-1], t)
}

func near(gap int) bool { return gap >= 0 && gap <= glue }

func (v *overlap) extend(s *stretch, t tile) {
	s.toA, s.toB = t.a+t.n, t.b+t.n
	s.same += t.n
	run, before := 0, s.plain
	for k := range t.n {
		inCopy, inOrigin := v.copy.places[t.a+k].quoted, v.origin.places[t.b+k].quoted
		run++
		switch {
		case inCopy:
			s.quoted++
			s.run = max(s.run, run)
		default:
			run = 0
			s.plain++
			if !inOrigin {
				s.own++
			}
		}
	}
	s.exact = max(s.exact, s.plain-before)
}

// share is the part of the copy's words that stand in the origin.
func (v *overlap) share() float64 { return float64(v.same) / float64(max(len(v.copy.words), 1)) }

// shortest passage that is shown.
const shortest = seed

func (v *overlap) passages() []tearsheet.Passage {
	out := []tearsheet.Passage{}
	for _, s := range v.stretches {
		if s.same >= shortest {
			out = append(out, tearsheet.Passage{Copy: v.copy.span(s.a, s.toA), Origin: v.origin.span(s.b, s.toB)})
		}
	}
	return out
}
