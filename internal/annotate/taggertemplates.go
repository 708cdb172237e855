package annotate

import "slices"

// sink collects the features of one token. A feature is the hash of its
// template's number with what the template saw.
type sink struct{ all []uint32 }

func (s *sink) one(template, a uint32) {
	s.all = append(s.all, max(spread(a*0x9E3779B1+template*0x7FEB352D), 1))
}

func (s *sink) two(template, a, b uint32) {
	s.one(template, spread(a+0x632BE59B)*31+b)
}

func (s *sink) three(template, a, b, c uint32) {
	s.two(template, spread(a+0x632BE59B)*31+b, c)
}

// around gives the form of a place in a line; edges stand beyond its ends.
func (l *line) around(i int) *form {
	if i < 0 || i >= len(l.pieces) {
		return edge
	}
	return l.pieces[i].form
}

// phraseAt gives the listed phrase of a place with the place in it.
func (l *line) phraseAt(i int) uint32 {
	if i < 0 || i >= len(l.pieces) || l.pieces[i].phrase == 0 {
		return 0
	}
	return uint32(l.pieces[i].phrase)<<2 | uint32(l.pieces[i].at)
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// featuresOf gives the features of one token. Training and tagging share it;
// a change of it needs new models.
func (r *reader) featuresOf(l *line, i int, s *sink) {
	s.all = s.all[:0]
	if l.isPlain(i) {
		return
	}
	s.one(0, 1)
	r.ownWord(l, i, s)
	r.neighbours(l, i, s)
	r.fromLists(l, i, s)
	if l.pieces[i].form.capital {
		r.fromDocument(l, i, s)
	}
}

// isPlain reports whether a token has no capital and no digit, nor have those
// beside it. It is in no name: it has no features, and none are asked.
func (l *line) isPlain(i int) bool {
	for k := max(i-1, 0); k < min(i+2, len(l.pieces)); k++ {
		if f := l.pieces[k].form; f.capital || f.digit {
			return false
		}
	}
	return true
}

// capitals reports whether a word of the line has one.
func (l *line) capitals() bool {
	return slices.ContainsFunc(l.pieces, func(p piece) bool { return p.form.capital })
}

// plainFit is the fit of a token without features.
var plainFit = row{noName: 20}

func (r *reader) ownWord(l *line, i int, s *sink) {
	f := l.pieces[i].form
	start := i == 0 || i == 1 && !l.pieces[0].form.letters
	s.one(1, f.lower)
	s.one(2, f.cased)
	s.two(3, f.shape, flag(start))
	s.two(4, f.short, flag(l.headlined))
	for k := range f.before {
		s.one(5+uint32(k), f.before[k])
		s.two(9+uint32(k), f.after[k], flag(f.capital))
	}
	glued := flag(l.pieces[i].joined) | flag(i+1 < len(l.pieces) && l.pieces[i+1].joined)<<1
	s.two(13, f.short, glued)
	if l.first && i < 8 {
		s.two(14, f.short, min(uint32(i), 4))
		s.three(15, f.short, flag(l.opening), l.around(i+1).lower)
	}
}

func (r *reader) neighbours(l *line, i int, s *sink) {
	f, a, b, c, d := l.around(i), l.around(i-2), l.around(i-1), l.around(i+1), l.around(i+2)
	s.one(20, b.lower)
	s.one(21, c.lower)
	s.one(22, a.lower)
	s.one(23, d.lower)
	s.two(24, b.lower, f.lower)
	s.two(25, f.lower, c.lower)
	s.two(26, b.lower, c.lower)
	s.two(27, a.lower, b.lower)
	s.two(28, c.lower, d.lower)
	s.two(29, b.lower, f.short)
	s.two(30, f.short, c.lower)
	s.three(31, b.short, f.short, c.short)
	s.three(32, a.short, b.short, f.short)
	s.three(33, f.short, c.short, d.short)
	s.two(34, b.after[2], f.short)
	s.two(35, f.short, c.after[2])
	s.three(36, b.lower, f.short, c.short)
	s.three(37, b.short, f.short, c.lower)
	r.run(l, i, s)
}

// run looks at the whole run of words with capitals that a token is in:
// its length, what stands before and behind it, and its last word.
func (r *reader) run(l *line, i int, s *sink) {
	f := l.pieces[i].form
	if !f.capital || l.headlined {
		return
	}
	from, to := i, i+1
	for from > 0 && i-from < 6 && l.around(from-1).capital {
		from--
	}
	for to < len(l.pieces) && to-i < 6 && l.around(to).capital {
		to++
	}
	where := min(uint32(i-from), 2)<<2 | min(uint32(to-1-i), 2)
	s.one(40, where)
	s.two(41, where, l.around(from-1).lower)
	s.two(42, where, l.around(to).lower)
	if to-from > 1 {
		s.two(43, where, l.around(to-1).lower)
		s.two(44, where, l.around(from).lower)
		s.two(45, where, uint32(l.around(from).in)<<8|uint32(l.around(to-1).in))
	}
}

func (r *reader) fromLists(l *line, i int, s *sink) {
	f := l.pieces[i].form
	b, c := l.around(i-1), l.around(i+1)
	s.two(50, l.phraseAt(i), flag(f.capital))
	s.two(51, l.phraseAt(i-1), f.short)
	s.two(52, l.phraseAt(i+1), f.short)
	s.three(53, uint32(b.in), uint32(f.in), uint32(c.in))
	s.two(54, uint32(b.in), uint32(f.in))
	s.two(55, uint32(f.in), uint32(c.in))
	s.three(56, uint32(f.in), b.lower, f.short)
	s.three(57, uint32(f.in), c.lower, f.short)
}

// fromDocument uses the other places of a word in the same document: there
// its neighbours may tell more than here.
func (r *reader) fromDocument(l *line, i int, s *sink) {
	f := l.pieces[i].form
	seen := r.seen[f.lower]
	if seen == nil {
		return
	}
	start := i == 0 || !l.around(i-1).letters
	s.three(60, flag(seen.small), min(uint32(seen.count), 2), flag(start))
	s.three(61, flag(seen.small), min(uint32(seen.count), 2), uint32(f.in))
	for _, at := range seen.places[:seen.n] {
		other, k := &r.lines[at>>12], int(at&(1<<12-1))
		if other == l && k == i {
			continue
		}
		b, c := other.around(k-1), other.around(k+1)
		s.one(62, b.lower)
		s.one(63, c.lower)
		s.two(64, b.short, uint32(b.in))
		s.two(65, c.short, uint32(c.in))
		if b.capital {
			s.one(66, other.around(k-2).lower)
			s.one(67, b.lower)
		}
		if c.capital {
			s.one(68, c.after[2])
			s.one(69, other.around(k+2).lower)
		}
	}
}
