package group

import (
	"context"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

// report is the article that the others take from.
const report = `The mill at Aldwater will grind again in spring, the owners said on Monday, forty-one years after its wheel was stopped.

About 60 people will work there, most of them from the villages along the river. "We have kept every key to every door, and now we shall need them," said Ines Varga, who runs the trust.

The first flour is expected in April. It will be sold in paper sacks of 12.5 kilos, as it was in 1984, and the bakers of the county have already ordered more than the stones can grind in a month.

Engineers spent two winters on the wheel, which had sunk by a hand's breadth and had to be lifted with jacks borrowed from a shipyard on the coast.

The council gave a grant of 400,000 crowns. The rest came from a lottery and from a collection at the gate.`

func paragraphs(s string) []string { return strings.Split(s, "\n\n") }

// made gives an article; each piece of its text between empty lines is a block.
func made(id, source, text string) tearsheet.Item {
	item := tearsheet.Item{
		Article: tearsheet.Article{ID: tearsheet.ArticleID(id), Source: tearsheet.SourceID(source), URL: "https://" + source + "/" + id},
		Source:  tearsheet.Source{ID: tearsheet.SourceID(source), Name: names[source]},
	}
	for _, p := range paragraphs(text) {
		item.Revision.Body = append(item.Revision.Body, tearsheet.Block{Kind: tearsheet.Paragraph, Text: p})
	}
	return item
}

var names = map[string]string{
	"a.example": "Aldwater Chronicle", "b.example": "Brook Messenger", "c.example": "Coast Wire", "d.example": "Dale Observer", "p.example": "Quill",
}

func published(item tearsheet.Item, at string) tearsheet.Item {
	item.Revision.Published, _ = tearsheet.ParseStated(at)
	return item
}

const (
	morning = "2026-05-04T08:00:00Z"
	noon    = "2026-05-04T12:00:00Z"
	evening = "2026-05-04T19:00:00Z"
)

// told has articles in the order they came in and gives what Reuse says of the
// last one.
func told(t *testing.T, items ...tearsheet.Item) []tearsheet.Reuse {
	t.Helper()
	x, shelf := NewIndex(nil), NewShelf()
	x.Archive = shelf
	ctx := context.Background()
	var rows []tearsheet.Reuse
	for i, item := range items {
		item.Article.Number = int64(i + 1)
		var err error
		if rows, err = Reuse(ctx, item, x); err != nil {
			t.Fatal(err)
		}
		shelf.Put(item)
		if err := x.Learn(ctx, item); err != nil {
			t.Fatal(err)
		}
	}
	return rows
}

// own is wording that has nothing of the report.
const own = `Anybody who walked the towpath this week heard hammering, and those who asked were told to come back when the swallows do.

There is a queue already, and a dog that keeps it in order. Nobody remembers whose dog it is.

Old photographs hang in the inn. They show carts, sacks, and boys asleep on the sacks, and one of the boys is the innkeeper, who denies it.`

func TestTheRelationIsNamed(t *testing.T) {
	p := paragraphs(report)
	lifted := strings.Replace(p[3], "Engineers spent", "It took two years, for engineers spent", 1)
	quoted := `“We have kept every key to every door, and now we shall need them,” `
	cases := []struct {
		name, copied string
		want         tearsheet.Relation
	}{
		{"the same text", report, "verbatim"},
		{"other quotation marks and dashes", strings.NewReplacer(`"We`, "“We", `them,"`, "them,”", "hand's", "hand’s").Replace(report), "typographic"},
		{"some paragraphs", p[0] + "\n\n" + p[2], "excerpt"},
		{"some sentences of a paragraph", p[0] + "\n\n" + "The first flour is expected in April.\n\n" + p[4], "excerpt"},
		{"cut off with an ellipsis", p[0] + "\n\n" + p[1] + "\n\n" + "The first flour is expected in April. It will be sold in paper sacks [...]", "excerpt"},
		{"sentences in another order", p[2] + "\n\n" + p[0], "modified"},
		{"figures changed", strings.NewReplacer("60 people", "80 people", "400,000", "450,000").Replace(report), "modified"},
		{"a decimal point lost", strings.Replace(report, "12.5", "125", 1), "modified"},
		{"a paragraph added", report + "\n\n" + paragraphs(own)[0], "modified"},
		{"a long passage among own words", own + "\n\n" + lifted, "unmarked"},
		{"a quotation with its source", own + "\n\n" + quoted + "the trust's head told the Aldwater Chronicle.", "quoted"},
		{"a quotation with a part of the source's name", own + "\n\n" + quoted + "reads the Chronicle, as its editor wrote.", "quoted"},
		{"a passage inside quotation marks with its source", own + "\n\nThe Aldwater Chronicle has it: “" + p[3] + "”", "quoted"},
		{"a quotation that both may have heard", own + "\n\n" + quoted + "Ines Varga told reporters.", ""},
		{"own words", own, ""},
		{"a sentence that anybody might write", own + "\n\nThe first flour is expected in April.", ""},
		{"a short text", "The first flour is expected in April.", ""},
		{"retold, with the source", "Aldwater’s mill comes back, says the Aldwater Chronicle. Varga's trust has found jobs for five dozen villagers, and bakers want flour by April. The wheel, council grant and lottery paid for it.", "based-on"},
		{"retold, without the source", "Aldwater’s mill comes back. Varga's trust has found jobs for five dozen villagers, and bakers want flour by April. The wheel, council grant and lottery paid for it.", ""},
		{"another matter, with the source", "Sailors met in Porto to vote on quotas for sardines, a year after boats burned. The Aldwater Chronicle was thanked for lending a tent.", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rows := told(t, published(made("one", "a.example", report), morning), published(made("two", "b.example", c.copied), noon))
			if got := only(rows); got != c.want {
				t.Errorf("relation %q, want %q", got, c.want)
			}
			for _, r := range rows {
				if r.Of != "one" || r.Copy != "two" || r.First != tearsheet.FirstOrigin {
					t.Errorf("%s of %s, first %s (%s); want two of one, the origin first", r.Copy, r.Of, r.First, r.Reason)
				}
			}
		})
	}
}

