package press

import (
	"fmt"
	"strconv"
	"strings"
)

// compose writes out the bodies of all versions. In a body, a line that
// starts with "=" takes blocks of the origin as they are, one with "~" takes a
// block with some words replaced; so the archive itself shows how a copy or a
// later version differs.
func (l *loader) compose(outlets []*outlet) error {
	for _, o := range outlets {
		for _, p := range o.pieces {
			p.path = p.placed()
			for _, v := range p.versions {
				if err := l.write(p, v); err != nil {
					return fmt.Errorf("%s@%d: %w", p.ref(), v.number, err)
				}
			}
		}
	}
	return nil
}

func (l *loader) write(p *piece, v *version) error {
	if v.body != nil || v.kind == Deleted {
		return nil
	}
	if l.busy[v] {
		return fmt.Errorf("copies itself")
	}
	l.busy[v] = true
	defer delete(l.busy, v)
	origin, err := l.origin(p, v)
	if err != nil {
		return err
	}
	for paragraph := range strings.SplitSeq(l.bodies[v], "\n\n") {
		blocks, err := blocksOf(strings.TrimSpace(paragraph), origin)
		if err != nil {
			return err
		}
		v.body = append(v.body, blocks...)
	}
	if len(v.body) == 0 && v.number > 1 {
		v.body = origin
	}
	if p.straight && v.number == 1 {
		v.body = flattened(v.body)
	}
	return nil
}

// origin gives the blocks that a version may take from: those of the version
// before it, or of the article it is copied from.
func (l *loader) origin(p *piece, v *version) ([]block, error) {
	from, number := p, v.number-1
	if number == 0 {
		if p.of == "" {
			return nil, nil
		}
		ref, n, _ := strings.Cut(p.of, "@")
		p.of = ref
		if from, number = l.pieces[ref], 1; from == nil {
			return nil, fmt.Errorf("there is no article %s to copy", ref)
		}
		if n != "" {
			number, _ = strconv.Atoi(n)
		}
		if number < 1 || number > len(from.versions) {
			return nil, fmt.Errorf("there is no version %s of %s", n, ref)
		}
	}
	w := from.versions[number-1]
	err := l.write(from, w)
	return w.body, err
}

// blocksOf reads one paragraph of an archive.
func blocksOf(s string, origin []block) ([]block, error) {
	switch {
	case s == "":
		return nil, nil
	case strings.HasPrefix(s, "= "):
		return takeRange(s[2:], origin)
	case strings.HasPrefix(s, "~ "):
		return takeEdited(s[2:], origin)
	case strings.HasPrefix(s, "- "):
		var items []block
		for line := range strings.SplitSeq(s, "\n") {
			items = append(items, block{"li", strings.TrimSpace(strings.TrimPrefix(line, "- "))})
		}
		return items, nil
	case strings.HasPrefix(s, "## "):
		return []block{{"h2", s[3:]}}, nil
	case strings.HasPrefix(s, "> "):
		return []block{{"blockquote", joined(strings.ReplaceAll(s[2:], "\n> ", "\n"))}}, nil
	}
	return []block{{"p", joined(s)}}, nil
}

var flat = strings.NewReplacer("“", "\"", "”", "\"", "‘", "'", "’", "'", " — ", " - ")

// flattened gives blocks with typewriter quotes and dashes.
func flattened(blocks []block) []block {
	out := make([]block, len(blocks))
	for i, b := range blocks {
		out[i] = block{b.element, flat.Replace(b.text)}
	}
	return out
}

func joined(s string) string { return strings.Join(strings.Fields(s), " ") }

// takeRange gives the blocks of "2", "1-4" or "3-".
func takeRange(s string, origin []block) ([]block, error) {
	first, last, isRange := strings.Cut(strings.TrimSpace(s), "-")
	from, err := strconv.Atoi(first)
	to := from
	if isRange && last == "" {
		to = len(origin)
	} else if isRange && err == nil {
		to, err = strconv.Atoi(last)
	}
	if err != nil || from < 1 || to < from || to > len(origin) {
		return nil, fmt.Errorf("\"= %s\": the origin has blocks 1-%d", s, len(origin))
	}
	return origin[from-1 : to : to], nil
}

// takeEdited gives the block of "3: old => new", each line one replacement; a
// new text that is empty cuts the old one out.
func takeEdited(s string, origin []block) ([]block, error) {
	number, edits, _ := strings.Cut(s, ":")
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(origin) {
		return nil, fmt.Errorf("\"~ %s\": the origin has blocks 1-%d", number, len(origin))
	}
	b := origin[n-1]
	for line := range strings.SplitSeq(strings.TrimSpace(edits), "\n") {
		old, fresh, ok := strings.Cut(line, "=>")
		old, fresh = strings.TrimSpace(old), strings.TrimSpace(fresh)
		if !ok || !strings.Contains(b.text, old) {
			return nil, fmt.Errorf("\"~ %s\": %q is not in block %d", number, old, n)
		}
		b.text = joined(strings.Replace(b.text, old, fresh, 1))
	}
	return []block{b}, nil
}
