package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"tearsheet"
	"tearsheet/internal/group"
)

// testNow is the moment at which the tests read.
var testNow = time.Date(2026, 11, 24, 14, 20, 0, 0, time.UTC)

// headlines are made up. The first stand on the front page as they are.
var headlines = []string{
	"Two capitals sign river accord after nine weeks of talks",
	"Harbour council votes to reopen the old fish market by spring",
	"Night trains return to the northern line for the first time in a decade",
	"Researchers map the valley’s groundwater with sound from passing lorries",
	"Court orders ministry to publish its contracts for the flood wall",
	"Bakers’ strike ends as mills agree to a shared price for rye",
	"Third-tier side Alder Vale knock out the champions on penalties",
	"Teachers warn of empty classrooms as rents rise in the lake district",
	"Wind farm off Carrow Point to be built with half the planned turbines",
	"A lost opera is found in a piano stool and will be sung in May",
	"Post office closes its last counter on the island after 112 years",
	"Central bank holds its rate and says little about the winter",
	"Hospital admits that 4,100 letters to patients were never sent",
	"Farmers count the cost of a warm autumn: late frost, early lambs",
	"The tram that nobody wanted now carries 60,000 people a day",
	"Satellite firm delays launch again after a valve fails on the stand",
	"Museum returns nine carved posts to the villages they came from",
	"Mayor of Tessel resigns over a bridge that leads nowhere",
	"Cyclists get their own crossing at the junction where three died",
	"Salt marsh restored faster than anyone expected, survey finds",
	"Ferry timetable cut by a third while crews retrain",
	"Small print: what the new tenancy law changes on 1 January",
	"School dinners to be cooked in the village again",
	"Ministers disagree in public about who pays for the dam",
	"Chess champion, 14, declines the title match to sit her exams",
	"Glass works lights its furnace after the longest strike in its history",
	"Police withdraw the statement they made about the march",
	"Old mine fills with water: what the gauges showed and when",
	"Drought ends in the south; the reservoirs do not notice",
	"A quiet year for storms, and why forecasters are not relieved",
	"Library lends out tools, tents and, from Monday, a telescope",
	"Budget watchdog finds 38 million that nobody had asked for",
	"Volunteers dig out a canal lock with their hands",
	"Beekeepers and vineyards settle the spraying dispute",
	"Coach dismissed eleven days after winning the cup",
	"Border villages keep their shared fire engine, treaty or not",
	"New census: fewer people, more households, many more dogs",
	"Engineers blame one bolt for the cable car’s stop",
	"Novelists ask a court to say what a summary is",
	"Airport night ban upheld; freight moves to the railway",
	"Vaccine for the cattle fever passes its second trial",
	"Street names of the new quarter to honour its workers",
	"A map of every public bench, and the reasons they vanish",
	"Students find errors in the tide tables of 1911",
	"Insurers leave the coast road; residents form their own fund",
	"The choir that rehearses by telephone sings in one room at last",
	"Parliament’s clock runs slow, and nobody may repair it",
	"Orchard law: neighbours may pick what hangs over the path",
	"Data centre to heat the swimming pool, if the pool is built",
	"Rail inspector’s notebook read out at the inquiry",
	"Potato prices fall by half and chips stay where they were",
	"Ice road opens eighteen days late",
	"Radio station plays one request an hour, all of them from prison",
	"Council publishes every e-mail about the missing plane trees",
	"Long-lost twin towns meet and find little to say",
	"Referee explains the goal that was, then was not",
	"Hydrogen buses parked: there is no hydrogen",
	"Lighthouse keeper’s log shows a century of fog getting thinner",
	"Refinery fire out; the town asks what it breathed",
	"Two thirds of the forest’s oldest trees were counted twice",
	"Grandmothers’ cooperative wins the contract for the ministry’s lunch",
	"Tax office apologises for a letter that said only “Dear”",
	"A village votes on its name and keeps both",
	"First snow closes the pass with ninety cars on it",
}

