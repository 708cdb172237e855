package annotate

import (
	"strings"
	"testing"

	"tearsheet"
)

// between gives the words of the passages of a text, joined by " | ".
func between(s string) string {
	var out []string
	for _, p := range passages(s) {
		out = append(out, s[p.start:p.end])
	}
	return strings.Join(out, " | ")
}

func TestPassagesStandBetweenTheirMarks(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"straight", `He said: "We won." Then he left.`, "We won."},
		{"curly", `“We won,” he said.`, "We won,"},
		{"curly and straight mixed", `“We won," he said.`, "We won,"},
		{"facing the wrong way", `”We won,“ he said.`, "We won,"},
		{"single", `'We won,' he said.`, "We won,"},
		{"single with apostrophes", `‘We don’t know the boys’ names,’ he said.`, "We don’t know the boys’ names,"},
		{"apostrophes are none", `The boys' dogs weren't the girls' and the '90s rock 'n' roll isn't ours.`, ""},
		{"guillemets", `« Nous avons gagné », a-t-il dit.`, "Nous avons gagné"},
		{"guillemets inward", `»Wir haben gewonnen«, sagte er.`, "Wir haben gewonnen"},
		{"guillemets one way", `»Vi vann», sade han.`, "Vi vann"},
		{"low and high", `„Wir haben gewonnen“, sagte er. „Endlich!“`, "Wir haben gewonnen | Endlich!"},
		{"low and curly", `„Wygraliśmy”, powiedział.`, "Wygraliśmy"},
		{"both right", `”Vi vann”, sade han.`, "Vi vann"},
		{"corners", `市長は「勝った『本当に』」と述べた。`, "勝った『本当に』"},
		{"inner single", `"He told me 'go' and I went," she said.`, "He told me 'go' and I went,"},
		{"inner double", `“He told me “go” and I went,” she said.`, "He told me “go” and I went,"},
		{"double within single", `'He told me "go" and I went,' she said.`, `He told me "go" and I went,`},
		{"spaces within", `Il remake “ I Cavalieri “, prodotto ora, e “ La Saga ”.`, "I Cavalieri | La Saga"},
		{"inches and feet", `He is 6'2" tall and has a 12" knife, "a beauty".`, "a beauty"},
		{"split", `"We won," he said, "and we deserved it."`, "We won, | and we deserved it."},
		{"opened anew in a paragraph", "“We won.\n\n“We deserved it.”", "We won. | We deserved it."},
		{"opened anew in a line", `"We won. "We deserved it."`, "We won. | We deserved it."},
		{"over two paragraphs without a new mark", "“We won.\n\nWe deserved it,” he said.", "We won.\n\nWe deserved it,"},
		{"forgotten closing mark before a cue", `“We won at last, said Monahan. Four had “a pipe,” he said.`, "We won at last | a pipe,"},
		{"forgotten at the end of a line", "He said: \"We won.\nThe match ended.\n", "We won."},
		{"space within the mark", `He is a " football fan since I was a child", he said.`, "football fan since I was a child"},
		{"no words", `"..." and "123"`, ""},
		{"no space before the new one", `"We won."The same day he left.`, "We won."},
	} {
		if got := between(c.text); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

// heard gives the quotes of a text as "speaker (cue): words".
func heard(body, language string) string {
	found, failed := Annotate(New("", body, "", language), []Annotator{Quotes{}})
	if len(failed) > 0 {
		return failed[0].Err.Error()
	}
	var out []string
	for _, a := range found {
		who := "-"
		if a.Quote.Speaker != nil {
			who = *a.Quote.Speaker
		}
		out = append(out, who+" ("+a.Quote.Cue+"): "+a.Text)
	}
	return strings.Join(out, " | ")
}

const lead = "Michael Gannon was the head of the office when it was closed. "

func TestTheSpeakerIsWhomTheTextNames(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"verb and name", `“It is time they brought him in,” said Michael Gannon.`, "Michael Gannon (said): It is time they brought him in,"},
		{"name and verb", `"It is time they brought him in," Gannon said. ` + lead, "Michael Gannon (said): It is time they brought him in,"},
		{"before", `Michael Gannon said: "It is time they brought him in."`, "Michael Gannon (said): It is time they brought him in."},
		{"told somebody", `Michael Gannon told the reporters: "It is time they brought him in."`, "Michael Gannon (told): It is time they brought him in."},
		{"apposition before", `Michael Gannon, head of the office, said: "It is time they brought him in."`, "Michael Gannon (said): It is time they brought him in."},
		{"trade before the name", `“It is time they brought him in,” said retired agency official Michael Gannon.`, "Michael Gannon (said): It is time they brought him in,"},
		{"trade of a place", `"It is time they came forward," said county chief of detectives Michael Gannon at a news conference.`, "Michael Gannon (said): It is time they came forward,"},
		{"according to", `He was "the worst of all of them", according to Michael Gannon.`, "Michael Gannon (according to): the worst of all of them"},
		{"pronoun", lead + `"It is time they brought him in," he said.`, "Michael Gannon (said): It is time they brought him in,"},
		{"pronoun of another gender", `Jennifer Smith met Michael Gannon there. "It is time they brought him in," he said.`, "Michael Gannon (said): It is time they brought him in,"},
		{"description", `Health Minister Ann Lee came to the town. Michael Gannon met her there. "It is time they brought him in," the minister said.`, "Ann Lee (said): It is time they brought him in,"},
		{"goes on", `"It is time they brought him in," said Michael Gannon. "We have waited for ten years."`,
			"Michael Gannon (said): It is time they brought him in, | Michael Gannon (said): We have waited for ten years."},
		{"unnamed", lead + `"It is time they brought him in," a spokesman for the office said. "We have waited."`,
			"- (said): It is time they brought him in, | - (said): We have waited."},
		{"unnamed again as he", lead + `Another witness said that it was late. "It is time they brought him in," he told the paper.`, "- (told): It is time they brought him in,"},
		{"mixed", `Michael Gannon called the plan "reckless" and left.`, "Michael Gannon (called): reckless"},
		{"two mixed", `Michael Gannon described the "great" plan as a "huge loss for the city".`, "Michael Gannon (described): great | Michael Gannon (described): huge loss for the city"},
		{"told at last", "“We have waited.\n\n“It is time they brought him in,” said Michael Gannon.", "Michael Gannon (said): We have waited. | Michael Gannon (said): It is time they brought him in,"},
		{"not another trade", "The lawyer Michael Gannon spoke first. \"It is time they brought him in,\" the police prosecutor said.", "- (said): It is time they brought him in,"},
		{"a sign", lead + `He held a sign that said "it is time they brought him in".`, "- (said): it is time they brought him in"},
		{"who", `It was told by the chef Michael Gannon, who, in tears, wrote: "It is time they brought him in."`, "Michael Gannon (wrote): It is time they brought him in."},
		{"host", `The host, board member Michael Gannon, has said the line "is against the best interest of our country".`, "Michael Gannon (said): is against the best interest of our country"},
		{"gerund first", `Calling the plan "reckless", Michael Gannon left the room.`, "Michael Gannon (Calling): reckless"},
		{"nobody", "It was late in the day when all of it was over. \"It is time they brought him in.\"", "- (): It is time they brought him in."},
		{"passive", `The plan was described as "reckless" by Michael Gannon.`, "Michael Gannon (described): reckless"},
		{"another's spokesman", `"It is time they brought him in," said a spokesman for Michael Gannon.`, "- (said): It is time they brought him in,"},
	} {
		if got := heard(c.text, "en"); got != c.want {
			t.Errorf("%s: %q gives\n  %s, want\n  %s", c.name, c.text, got, c.want)
		}
	}
}

