package follow

import (
	"slices"
	"strings"
	"testing"

	"tearsheet"
)

// step is one made-up change: a paragraph before and after, and its kinds.
type step struct{ old, new, kinds string }

// context stands around each step, so that it is one change in an article.
const (
	opening = "The council met on Monday evening in the old town hall to talk about the budget for next year. About forty people had come to listen, among them the head teacher of the primary school."
	ending  = "The next meeting of the council will be held in the library. It is open to the public, as all its meetings are."
)

func kindsOf(l string, s step) tearsheet.Change {
	old, new := revision("Council talks about budget", opening, s.old, ending), revision("Council talks about budget", opening, s.new, ending)
	old.Language, new.Language = l, l
	return Compare(old, new)
}

func checkSteps(t *testing.T, language string, steps []step) {
	t.Helper()
	for _, s := range steps {
		c := kindsOf(language, s)
		if got := list(c.Kinds); got != s.kinds {
			t.Errorf("%s, want %s\n old %s\n new %s\n because %+v", got, s.kinds, s.old, s.new, c.Evidence)
		}
	}
}

func TestNumbersThatChangeAreFacts(t *testing.T) {
	checkSteps(t, "en", []step{
		{"The bridge cost 12.5 million pounds.", "The bridge cost 125 million pounds.", "fact"},
		{"The bridge cost 12.5 million pounds.", "The bridge cost 12.5 billion pounds.", "fact"},
		{"Seventeen people were hurt in the crash on the coast road.", "Nineteen people were hurt in the crash on the coast road.", "fact"},
		{"It was the third such theft this year.", "It was the fourth such theft this year.", "fact"},
		{"More than a hundred homes lost power.", "More than two hundred homes lost power.", "fact"},
		{"The vote was 5-4 in favour of the plan.", "The vote was 6-3 in favour of the plan.", "fact"},
		{"She has been warned twice by the inspectors.", "She has been warned four times by the inspectors.", "fact"},
		{"A dozen boats were damaged in the harbour.", "Twenty boats were damaged in the harbour.", "fact"},
		{"Unemployment rose to 7.1% in March.", "Unemployment rose to 7.4% in March.", "fact"},
		{"Several houses were flooded overnight by the river.", "Eight houses were flooded overnight by the river.", "fact"},
		{"The store will open at 9am on Saturday.", "The store will open at 10am on Saturday.", "fact"},
		{"The store will open at 9am on Saturday.", "The store will open at 9pm on Saturday.", "fact"},
		{"Half of the members stayed away from the vote.", "A third of the members stayed away from the vote.", "fact"},
		{"Hundreds of people marched through the centre.", "Thousands of people marched through the centre.", "fact"},
		{"The fine was set at £400.", "The fine was set at £4,000.", "fact"},
		{"The temperature fell to -5 degrees during the night.", "The temperature fell to 5 degrees during the night.", "fact"},
		{"The man, 34, was taken to hospital by helicopter.", "The man, 43, was taken to hospital by helicopter.", "fact"},
		// the same number in other letters is style
		{"Seven people were hurt in the crash on the coast road.", "7 people were hurt in the crash on the coast road.", "style"},
		{"The bridge cost 12,000 pounds.", "The bridge cost 12000 pounds.", "style"},
		{"The bridge cost 2.5 million pounds.", "The bridge cost 2,500,000 pounds.", "style"},
		{"Twenty-six ships were waiting off the port.", "26 ships were waiting off the port.", "style"},
		{"They have met twice since Easter.", "They have met two times since Easter.", "style"},
	})
}