var outlets = []tearsheet.Source{
	{ID: "harbour-gazette.example", Name: "The Harbour Gazette", Site: "https://harbour-gazette.example/", Rights: tearsheet.Rights{Use: tearsheet.Excerpt}, Added: testNow.AddDate(0, -2, 0)},
	{ID: "valley-post.example", Name: "Valley Post", Site: "https://valley-post.example/", Rights: tearsheet.Rights{Use: tearsheet.Excerpt}, Added: testNow.AddDate(0, -2, 0)},
	{ID: "meridian.example", Name: "Meridian", Site: "https://meridian.example/", Rights: tearsheet.Rights{Use: tearsheet.Full, Licence: "CC BY 4.0"}, Added: testNow.AddDate(0, -1, 0)},
	{ID: "northwire.example", Name: "Northwire", Site: "https://northwire.example/", Rights: tearsheet.Rights{Use: tearsheet.LinkOnly}, Added: testNow.AddDate(0, -1, 0)},
	{ID: "diario-del-norte.example", Name: "Diario del Norte", Site: "https://diario-del-norte.example/", Rights: tearsheet.Rights{Use: tearsheet.Excerpt}, Added: testNow.AddDate(0, -1, 0)},
	{ID: "civic-ledger.example:8443", Name: "Civic Ledger", Site: "https://civic-ledger.example:8443/", Rights: tearsheet.Rights{Use: tearsheet.Excerpt}, Added: testNow.AddDate(0, -1, 0)},
}

// sentencesOfPress make bodies long enough for an excerpt to be one.
var sentencesOfPress = []string{
	"The agreement, signed on Tuesday morning in the town hall, sets how much water each side may take from the river in a dry year.",
	"It gives the upper valley 60 million litres a day, fewer than its farmers had asked for, and leaves the rest to the towns downstream.",
	"“We have stopped counting drops,” said Ana Ruiz, who led the talks for the lower towns.",
	"Neither side would say what happens if the reservoir falls below its mark before April.",
	"Engineers from both banks will read the gauges together, every second Monday, and publish what they find.",
	"Opponents of the accord said that they would take it to court before the first pump is switched on.",
	"The last such accord, in 1974, held for eleven years and was never formally ended.",
	"A commission of five, two from each side and one from neither, is to meet for the first time in January.",
}

func bodyOf(n int) []tearsheet.Block {
	var blocks []tearsheet.Block
	for i := range sentencesOfPress {
		a, b := sentencesOfPress[(n+i)%len(sentencesOfPress)], sentencesOfPress[(n+i+3)%len(sentencesOfPress)]
		blocks = append(blocks, tearsheet.Block{Kind: tearsheet.Paragraph, Text: a + " " + b})
	}
	return blocks
}

// newspaper is a store with a front page's worth of articles, plain and odd.
func newspaper() *fakeStore {
	f := newFake()
	f.sources = outlets
	f.feeds = feedsOfPress()
	f.drops = dropsOfPress()
	f.stats = tearsheet.Stats{Queue: 12, OldestDue: 90 * time.Second, Bytes: 48_300_000, Drops: []tearsheet.DropCount{{Reason: "no link", Count: 3}, {Reason: "robots", Count: 11}}}
	for i := len(headlines) - 1; i >= 0; i-- {
		addPlain(f, i)
	}
	addOdd(f)
	addRevised(f)
	addCopies(f)
	return f
}