func TestScareQuotesTermsAndTitlesAreNoQuotes(t *testing.T) {
	for _, text := range []string{
		`The so-called "golden visa" was ended by the ministry.`, `Her album "Blue Lines" was the one that had sold best.`,
		`The "Hart of Dixie" actress was outside of the car.`, `It has an "all-in" price for all of those who want it.`,
		`The group is known as "the eagles" in the town where it was made.`, `The word "pila" means "battery" in English.`,
		`He won the "Best of the Bench" award and was there when it was given.`, `The song "What Is Love" was played at the end of it.`,
		`They were at a roundtable on "Communalism and Social Responsibility" that was held there.`,
	} {
		if got := heard(text, "en"); got != "" {
			t.Errorf("%q gives %s, want nothing", text, got)
		}
	}
}

func TestPiecesOfOneUtteranceAreAGroup(t *testing.T) {
	body := `"I did it," said Michael Gannon. "I would do it again." The man was there with all of his friends. "They came," he said, "and they went away."`
	found, _ := Annotate(New("", body, "", "en"), []Annotator{Quotes{}})
	var groups []int
	for _, a := range found {
		groups = append(groups, a.Quote.Group)
	}
	if len(groups) != 4 || groups[0] == 0 || groups[0] != groups[1] || groups[2] != groups[3] || groups[0] == groups[2] {
		t.Errorf("the groups are %v, want the first two and the last two together", groups)
	}
}

