package annotate

import (
	"fmt"
	"strings"

	"tearsheet"
)

// Quotes finds what somebody said, word for word, with who said it. The words
// are exactly those between the marks; the speaker is blank where the text does
// not name one.
type Quotes struct{}

// Name is its name and version.
func (Quotes) Name() string { return "quotes@1" }

// Annotate gives the quotes in the order of the text. Marks are read in any
// language, cues in English, German, French and Spanish.
func (Quotes) Annotate(d *Document) []tearsheet.Annotation {
	all := passages(d.Text)
	if tongueOf(d).dialogue {
		all = withDialogue(d.Text, all)
	}
	if len(all) == 0 {
		return nil
	}
	t := transcribe(d, all)
	h := &hearing{transcript: t, cast: castOf(d, t), person: nobody, body: nobody, heard: -memory, bodyAt: -memory}
	return h.quotes()
}

// said is a passage that was judged.
type said struct {
	attribution
	nature nature
	word   string // the cue as the text has it; that of the first piece where the utterance goes on
	quote  bool
	group  int

	report, passage int
}

// quotes goes through the reports in order, so that each knows whom those
// before it were about.
func (h *hearing) quotes() []tearsheet.Annotation {
	all := make([]said, len(h.passages))
	groups := 0
	for r := range h.reports {
		voice := nobody
		for q, it := range h.reports[r].items {
			if it.passage < 0 {
				continue
			}
			s := &all[it.passage]
			*s = h.judge(r, q, all)
			if s.quote {
				h.join(all, it.passage, &groups)
				if s.known() {
					voice = s.voice
				}
			}
		}
		h.follow(r, voice)
	}
	return h.annotations(all)
}

// judge tells of a passage who says it and whether it is a quote.
func (h *hearing) judge(r, q int, all []said) said {
	i := h.at(r, q).passage
	p := h.passages[i]
	s := said{attribution: none, nature: natureOf(h.text[p.start:p.end]), report: r, passage: i}
	if h.tongue.cues != nil {
		s.attribution = h.attribute(r, q)
	}
	if it := h.at(r, s.cue); s.cue >= 0 {
		s.word = h.text[it.start:it.end]
		if it.word == "according" {
			s.word = h.text[it.start:h.at(r, s.cue+1).end]
		}
	}
	if p.continues && i > 0 && all[i-1].quote && !(s.near && s.known()) {
		s.attribution = all[i-1].attribution
		s.quote, s.cue, s.how = true, -1, "goes on"
		return s
	}
	s.quote = h.isQuote(r, q, s.nature, s.attribution)
	if s.quote && h.tongue.cues != nil && !s.known() {
		all[i] = s
		s.voice = h.inContext(r, q, i, all)
	}
	return s
}

// inContext gives the voice of a quote that no cue introduces: that of the
// quote right before it, else whom the report before was about.
func (h *hearing) inContext(r, q, i int, all []said) voice {
	if v := h.first(r, q); v.party >= 0 && (!h.cast.parties[v.party].body || h.at(r, q-1).word == ":") {
		v.sure, v.how = .6, "subject of the sentence"
		return v
	}
	if all[i].near && all[i].cue > 1 {
		return nobody // the text says who, in words that were not understood
	}
	if i > 0 && all[i-1].quote && r-all[i-1].report <= 1 && all[i-1].known() {
		v := all[i-1].voice
		v.sure, v.how = .75*v.sure, "goes on"
		return v
	}
	if h.person.known() && r-h.heard <= 1 {
		v := h.person
		v.sure, v.how = .6, "subject of the sentence before"
		return v
	}
	return nobody
}