// addCopies keeps an agency's report, a verbatim copy of it, one that was
// edited, one that quotes it in passing, and what is on record of each.
func addCopies(f *fakeStore) {
	seen := testNow.Add(-5 * time.Hour)
	kept := func(n int, source tearsheet.SourceID, headline string, paragraphs ...string) tearsheet.ArticleID {
		rev := tearsheet.Revision{Headline: headline, Language: "en", Published: tearsheet.Stated(seen.Add(time.Duration(n) * 10 * time.Minute))}
		for _, p := range paragraphs {
			rev.Body = append(rev.Body, tearsheet.Block{Kind: tearsheet.Paragraph, Text: p})
		}
		return f.add(tearsheet.Article{URL: fmt.Sprintf("https://%s/kin/%d", source, n), Source: source, FirstSeen: seen.Add(time.Duration(n)*10*time.Minute + time.Minute)}, rev)
	}
	s := sentencesOfPress
	said := "“We have stopped counting drops, and so has everybody else who was in that room with us,” said Ana Ruiz, who led the talks for the lower towns."
	report := []string{s[0] + " " + s[1], said, s[3] + " " + s[4], s[5] + " " + s[6], s[7]}
	edited := []string{"The pact, signed on Tuesday morning in the town hall, sets how much water each side may take from the river in a dry year. " + strings.Replace(s[1], "60", "70", 1),
		said, s[5], "Not everybody in the valley likes what was signed.", s[3] + " " + s[4]}
	origin := kept(0, "meridian.example", "Capitals agree on the river", report...)
	verbatim := kept(1, "harbour-gazette.example", "Capitals agree on the river", report...)
	modified := kept(2, "valley-post.example", "Capitals Agree: Less Water for Us", edited...)
	quoting := kept(3, "civic-ledger.example:8443", "What a drop is worth", "Water has had no price here since the mills closed, and few remember the meter readers.",
		"“We have stopped counting drops, and so has everybody else who was in that room with us,” Ana Ruiz told Meridian.", "The ledger of 1911 counted them all the same, in pence.")
	for _, id := range []tearsheet.ArticleID{verbatim, modified, quoting} {
		f.relate(id, origin)
	}
}

func addPlain(f *fakeStore, i int) {
	seen := testNow.Add(-time.Duration(i*31+9) * time.Minute)
	source := outlets[i%len(outlets)]
	rev := tearsheet.Revision{
		Headline: headlines[i], Language: "en", Body: bodyOf(i), Summary: sentencesOfPress[i%len(sentencesOfPress)],
		Published: tearsheet.Stated(seen.Add(-4 * time.Minute).In(time.FixedZone("", (i%3-1)*6*3600))), Section: []string{"Politics", "Economy", "Sport"}[i%3],
		Byline:   []tearsheet.Person{{Name: "Ana Ruiz"}, {Name: "J. Okafor", Role: "photographs"}},
		Evidence: map[string]string{"headline": "json-ld", "published": "meta article:published_time", "byline": "json-ld", "section": "json-ld", "language": "html lang"},
	}
	switch i % 7 {
	case 3:
		rev.Published, rev.Evidence = tearsheet.StatedTime{}, map[string]string{"headline": "meta og:title"}
	case 5:
		rev.Published = tearsheet.StatedTime{Time: seen.Truncate(24 * time.Hour), Precision: tearsheet.Day}
	}
	f.add(tearsheet.Article{URL: fmt.Sprintf("https://%s/2026/11/%02d/article-%d", source.ID, 24-i%20, i), Source: source.ID, FirstSeen: seen, Robots: tearsheet.Robots{Allowed: true, Rule: "no rule for us", At: seen}}, rev)
}

