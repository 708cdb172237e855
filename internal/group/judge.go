package group

// judgement is what two pieces are to each other, seen from the first.
type judgement struct {
	claim *found // what it has of the other; nil: nothing
	later bool   // the other came later and has words of it
}

// judge compares a with b and names the relation. It depends on nothing else.
func judge(a, b *piece) judgement {
	v := compare(a, b)
	if v.same < leastQuoted {
		return judgement{}
	}
	c := creditOf(a, b)
	d := first(a, b, c)
	if d.first < 0 || d.first == 0 && earlier(a.item, b.item) {
		return judgement{later: v.reversed().relation(creditOf(b, a)) != ""}
	}
	if r := v.relation(c); r != "" {
		return judgement{claim: &found{v, c, d, r}}
	}
	return judgement{}
}

// reversed is the same overlap seen from the other side: the same runs.
func (v *overlap) reversed() *overlap { return newOverlap(v.origin, v.copy, mirrored(v.tiles)) }