// only gives the relation of the one row there is.
func only(rows []tearsheet.Reuse) tearsheet.Relation {
	switch len(rows) {
	case 0:
		return ""
	case 1:
		return rows[0].Relation
	}
	return "several"
}

func TestPassagesStandWhereTheySay(t *testing.T) {
	p := paragraphs(report)
	copied := made("two", "b.example", "Über die Mühle – ⟨ein Bericht⟩ 🏭 von nebenan.\n\n"+p[3]+"\n\n"+own+"\n\n"+p[0])
	origin := made("one", "a.example", report)
	rows := told(t, published(origin, morning), published(copied, noon))
	if len(rows) != 1 || len(rows[0].Passages) != 2 {
		t.Fatalf("rows %+v, want one with two passages", rows)
	}
	c, o := []rune(copied.Revision.Text()), []rune(origin.Revision.Text())
	for i, want := range []string{p[3], p[0]} {
		at := rows[0].Passages[i]
		want = strings.TrimSuffix(want, ".")
		if got := string(c[at.Copy[0]:at.Copy[1]]); got != want {
			t.Errorf("in the copy: %q, want %q", got, want)
		}
		if got := string(o[at.Origin[0]:at.Origin[1]]); got != want {
			t.Errorf("in the origin: %q, want %q", got, want)
		}
	}
}