// addOdd keeps what strangers send: markup for a headline, words without an
// end, scripts from right to left, nothing at all.
func addOdd(f *fakeStore) {
	odd := func(n int, source tearsheet.SourceID, rev tearsheet.Revision) tearsheet.ArticleID {
		seen := testNow.Add(-time.Duration(n) * time.Minute)
		return f.add(tearsheet.Article{URL: fmt.Sprintf("https://%s/odd/%d", source, n), Source: source, FirstSeen: seen}, rev)
	}
	odd(20, "harbour-gazette.example", tearsheet.Revision{
		Headline: `<script>alert("x")</script><img src=x onerror=alert(1)> "quoted' & plain`, Language: `en" onload="x`, Section: "<b>Section</b>",
		Canonical: "javascript:alert(1)", Body: []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: "<script>alert(2)</script> is only text."}},
		Declared: tearsheet.Declared{Licence: "javascript:alert(3)", BasedOn: []string{"data:text/html,x", "https://meridian.example/origin"}, Canonical: "https://elsewhere.example/a"},
	})
	odd(40, "valley-post.example", tearsheet.Revision{
		Headline: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " + strings.Repeat("unbroken", 20),
		Summary:  strings.Repeat("x", 900), Language: "de", Body: []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: "https://valley-post.example/" + strings.Repeat("path/", 60)}},
	})
	odd(50, "harbour-gazette.example", tearsheet.Revision{
		Headline: "اتفاق المياه بين المدينتين بعد تسعة أسابيع من المحادثات", Language: "ar", Published: tearsheet.Stated(testNow.Add(-52 * time.Minute).In(time.FixedZone("", 3*3600))),
		Body: []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: strings.Repeat("وقعت المدينتان صباح الثلاثاء اتفاقا يحدد حصة كل منهما من مياه النهر. ", 12)}},
	})
	odd(70, "meridian.example", tearsheet.Revision{Headline: "", Body: everyKindOfBlock(), Origin: tearsheet.FromPage})
	odd(80, "valley-post.example", tearsheet.Revision{
		Headline: "Read from the feed only", Origin: tearsheet.FromFeed, Trouble: "The page answered 403 Forbidden.",
		Body: []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: "What the feed said."}},
	})
	odd(90, "harbour-gazette.example", tearsheet.Revision{Headline: "二つの都市が九週間の協議を経て河川協定に署名", Language: "ja", Body: []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: strings.Repeat("協定は渇水年に各側が取水できる量を定めている。", 30)}}})
}

func everyKindOfBlock() []tearsheet.Block {
	return []tearsheet.Block{
		{Kind: tearsheet.Paragraph, Text: "A paragraph."},
		{Kind: tearsheet.Heading, Text: "What stands in the accord"},
		{Kind: tearsheet.List, Text: "60 million litres a day"}, {Kind: tearsheet.List, Text: "Two readings a month"},
		{Kind: tearsheet.Quote, Text: "We have stopped counting drops."},
		{Kind: tearsheet.Table, Text: "Year\tMillion litres"}, {Kind: tearsheet.Table, Text: "1974\t90"}, {Kind: tearsheet.Table, Text: "2026\t60"},
		{Kind: tearsheet.Code, Text: "gauge = " + strings.Repeat("read() + ", 40) + "0"},
		{Kind: tearsheet.Picture, Text: "The lock at dawn.", URL: "https://meridian.example/lock.jpg"},
		{Kind: tearsheet.Embed, Text: "A film", URL: "javascript:alert(1)"},
	}
}

