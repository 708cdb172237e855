package group

import (
	"strings"
	"testing"

	"tearsheet"
)

// Both of each pair took the words from a third one. The same words without
// what marks them as a third one's are a copy.
func TestWordsOfAThirdOneShowNoCopyWithoutACredit(t *testing.T) {
	speech := paragraphs(report)[0] + "\n\n" + paragraphs(report)[3] + "\n\n" + paragraphs(report)[4]
	law := "No person shall be deprived of the right to cross a public bridge except by order of a court, and any toll shall be void unless approved by a vote of two thirds of those who hold land on either bank of the river."
	said := "the council will spend twelve million pounds on the bridge over three years, begin work at the western pillar in May, close the old road to lorries at night and open a ferry for those who walk to work"
	results := strings.Join([]string{"Arsenal 3 Chelsea 1", "Leeds 0 Everton 0", "Fulham 2 Burnley 2", "Wolves 1 Brighton 4", "Spurs 2 Villa 3", "Palace 1 Forest 0"}, "\n\n")
	mine := paragraphs(own)
	cases := []struct{ name, one, two, oneMarked, twoMarked string }{
		{"a transcript", "She rose at nine.\n\n" + speech, "It was late when she came.\n\n" + speech,
			"Here is the full text of the mayor's speech on Tuesday evening.\n\n" + speech, "The following is a transcript of remarks by the mayor, as delivered.\n\n" + speech},
		{"a law after a colon", mine[0] + "\n\nThe charter says.\n\n" + law + "\n\n" + mine[1], mine[2] + "\n\nSo reads the charter.\n\n" + law,
			mine[0] + "\n\nThe charter says:\n\n" + law + "\n\n" + mine[1], mine[2] + "\n\nThe charter reads: " + law},
		{"indirect speech", mine[0] + "\n\nNow " + said + ".\n\n" + mine[1], mine[2] + "\n\nIn short, " + said + ".",
			mine[0] + "\n\nReed said " + said + ".\n\n" + mine[1], mine[2] + "\n\nAccording to the mayor, " + said + "."},
		{"a list of results", "Results of the day.\n\n" + strings.ReplaceAll(results, "\n\n", " and "), "All scores.\n\n" + strings.ReplaceAll(results, "\n\n", " and "),
			"Results of the day.\n\n" + results, "All scores, as they came in.\n\n" + results},
		{"a press release", report, report, "Press release\n\n" + report, "LONDON--(BUSINESS WIRE)--\n\n" + report},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			say := func(one, two string) tearsheet.Relation {
				return only(told(t, published(made("one", "a.example", one), morning), published(made("two", "b.example", two), noon)))
			}
			if got := say(c.oneMarked, c.twoMarked); got != "" {
				t.Errorf("marked as a third one's: %q, want nothing", got)
			}
			if say(c.one, c.two) == "" {
				t.Error("not marked: nothing, want a claim")
			}
			if say(c.oneMarked, c.twoMarked+"\n\nThis was first reported by the Aldwater Chronicle.") == "" {
				t.Error("with a credit: nothing, want a claim")
			}
		})
	}
}

func TestABylineOfAReleaseMarksItsWords(t *testing.T) {
	one, two := published(made("one", "a.example", report), morning), published(made("two", "b.example", report), noon)
	two.Revision.Byline = []tearsheet.Person{{Name: "Business Wire"}}
	if rows := told(t, one, two); len(rows) > 0 {
		t.Errorf("%+v, want nothing", rows)
	}
}

func TestARowSaysWhetherTheCopyKeepsTheAttribution(t *testing.T) {
	one := published(made("one", "a.example", report), morning)
	silent := published(made("two", "b.example", report), noon)
	named := published(made("two", "b.example", report+"\n\nThis was first reported by the Aldwater Chronicle."), noon)
	declared := silent
	declared.Revision.Declared.BasedOn = []string{"https://a.example/one"}
	for want, two := range map[tearsheet.Credit]tearsheet.Item{tearsheet.CreditNone: silent, tearsheet.CreditNamed: named, tearsheet.CreditDeclared: declared} {
		if rows := told(t, one, two); len(rows) != 1 || rows[0].Credited != want {
			t.Errorf("%+v, want one row with the credit %q", rows, want)
		}
	}
}