// A press conference: both print the same two long quotations, in their own
// words around them, and one adds what all say.
func TestReportsOfOneSpeechAreNoCopies(t *testing.T) {
	said := `"The bridge was inspected in March and nothing was found that would have led any engineer in this country to close it to traffic," said the minister, Olga Brandt. "We shall publish every page of the report, and whoever is to blame will hear it from me before they read it in the newspapers."`
	one := "A bridge over the Lune fell on Sunday.\n\n" + said + "\n\nDivers found two cars.\n\nThis story is developing."
	two := "Two cars were under the fallen span when boats reached it, rescuers say.\n\n" + said + "\n\nSchools are shut.\n\nThis story is developing."
	if rows := told(t, published(made("one", "a.example", one), morning), published(made("two", "b.example", two), noon)); len(rows) > 0 {
		t.Errorf("%+v, want nothing", rows)
	}
}

func TestOnlyTheOriginOfKinIsNamed(t *testing.T) {
	agency := published(made("wire", "c.example", report), morning)
	first := published(made("first", "a.example", report), noon)
	second := published(made("second", "b.example", strings.Replace(report, "60 people", "80 people", 1)), evening)
	rows := told(t, agency, first, second)
	if len(rows) != 1 || rows[0].Of != "wire" {
		t.Errorf("%+v, want one row of the agency's report", rows)
	}
}

func TestSeveralOriginsHaveARowEach(t *testing.T) {
	p := paragraphs(report)
	other := published(made("other", "c.example", own), morning)
	both := published(made("both", "b.example", p[3]+"\n\nNow to something else entirely, as promised on the radio last night by nobody in particular.\n\n"+
		paragraphs(own)[2]+"\n\nMeanwhile the ferry goes on Tuesdays, and whoever misses it has the choice of two inns, neither of which serves fish on a Friday or answers letters. "+
		"There were three inns until the flood."), noon)
	rows := told(t, published(made("one", "a.example", report), morning), other, both)
	if len(rows) != 2 {
		t.Fatalf("%+v, want two rows", rows)
	}
}

// Furniture is what a source repeats: it is learnt and makes no copy another.
func TestFurnitureIsLeftOutOnceItIsKnown(t *testing.T) {
	furniture := "Like what you read? The Messenger comes to your door on Thursdays, with a recipe and a cartoon, for the price of an egg."
	var items []tearsheet.Item
	for i, p := range paragraphs(own) {
		items = append(items, published(made("old"+string(rune('0'+i)), "b.example", p+"\n\n"+furniture), morning))
	}
	items = append(items, published(made("one", "a.example", report), morning), published(made("two", "b.example", report+"\n\n"+furniture), noon))
	if got := only(told(t, items...)); got != "verbatim" {
		t.Errorf("relation %q, want verbatim", got)
	}
}

// A source that puts its own article up again does not make it furniture.
func TestAnArticleAtSeveralAddressesIsNoFurniture(t *testing.T) {
	items := []tearsheet.Item{}
	for _, id := range []string{"one", "again", "mobile", "print"} {
		items = append(items, published(made(id, "a.example", report), morning))
	}
	items = append(items, published(made("two", "b.example", report), noon))
	rows := told(t, items...)
	if only(rows) != "verbatim" || rows[0].Of != "one" {
		t.Errorf("%+v, want verbatim of one", rows)
	}
}

func TestASourcesOwnWordsAreNoReuse(t *testing.T) {
	if rows := told(t, published(made("one", "a.example", report), morning), published(made("two", "a.example", report), noon)); len(rows) > 0 {
		t.Errorf("%+v, want nothing", rows)
	}
}

// The copy was gathered first: when the original comes in, the row is the
// copy's.
func TestAnOriginalThatComesInLateIsTheOrigin(t *testing.T) {
	copied := published(made("copy", "b.example", report+"\n\n"+paragraphs(own)[1]), noon)
	rows := told(t, copied, published(made("one", "a.example", report), morning))
	if len(rows) != 1 || rows[0].Copy != "copy" || rows[0].Of != "one" || rows[0].First != tearsheet.FirstOrigin {
		t.Errorf("%+v, want copy of one, the origin first", rows)
	}
}