// addRevised keeps one article with three revisions and one that was taken down.
func addRevised(f *fakeStore) {
	seen := testNow.Add(-3 * time.Hour)
	first := tearsheet.Revision{
		Headline: "River accord gives the valley 90 million litres a day", Language: "en-GB", Body: bodyOf(0), Capture: 7,
		Published: tearsheet.Stated(seen.Add(-20 * time.Minute).In(time.FixedZone("", -6*3600))), Site: "The Harbour Gazette", Canonical: "https://harbour-gazette.example/2026/11/24/river-accord",
		Summary: "Two governments sign after nine weeks.", Section: "World", Dateline: "TESSEL",
		Byline:   []tearsheet.Person{{Name: "Ana Ruiz", Email: "ana@harbour-gazette.example"}},
		Evidence: map[string]string{"headline": "json-ld", "published": "json-ld", "byline": "visible", "section": "json-ld", "dateline": "visible", "canonical": "link rel=canonical", "language": "html lang", "site": "meta og:site_name"},
	}
	second, third := first, first
	second.Body = append([]tearsheet.Block{{Kind: tearsheet.Paragraph, Text: strings.Replace(first.Body[0].Text, "60 million", "90 million", 1)}}, first.Body[1:6]...)
	third.Headline = "River accord gives the valley 60 million litres a day"
	third.Body = append(append([]tearsheet.Block{}, first.Body[:5]...), tearsheet.Block{Kind: tearsheet.Paragraph, Text: "An earlier version of this article gave a wrong figure for the valley."})
	third.Modified = tearsheet.Stated(seen.Add(2 * time.Hour))
	third.Declared.Correction = "An earlier version of this article gave a wrong figure for the valley."
	f.captures[7] = tearsheet.Capture{ID: 7, URL: first.Canonical, FinalURL: first.Canonical, Status: http.StatusOK, Body: make([]byte, 48_112), Digest: [32]byte{0x3f, 0x1c}}
	f.add(tearsheet.Article{URL: first.Canonical, Source: "harbour-gazette.example", FirstSeen: seen, LastSeen: testNow.Add(-10 * time.Minute), Robots: tearsheet.Robots{Allowed: true, Rule: "Allow: /", At: seen}}, first, second, third)
	f.add(tearsheet.Article{URL: "https://valley-post.example/gone", Source: "valley-post.example", FirstSeen: seen, Gone: testNow.Add(-time.Hour)}, tearsheet.Revision{Headline: "This one was taken down", Body: bodyOf(2)})
}

func feedsOfPress() []tearsheet.Feed {
	well := tearsheet.Feed{ID: 1, Source: "harbour-gazette.example", URL: "https://harbour-gazette.example/feed.xml?subscriber=s3cret", Title: "The Harbour Gazette – all articles", Format: "rss 2.0",
		LastCheck: testNow.Add(-9 * time.Minute), LastOK: testNow.Add(-9 * time.Minute), NextCheck: testNow.Add(6 * time.Minute)}
	bad := tearsheet.Feed{ID: 2, Source: "harbour-gazette.example", URL: "https://harbour-gazette.example/sport.xml", Failures: 3, LastCheck: testNow.Add(-time.Hour), NextCheck: testNow.Add(3 * time.Hour),
		Trouble: tearsheet.Trouble{Class: tearsheet.NotAFeed, Message: "The address answered with an HTML page, not a feed; it is asked again later.", At: testNow.Add(-time.Hour)}}
	gone := tearsheet.Feed{ID: 3, Source: "valley-post.example", URL: "https://valley-post.example/rss", Title: "Valley Post", Format: "rss 2.0", Gone: true, LastOK: testNow.AddDate(0, 0, -3)}
	return []tearsheet.Feed{well, bad, gone}
}

func dropsOfPress() []tearsheet.Drop {
	return []tearsheet.Drop{
		{Feed: 1, Address: "https://harbour-gazette.example/subscribers/dr0p?key=1", Reason: "robots", At: testNow.Add(-time.Hour), Times: 4},
		{Feed: 1, Address: "javascript:dr0p", Reason: "no link", At: testNow.Add(-2 * time.Hour), Times: 1},
		{Feed: 2, Address: "https://harbour-gazette.example/" + strings.Repeat("long-dr0p-", 20), Reason: "not an article address", At: testNow.Add(-30 * time.Minute), Times: 2},
		{Feed: 3, Address: "https://valley-post.example/other", Reason: "robots", At: testNow, Times: 1},
	}
}

// relate puts on record what one article has of another.
func (f *fakeStore) relate(c, o tearsheet.ArticleID) {
	a, _ := f.Item(context.Background(), c)
	b, _ := f.Item(context.Background(), o)
	row, err := group.Pair(context.Background(), a, b)
	if err != nil || row.Relation == "" {
		panic(fmt.Sprintf("%s is no copy of %s: %v", a.Revision.Headline, b.Revision.Headline, err))
	}
	row.Copy, row.Of = c, o
	f.reuse = append(f.reuse, row)
}
