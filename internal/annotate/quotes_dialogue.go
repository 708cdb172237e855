package annotate

import (
	"slices"
	"strings"
	"unicode"
)

// withDialogue adds the lines of dialogue that a dash opens, as French and
// Spanish have them. A line without a verb of saying is an item of a list.
func withDialogue(s string, all []passage) []passage {
	marked := all
	for start := 0; start < len(s); {
		end := len(s)
		if i := strings.IndexByte(s[start:], '\n'); i >= 0 {
			end = start + i
		}
		line := s[start:end]
		body := strings.TrimLeft(line, " \t\u00a0")
		if dash := firstRune(body); dash == '—' || dash == '–' {
			from := start + len(line) - len(body)
			if p, ok := dialogueLine(s, from, from+len(string(dash)), end); ok && !touches(marked, p) {
				all = append(all, p...)
			}
		}
		start = end + 1
	}
	slices.SortFunc(all, func(a, b passage) int { return a.from - b.from })
	return all
}

// dialogueLine reads one line: speech, and between dashes or behind a comma who
// says it.
func dialogueLine(s string, from, start, end int) ([]passage, bool) {
	var out []passage
	said := false
	for at := start; at < end; {
		stop, tail := nextInsertion(s[at:end])
		words := s[at : at+stop]
		trimmed := strings.TrimSpace(words)
		if said {
			trimmed = strings.TrimLeft(trimmed, ".,;: ")
		}
		if strings.IndexFunc(trimmed, unicode.IsLetter) >= 0 {
			begin := at + strings.Index(words, trimmed)
			out = append(out, passage{from: begin, to: begin + len(trimmed), start: begin, end: begin + len(trimmed), closed: true, dash: true})
		}
		if stop+tail == 0 || tail == 0 {
			break
		}
		said = true
		at += stop + tail
	}
	if len(out) > 0 {
		out[0].from = from
	}
	return out, said && len(out) > 0
}

// nextInsertion finds in a line of speech the words that tell who says it, and
// gives where they begin and how long they are.
func nextInsertion(s string) (at, length int) {
	for i := 0; i < len(s); {
		j := strings.IndexAny(s[i:], "—–,")
		if j < 0 {
			break
		}
		i += j
		size := len(string(firstRune(s[i:])))
		rest := strings.TrimLeft(s[i+size:], " \u00a0")
		word, _, _ := strings.Cut(rest[:min(len(rest), 24)], " ")
		word, _, _ = strings.Cut(strings.ToLower(strings.Trim(word, ".,;:")), "-")
		if insertionCues[word] {
			end := len(s)
			if size > 1 { // between dashes
				if k := strings.IndexAny(rest, "—–"); k >= 0 {
					end = len(s) - len(rest) + k + len(string(firstRune(rest[k:])))
				}
			}
			return i, end - i
		}
		i += size
	}
	return len(s), 0
}

// insertionCues are verbs that stand between dashes in a dialogue.
var insertionCues = set(`dit dis demande demanda répond répondit répliqua répondis murmura cria s'écria lança ajouta fit poursuit poursuivit souffla
	dijo dije preguntó pregunta respondió responde contestó contesta murmuró gritó añadió agregó replicó exclamó dice explicó susurró insistió`)

// touches reports whether a line of dialogue holds or meets passages between
// marks.
func touches(all, line []passage) bool {
	from, to := line[0].from, line[len(line)-1].to
	k, _ := slices.BinarySearchFunc(all, from, func(p passage, at int) int { return p.to - at })
	for ; k < len(all) && all[k].from < to; k++ {
		if all[k].to > from {
			return true
		}
	}
	return false
}