func TestWhoWasFirst(t *testing.T) {
	at := func(s string) time.Time { v, _ := time.Parse(time.RFC3339, s); return v }
	plain := made("two", "b.example", report)
	seen := func(item tearsheet.Item, s string) tearsheet.Item { item.Article.FirstSeen = at(s); return item }
	credits := made("two", "b.example", report+"\n\nThis was first reported by the Aldwater Chronicle.")
	declares := plain
	declares.Revision.Declared.BasedOn = []string{"https://a.example/one"}
	byline := plain
	byline.Revision.Byline = []tearsheet.Person{{Name: "Aldwater Chronicle"}}
	one := made("one", "a.example", report)
	cases := []struct {
		name   string
		p, o   tearsheet.Item
		want   tearsheet.Precedence
		reason string
	}{
		{"by the stated times", published(plain, noon), published(one, morning), "origin", "Aldwater Chronicle published 2026-05-04T08:00:00Z, Brook Messenger 2026-05-04T12:00:00Z"},
		{"by stated times in two zones", published(plain, "2026-05-04T10:30:00+02:00"), published(one, "2026-05-04T09:00:00+01:00"), "origin", "published"},
		{"the same time", published(plain, noon), published(one, noon), "unclear", "neither"},
		{"the same day without an hour", published(plain, "2026-05-04"), published(one, morning), "unclear", "neither"},
		{"days apart without an hour", published(plain, "2026-05-08"), published(one, "2026-05-04"), "origin", "published"},
		{"a time without a zone", published(plain, "2026-05-04T12:00:00"), published(one, morning), "unclear", "neither"},
		{"only one states a time", plain, published(one, morning), "origin", "only Aldwater Chronicle states"},
		{"nothing known", plain, one, "unclear", "neither"},
		{"a credit in the text", credits, one, "origin", "Brook Messenger names Aldwater Chronicle"},
		{"a declaration", declares, one, "origin", "Brook Messenger declares to be based on https://a.example/one"},
		{"a declaration against the stated times", published(declares, morning), published(one, noon), "origin", "declares"},
		{"a byline", byline, one, "origin", "the byline of Brook Messenger names"},
		{"a mention against the stated times", published(credits, morning), published(one, noon), "unclear", "the times and the credit disagree"},
		{"seen a day apart", seen(plain, "2026-05-05T08:00:00Z"), seen(one, "2026-05-04T08:00:00Z"), "origin", "seen"},
		{"seen minutes apart", seen(plain, "2026-05-04T08:20:00Z"), seen(one, "2026-05-04T08:00:00Z"), "unclear", "neither"},
		{"seen before the other was published", seen(published(plain, ""), "2026-05-04T07:00:00Z"), published(one, morning), "copy", "Brook Messenger was seen 2026-05-04T07:00:00Z, before Aldwater"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			row, err := Pair(context.Background(), c.p, c.o)
			if err != nil {
				t.Fatal(err)
			}
			if row.First != c.want || !strings.Contains(row.Reason, c.reason) {
				t.Errorf("first %q (%s), want %q (… %s …)", row.First, row.Reason, c.want, c.reason)
			}
		})
	}
}

func TestHeadlinesAreComparedApart(t *testing.T) {
	cases := []struct {
		a, b string
		want tearsheet.Relation
	}{
		{"How U.S. action could impact Chicago", "How U.S. action could impact Chicago", "verbatim"},
		{"how u s action could impact chicago", "How U.S. action could impact Chicago", "typographic"},
		{"‘It is over’", `"It is over"`, "typographic"},
		{"Mill at Aldwater will grind again in the spring of 2027", "Mill at Aldwater will grind again in the spring", "modified"},
		{"A wheel turns", "Mill at Aldwater will grind again", ""},
		{"", "Mill at Aldwater will grind again", ""},
	}
	for _, c := range cases {
		if got := headlines(c.a, c.b); got != c.want {
			t.Errorf("headlines %q and %q: %q, want %q", c.a, c.b, got, c.want)
		}
	}
}