func TestDatesNamesAndNegationsThatChangeAreFacts(t *testing.T) {
	checkSteps(t, "en", []step{
		{"The hearing is due to begin on Tuesday.", "The hearing is due to begin on Wednesday.", "fact"},
		{"The hearing is due to begin in June.", "The hearing is due to begin in September.", "fact"},
		{"The hearing is due to begin on 14 June.", "The hearing is due to begin on 24 June.", "fact"},
		{"He will leave with immediate effect.", "He will leave with effect from September 30.", "fact"},
		{"The works will begin tomorrow at the station.", "The works will begin today at the station.", "fact"},
		{"The award went to Karen Holt, a nurse from Leeds.", "The award went to Karen Hoult, a nurse from Leeds.", "fact"},
		{"The award went to Karen Holt, a nurse from Leeds.", "The award went to Karen Holt, a nurse from Bradford.", "fact"},
		{"The case was brought by the Green Party in the county.", "The case was brought by the Liberal Party in the county.", "fact"},
		{"Police said Mark Denby was driving the van.", "Police said Paul Denby was driving the van.", "fact"},
		{"Police spoke to Mr Denby. Denby said that the van had been parked there all week.", "Police spoke to Mr Danby. Danby said that the van had been parked there all week.", "fact"},
		{"The mayor said that he would stand again.", "The mayor said that he would not stand again.", "fact"},
		{"The mayor said that she will not stand again.", "The mayor said that she will stand again.", "fact"},
		{"The plan has never been put to the members.", "The plan has been put to the members.", "fact"},
		{"The driver was wearing a seat belt.", "The driver wasn't wearing a seat belt.", "fact"},
		{"Nobody was in the building when the roof came down.", "Somebody was in the building when the roof came down.", "fact"},
		{"All of the boys were in the boat.", "None of the boys were in the boat.", "fact"},
		{"It is likely that the road will be shut for a week.", "It is unlikely that the road will be shut for a week.", "fact"},
		{"The permit was legal, the court found.", "The permit was illegal, the court found.", "fact"},
		{"Shares in the firm rose after the statement.", "Shares in the firm fell after the statement.", "fact"},
		{"The victim was a man from the village.", "The victim was a woman from the village.", "fact"},
		{"Members approved the sale of the land.", "Members rejected the sale of the land.", "fact"},
		// other forms of one name or day
		{"The minister flew to the United States on Friday.", "The minister flew to the US on Friday.", "style"},
		{"The World Health Organization sent a team to the city.", "The WHO sent a team to the city.", "style"},
		{"Mrs Holt thanked the crowd for coming.", "Ms Holt thanked the crowd for coming.", "style"},
		{"The hearing is due to begin on Sept 14.", "The hearing is due to begin on September 14.", "style"},
		{"The board did not agree on a price with the buyer.", "The board failed to agree on a price with the buyer.", "style"},
		{"The board does not expect a strike at the plant.", "The board doesn't expect a strike at the plant.", "style"},
		{"A Manchester court heard the case last week.", "A court in Manchester heard the case last week.", "style"},
		{"He said that the shop would stay open.", "Holt said that the shop would stay open.", "style"},
	})
}

func TestQuotedWordsThatChangeAreFacts(t *testing.T) {
	checkSteps(t, "en", []step{
		{`"We are sorry for the delay," the operator said.`, `"We regret the delay," the operator said.`, "fact"},
		{`“I would do it again,” she told the court.`, `“I would never do it again,” she told the court.`, "fact"},
		{`“This is a good deal for the town,” she said.`, `“This is a very good deal for the town,” she said.`, "fact"},
		{`He called the report ‘a disgrace to the office’.`, `He called the report ‘an insult to the office’.`, "fact"},
		{`The judge spoke of "reckless haste" in the ministry.`, `The judge spoke of "unseemly haste" in the ministry.`, "fact"},
		// what stands beside a quotation is none
		{`"We are sorry," the operator stated. "It will not happen again."`, `"We are sorry," the operator said. "It will not happen again."`, "style"},
		{`"We are sorry," the operator said by telephone. "It will not happen again."`, `"We are sorry," the operator said by phone. "It will not happen again."`, "style"},
	})
}

func TestWhatIsGoneAndWhatCame(t *testing.T) {
	checkSteps(t, "en", []step{
		{"The shop shut last week. Its owner declined to comment.", "The shop shut last week.", "removal"},
		{"The shop, which had been losing money for years, shut last week.", "The shop shut last week.", "removal"},
		{"The shop shut last week and its stock was sold to a rival.", "The shop shut last week.", "removal"},
		{"The shop shut last week, with debts of 40,000 pounds.", "The shop shut last week.", "removal"},
		{"The shop shut last week.", "The shop shut last week. Its owner declined to comment.", "update"},
		{"The shop shut last week.", "The shop, which had been losing money for years, shut last week.", "update"},
		{"The shop shut last week.", "The shop shut last week and its stock was sold to a rival.", "update"},
		{"The shop shut last week. The owner lost 200 pounds a day.", "The owner lost 300 pounds a day. The mayor has offered to help him find another place.", "fact removal update"},
		{"The shop shut last week. Its owner declined to comment. Nobody came.", "The shop shut last week. Nobody came, and the street was empty until noon.", "removal update"},
		{"The shop shut last week.", "The shop shut last week. Updated at 5.45pm: the owner says that he will open another one in the spring.", "update"},
		// nothing that informs
		{"The shop itself shut last week.", "The shop shut last week.", "style"},
		{"The shop has now shut.", "The shop has shut.", "style"},
	})
}

func TestOtherWordsForTheSameAreStyle(t *testing.T) {
	checkSteps(t, "en", []step{
		{"The firm is thought to be close to a sale.", "The firm is believed to be close to a sale.", "style"},
		{"The purchase of the land was put off until the autumn.", "The buying of the land was postponed until the autumn.", "style"},
		{"Residents of the street have asked for a crossing.", "People living in the street have asked for a crossing.", "style"},
		{"The number of people out of work went up in the spring.", "Unemployment went up in the spring.", "style"},
		{"Work will commence at the site when the frost is over.", "Work will begin at the site when the frost is over.", "style"},
		{"The road, shut since the flood, is open again.", "The road, closed since the flood, is open again.", "style"},
		{"He was taken to hospital but has since gone home.", "He was taken to hospital, but has since gone home.", "style"},
		{"They reached an accord after long talks.", "They reached an agreement after long talks.", "style"},
		{"The labour court will hear the case.", "The labor court will hear the case.", "style"},
		{"A large crowd gathered outside the gates of the plant.", "A big crowd gathered outside the plant gates.", "style"},
	})
}