func TestOtherLanguagesGiveTheirQuotes(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"de", `„Wir haben das nicht gewusst“, sagte Angela Merkel in Berlin und ging mit den anderen auf die Straße.`, "Angela Merkel (sagte): Wir haben das nicht gewusst"},
		{"fr", `« Nous ne savions pas », a déclaré Emmanuel Macron dans la ville où il est venu avec des amis.`, "Emmanuel Macron (déclaré): Nous ne savions pas"},
		{"es", `«No lo sabíamos», dijo Pedro Sánchez en la ciudad de los reyes y de las flores que no se van.`, "Pedro Sánchez (dijo): No lo sabíamos"},
		{"es", "—No lo sé —dijo Juan Pérez—. Mañana veremos qué es lo que pasa con la casa y el perro.", "Juan Pérez (dijo): No lo sé | Juan Pérez (dijo): Mañana veremos qué es lo que pasa con la casa y el perro."},
		{"it", `«Non lo sapevamo», ha detto Mario Rossi nella città che è più grande di questa e non ha una piazza.`, "Mario Rossi (detto): Non lo sapevamo"},
		{"pt", `“Não sabíamos disso”, disse João Silva na cidade que não é a mais bonita do país, mas é uma das maiores.`, "João Silva (disse): Não sabíamos disso"},
		{"nl", `“Dat wisten wij niet”, zei Jan Jansen in het huis dat van een ander is en dat niet te koop is.`, "Jan Jansen (zei): Dat wisten wij niet"},
		{"pl", `„Nie wiedzieliśmy o tym wcześniej”, powiedział premier.`, "- (): Nie wiedzieliśmy o tym wcześniej"},
	} {
		if got := heard(c.text, c.language); got != c.want {
			t.Errorf("%s: %q gives\n  %s, want\n  %s", c.language, c.text, got, c.want)
		}
	}
}

func TestAQuoteIsAPieceOfTheText(t *testing.T) {
	body := "“Zoë — it’s time,” said Michael Gannon. The others who were there had said that it was not."
	found, _ := Annotate(New("", body, "", ""), []Annotator{Quotes{}})
	if len(found) != 1 || found[0].Kind != tearsheet.AboutQuote || string([]rune(body)[found[0].Start:found[0].End]) != found[0].Text || found[0].Text != "Zoë — it’s time," {
		t.Errorf("gives %+v", found)
	}
}

func FuzzQuotes(f *testing.F) {
	for _, s := range []string{`"A," he said. "B.`, "“a\n\n“b” „c“ »d« «e» 'f' ‘g’", "—No —dijo—. Sí", "\"\"\"\"'''' 6'2\" ” “", "“ ” said said said, , ,"} {
		f.Add(s, "")
		f.Add(s, "es")
	}
	f.Fuzz(func(t *testing.T, body, language string) {
		_, failed := Annotate(New("", body, "", language), []Annotator{Quotes{}})
		for _, e := range failed {
			t.Error(e.Err)
		}
		last := 0
		for _, p := range passages(body) {
			if p.from < last || p.start < p.from || p.end <= p.start || p.to < p.end || p.to > len(body) {
				t.Fatalf("%q has the passage %+v behind %d", body, p, last)
			}
			last = p.end
		}
	})
}
