package text

import (
	"slices"
	"strings"
	"testing"
)

func TestSentencesEndWhereAReaderWouldEndThem(t *testing.T) {
	for name, want := range map[string][]string{
		"plain":                 {"One came.", "Two went!", "Who stayed?"},
		"title":                 {"Mr. Smith met Dr. Jones and Sen. Kaine.", "They spoke."},
		"country":               {"The U.S. Senate voted.", "It passed."},
		"country at the end":    {"He left the U.S.", "The senate voted."},
		"initials":              {"George W. Bush and J. K. Rowling met.", "Nobody knew."},
		"number word":           {"She is No. 5 Downing Street.", "He said so."},
		"the word no":           {"She said No.", "He left."},
		"month":                 {"It opened on Jan. 5 in Rome.", "It closed in Feb.", "The rest is known."},
		"firm":                  {"Acme Inc. Chief Jane Roe spoke.", "Shares of Acme Inc.", "The market fell."},
		"hour":                  {"It began at 5 p.m. Monday.", "It ended at 6 p.m.", "Police said so."},
		"state":                 {"A fire in Gary, Ind. Sunday burned.", "All got out."},
		"figure":                {"It rose 12.5 percent to 1,000.", "Then it fell."},
		"dotted time":           {"The alarm came at 3.20am.", "All 23 got out."},
		"question said":         {"\"Who is it?\" she asked.", "\"Me.\""},
		"quote inside":          {"\"Come in.\"", "He sat."},
		"curly quotes":          {"“It went well,” he said.", "“Very.”", "Then he left."},
		"ellipsis goes on":      {"It was... well, odd.", "Yes."},
		"paragraph":             {"A heading without a stop", "The first sentence."},
		"german":                {"Am 3. Oktober sprach Prof. Dr. Meier.", "Er kam z. B. aus Ulm.", "Das war 1990.", "Danach ging er."},
		"german mark":           {"Wer kommt?", "Niemand."},
		"french":                {"M. Macron a parlé à Mme. Borne.", "Il est parti."},
		"spanish":               {"¿Quién es?", "El Sr. Pérez de EE.UU. llegó.", "Fin."},
		"chinese":               {"他来了。", "她走了！", "为什么？", "不知道。"},
		"japanese with bracket": {"彼は「はい。」", "そして帰った。"},
		"arabic":                {"هل جاء؟", "نعم."},
	} {
		sep := " "
		if name == "chinese" || name == "japanese with bracket" {
			sep = ""
		}
		if name == "paragraph" {
			sep = "\n\n"
		}
		if got := Sentences(strings.Join(want, sep)); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, want)
		}
	}
}

func TestOnlyAnEmptyLineEndsAParagraph(t *testing.T) {
	for in, want := range map[string][]string{
		"one line\nand its rest.\n\nNext": {"one line\nand its rest.", "Next"},
		"a\r\n \t\r\nb":                   {"a", "b"},
		"a\u2029b":                        {"a", "b"},
		"\n\n\na\n\n\n\nb\n":              {"a", "b"},
		"a\nb\nc":                         {"a\nb\nc"},
		" \n ":                            {},
		"":                                {},
	} {
		if got := Paragraphs(in); !slices.Equal(got, want) {
			t.Errorf("Paragraphs(%q) = %q, want %q", in, got, want)
		}
	}
	if got := Sentences("Hard wrapped\nlines are one. Yes\r\nthey are."); len(got) != 2 {
		t.Errorf("a single line end ended a sentence: %q", got)
	}
}

func TestTokensKeepFiguresAndMarksApart(t *testing.T) {
	for in, want := range map[string]string{
		"It rose 12.5% to 1,000.":             "It|rose|12.5|%|to|1,000|.",
		"at 5:20 on 12/05/2026, 3/4 full":     "at|5:20|on|12/05/2026|,|3/4|full",
		"The U.S. and the U.K.":               "The|U.S.|and|the|U.K.",
		"a.m. and Ph.D. and z.B. EE.UU.":      "a.m.|and|Ph.D.|and|z.B.|EE.UU.",
		"I don't, he doesn’t":                 "I|don't|,|he|doesn’t",
		"“Well-known,” she said.":             "“|Well|-|known|,|”|she|said|.",
		"10\u00a0000 and 1\u202f234\u202f567": "10\u00a0000|and|1\u202f234\u202f567",
		"10 000, 1 234 567 km, 2 500,5":       "10 000|,|1 234 567|km|,|2 500,5",
		"on May 12 300 people":                "on|May|12|300|people",
		"in 2020 300 came, 007 100, 1 2000":   "in|2020|300|came|,|007|100|,|1|2000",
		"from -5 to +3, 5-4, (−2)":            "from|-5|to|+3|,|5|-|4|,|(|−2|)",
		"1'000 Fr. 3.20am $5m":                "1'000|Fr|.|3.20am|$|5m",
		"the end. Next":                       "the|end|.|Next",
		"他来了。":                                "他|来|了|。",
		"👍🏽 ok":                               "👍🏽|ok",
		"wait...":                             "wait|.|.|.",
		"":                                    "",
	} {
		if got := strings.Join(Tokens(in), "|"); got != want {
			t.Errorf("Tokens(%q)\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestWordsLeaveTheMarksOut(t *testing.T) {
	got := Words("“No,” said the U.S. — it’s 12.5%!")
	want := []string{"No", "said", "the", "U.S.", "it’s", "12.5"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzSpans(f *testing.F) {
	for _, s := range []string{"Mr. Smith paid $12.5m. “Why?” she\nasked.\n\nU.S. 5:20 -3", "他来了。\u00851\u202f000\xff\u2029a\u0301.)", "a.b.c. 1/2/3 \x00\ufeff z. B."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, spans := range map[string][]Span{"paragraphs": ParagraphSpans(s), "sentences": SentenceSpans(s), "tokens": TokenSpans(s)} {
			at := 0
			for _, p := range append(spans, Span{len(s), len(s)}) {
				if p.Start < at || p.End < p.Start || (p.Start == p.End && p.Start != len(s)) {
					t.Fatalf("%s of %q: %v after %d", name, s, p, at)
				}
				if gap := s[at:p.Start]; strings.TrimFunc(gap, blank) != "" {
					t.Fatalf("%s of %q leave out %q", name, s, gap)
				}
				at = p.End
			}
		}
	})
}

var english = strings.Repeat("The alarm was raised at 3.20am on Tuesday by a night-shift worker at the Tidewell Foods cold store, who saw smoke coming from a charging bay. All 23 people on the shift got out, Mr. Smith said. “My crews have done well,” she said.\n\n", 200)

func BenchmarkSentences(b *testing.B) {
	b.SetBytes(int64(len(english)))
	for b.Loop() {
		SentenceSpans(english)
	}
}

func BenchmarkTokens(b *testing.B) {
	b.SetBytes(int64(len(english)))
	for b.Loop() {
		TokenSpans(english)
	}
}