func TestCorrectionsAreDeclared(t *testing.T) {
	checkSteps(t, "en", []step{
		{"The bridge cost 12 million pounds.", "The bridge cost 21 million pounds. Correction: the bridge cost 21 million pounds, not 12 million.", "correction-declared"},
		{"The bridge cost 12 million pounds.", "The bridge cost 21 million pounds. This article was amended on 5 May 2026 to correct the cost of the bridge.", "correction-declared"},
		{"The bridge cost 12 million pounds.", "The bridge cost 21 million pounds. A previous version of this story misstated the cost.", "correction-declared"},
		{"The bridge cost 12 million pounds.", "The bridge cost 21 million pounds. Clarification (5 May): the sum includes the approach roads.", "correction-declared"},
		{"The bridge cost 12 million pounds.", "The bridge cost 21 million pounds. (This version of the story corrects the cost in paragraph two.)", "correction-declared"},
		{"The bridge cost 12 million pounds.", "The bridge cost 21 million pounds. Owing to an editing error, the cost was first given as 12 million.", "correction-declared"},
		{"The bridge cost 12 million pounds.", "The bridge cost 21 million pounds. We originally reported a cost of 12 million.", "correction-declared"},
		{"The award went to Karen Holt.", "The award went to Karen Hoult. (Corrects spelling of Hoult)", "correction-declared"},
		// the note is silent about a second change
		{"The bridge cost 12 million pounds. It was built by Denby Brothers of Hull.", "The bridge cost 21 million pounds. It was built by Danby Brothers of Hull. Correction: the bridge cost 21 million pounds, not 12 million.", "correction-declared fact"},
		{"The bridge cost 12 million pounds. The contractor went bankrupt soon after.", "The bridge cost 21 million pounds. Correction: the bridge cost 21 million pounds, not 12 million.", "correction-declared removal"},
		{"The bridge cost 12 million pounds.", "The bridge cost 21 million pounds. Lorries are not allowed to use it. Correction: the bridge cost 21 million pounds, not 12 million.", "correction-declared update"},
		// what sounds like one and is news
		{"The shop shut last week.", "The shop shut last week. Correction officers had guarded it. An earlier version of the bill was rejected in March.", "update"},
		{"The shop shut last week.", "The shop shut last week. The minister corrected himself later.", "update"},
		{"The shop shut last week.", "The shop shut last week. “We gave the wrong sum in an earlier version of this report,” the bank said.", "update"},
		{"The shop shut last week.", "The shop shut last week. The first report of the commission had been wrong, the judge wrote.", "update"},
		{"The shop shut last week.", "The shop shut last week. An earlier version of the software misidentified customers, its maker said.", "update"},
		{"The shop shut last week.", "The shop shut last week. Updates to the plan were published in May. The story of its owner was changed for the film.", "update"},
	})
}

func TestOnlyWhatTellsReadersOfAChangeIsDeclared(t *testing.T) {
	for new, want := range map[string]bool{
		"About 60 people will work there.":                                                      false,
		"About 60 people will work there. Correction: not 40, as first reported here.":          true,
		"About 60 people will work there. Update, 1.30pm: the owner has confirmed the figure.":  true,
		"About 60 people will work there. This story has been updated.":                         true,
		"About 60 people will work there. The owner corrected the figure in the shop's window.": false,
	} {
		c := kindsOf("en", step{old: "About 40 people will work there.", new: new})
		if c.Declared != want || c.Undisclosed == want {
			t.Errorf("declared %v, undisclosed %v: %s", c.Declared, c.Undisclosed, new)
		}
	}
}

func TestEveryKindHasEvidence(t *testing.T) {
	c := kindsOf("en", step{old: "The shop shut last week. Its owner lost 200 pounds a day.", new: "Its owner lost 300 pounds a day."})
	for _, k := range c.Kinds {
		if !slices.ContainsFunc(c.Evidence, func(e tearsheet.ChangeEvidence) bool { return e.Kind == k && e.Why != "" }) {
			t.Errorf("no evidence for %s: %+v", k, c.Evidence)
		}
	}
	if !slices.Contains(c.Evidence, tearsheet.ChangeEvidence{Kind: tearsheet.KindFact, Why: "number", Old: "200", New: "300"}) {
		t.Errorf("%+v", c.Evidence)
	}
}

func list(kinds []tearsheet.ChangeKind) string {
	var all []string
	for _, k := range kinds {
		all = append(all, string(k))
	}
	return strings.Join(all, " ")
}