// join puts a quote into the group of the one before it, if both are one
// utterance: opened anew, or split by its cue.
func (h *hearing) join(all []said, i int, groups *int) {
	if i == 0 || !all[i-1].quote {
		return
	}
	p, s, before := h.passages[i], &all[i], &all[i-1]
	line := strings.Count(h.text[h.passages[i-1].end:p.start], "\n") == 0
	split := line && s.report-before.report <= 1 && before.cue >= 0 && s.how == "goes on"
	around := s.report == before.report && s.cue >= 0 && s.cue == before.cue && h.at(s.report, s.cue).start > h.passages[i-1].end
	if !p.continues && !split && !around {
		return
	}
	if before.group == 0 {
		*groups++
		before.group = *groups
	}
	s.group = before.group
	if s.cue < 0 || around {
		s.word = before.word
		return
	}
	for k := i - 1; k >= 0 && all[k].group == s.group && all[k].word == ""; k-- { // told at last who spoke all the while
		all[k].voice, all[k].word = s.voice, s.word
		all[k].how, all[k].sure = "goes on", s.sure*.9
	}
}

// follow keeps whom a report was about, for the pronouns of the next.
func (h *hearing) follow(r int, spoke voice) {
	v := spoke
	if !v.known() {
		v = h.saying(r)
	}
	if !v.known() {
		if v = h.first(r, len(h.reports[r].items)); v.unnamed && h.chunkStart(r, v.item) > 0 {
			v = nobody
		}
	}
	switch {
	case v.party >= 0 && h.cast.parties[v.party].body:
		h.body, h.bodyAt = v, r
	case v.party >= 0 || v.unnamed && v.item >= 0 && h.isSomebody(r, v.item):
		h.person, h.heard = v, r
	}
}

// isSomebody reports whether a phrase brings up one whom the text does not name,
// to whom "he" may point: "another witness", not "witnesses" or "the star".
func (h *hearing) isSomebody(r, k int) bool {
	word := h.at(r, k).word
	return humans[word] && indefinite[h.at(r, h.chunkStart(r, k)).word]
}

// saying gives the subject of the first verb of saying of a report.
func (h *hearing) saying(r int) voice {
	items := h.reports[r].items
	for k := range items[:min(len(items), longestReport)] {
		if items[k].passage < 0 && h.tongue.cues[items[k].word] == sayCue && !h.isNoun(r, k) {
			if v := h.left(r, k); v.known() {
				return v
			}
		}
	}
	return nobody
}

func (h *hearing) annotations(all []said) []tearsheet.Annotation {
	var out []tearsheet.Annotation
	for i := range all {
		if !all[i].quote {
			continue
		}
		p, s := h.passages[i], &all[i]
		words := h.text[p.start:p.end]
		a := tearsheet.Annotation{Kind: tearsheet.AboutQuote, Start: p.start, End: p.end, Text: words, Name: words,
			Quote: &tearsheet.Quotation{Kind: h.kind(s, p), Group: s.group}}
		if name := h.nameOf(s.voice); name != "" {
			a.Quote.Speaker = &name
		}
		a.Quote.Cue = s.word
		a.Confidence, a.Evidence = h.evidence(s)
		out = append(out, a)
	}
	return out
}

func (h *hearing) kind(s *said, p passage) string {
	alone := h.where[s.passage].item == 0
	if p.continues || s.nature.isDirect(s.near, alone) {
		return "direct"
	}
	return "mixed"
}

func (h *hearing) nameOf(v voice) string {
	if v.party >= 0 {
		return h.cast.parties[v.party].name
	}
	return v.name
}

// evidence says in one line why the quote has its speaker.
func (h *hearing) evidence(s *said) (float64, string) {
	name := h.nameOf(s.voice)
	cue := s.word
	switch {
	case name == "" && s.unnamed:
		return .7, strings.TrimSpace(fmt.Sprintf("%s %s; the text names nobody", s.how, cue))
	case name == "":
		return .5, "between marks; the text does not say who speaks"
	case s.how == "goes on":
		return s.sure, strings.TrimSpace("goes on; " + name + " " + cue)
	case s.how == "named" && cue != "":
		return s.sure, name + " " + cue
	case cue != "":
		return s.sure, fmt.Sprintf("%s %s, meaning %s", s.how, cue, name)
	}
	return s.sure, s.how + ": " + name
}
