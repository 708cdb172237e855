package follow

import (
	"strings"
	"testing"

	"tearsheet"
)

var inLanguages = map[string][]step{
	"de": {
		{"Bei dem Unfall auf der Landstraße wurden 17 Menschen verletzt, wie die Polizei mitteilte.", "Bei dem Unfall auf der Landstraße wurden 19 Menschen verletzt, wie die Polizei mitteilte.", "fact"},
		{"Die Brücke hat 12,5 Millionen Euro gekostet und ist seit gestern offen.", "Die Brücke hat 125 Millionen Euro gekostet und ist seit gestern offen.", "fact"},
		{"In dem Haus wohnten einundzwanzig Menschen, die alle gerettet wurden.", "In dem Haus wohnten zweiundzwanzig Menschen, die alle gerettet wurden.", "fact"},
		{"In dem Haus wohnten einundzwanzig Menschen, die alle gerettet wurden.", "In dem Haus wohnten 21 Menschen, die alle gerettet wurden.", "style"},
		{"Die Verhandlung soll am Dienstag im Rathaus der Stadt beginnen.", "Die Verhandlung soll am Mittwoch im Rathaus der Stadt beginnen.", "fact"},
		{"Der Bürgermeister sagte, dass er wieder antreten werde.", "Der Bürgermeister sagte, dass er nicht wieder antreten werde.", "fact"},
		{"Der Preis ging an Karin Holt, die seit zehn Jahren in dem Heim arbeitet.", "Der Preis ging an Karin Hold, die seit zehn Jahren in dem Heim arbeitet.", "fact"},
		{"Der Preis ging an eine Frau aus Bremen, die in dem Heim arbeitet.", "Der Preis ging an eine Frau aus Hamburg, die in dem Heim arbeitet.", "fact"},
		{"„Das ist ein Erfolg für die Stadt“, sagte der Bürgermeister am Abend.", "„Das ist ein Gewinn für die Stadt“, sagte der Bürgermeister am Abend.", "fact"},
		{"Die Anwohner der Straße haben einen Übergang gefordert.", "Die Bewohner der Straße haben einen Übergang verlangt.", "style"},
		{"Das Geschäft hat in der vergangenen Woche geschlossen. Der Inhaber wollte sich dazu bisher öffentlich äußern.", "Das Geschäft hat in der vergangenen Woche geschlossen.", "removal"},
		{"Das Geschäft hat in der vergangenen Woche geschlossen.", "Das Geschäft hat in der vergangenen Woche geschlossen. Der Inhaber sucht nun neue Räume am Markt.", "update"},
		{"Die Brücke hat 12 Millionen Euro gekostet und ist seit gestern offen.", "Die Brücke hat 21 Millionen Euro gekostet und ist seit gestern offen. Korrektur: In einer früheren Version dieses Artikels hieß es, die Brücke habe 12 Millionen gekostet.", "correction-declared"},
		{"Die Brücke hat 12 Millionen Euro gekostet und ist seit gestern offen.", "Die Brücke hat 21 Millionen Euro gekostet und ist seit gestern offen. Anmerkung der Redaktion: Wir haben die Kosten korrigiert.", "correction-declared"},
	},
	"fr": {
		{"L'accident a fait dix-sept blessés sur la route de la côte, selon la police.", "L'accident a fait dix-neuf blessés sur la route de la côte, selon la police.", "fact"},
		{"Le pont a coûté 12,5 millions d'euros et il est ouvert depuis hier.", "Le pont a coûté 125 millions d'euros et il est ouvert depuis hier.", "fact"},
		{"Le procès doit s'ouvrir mardi devant le tribunal de la ville.", "Le procès doit s'ouvrir mercredi devant le tribunal de la ville.", "fact"},
		{"Le maire a dit qu'il serait candidat aux prochaines élections.", "Le maire a dit qu'il ne serait pas candidat aux prochaines élections.", "fact"},
		{"Le prix est allé à Karine Holt, qui travaille dans la maison depuis dix ans.", "Le prix est allé à Karine Hoult, qui travaille dans la maison depuis dix ans.", "fact"},
		{"« C'est un succès pour la ville », a dit le maire.", "« C'est une victoire pour la ville », a dit le maire.", "fact"},
		{"Les habitants de la rue ont demandé un passage.", "Les riverains de la rue ont réclamé un passage.", "style"},
		{"Le magasin a fermé la semaine dernière. Son propriétaire cherche des locaux dans le centre.", "Le magasin a fermé la semaine dernière.", "removal"},
		{"Le magasin a fermé la semaine dernière.", "Le magasin a fermé la semaine dernière. Son propriétaire cherche des locaux dans le centre.", "update"},
		{"Le pont a coûté 12 millions d'euros et il est ouvert depuis hier.", "Le pont a coûté 21 millions d'euros et il est ouvert depuis hier. Rectificatif : le pont a coûté 21 millions d'euros et non 12.", "correction-declared"},
	},
	"es": {
		{"El accidente dejó diecisiete heridos en la carretera de la costa, según la policía.", "El accidente dejó diecinueve heridos en la carretera de la costa, según la policía.", "fact"},
		{"El juicio debe comenzar el martes en la capital de la provincia.", "El juicio debe comenzar el miércoles en la capital de la provincia.", "fact"},
		{"El alcalde dijo que se presentará a las elecciones de la ciudad.", "El alcalde dijo que no se presentará a las elecciones de la ciudad.", "fact"},
		{"El premio fue para Carmen Olmo, que trabaja en la casa desde hace diez años.", "El premio fue para Carmen Olmos, que trabaja en la casa desde hace diez años.", "fact"},
		{"«Es un éxito para la ciudad», dijo el alcalde.", "«Es un triunfo para la ciudad», dijo el alcalde.", "fact"},
		{"Los vecinos de la calle han pedido un paso de peatones.", "Los residentes de la calle han solicitado un paso de peatones.", "style"},
		{"La tienda cerró la semana pasada. Su dueño busca un local en el centro.", "La tienda cerró la semana pasada.", "removal"},
		{"La tienda cerró la semana pasada.", "La tienda cerró la semana pasada. Su dueño busca un local en el centro.", "update"},
		{"El puente costó 12 millones de euros y está abierto desde ayer.", "El puente costó 21 millones de euros y está abierto desde ayer. Fe de errores: el puente costó 21 millones de euros y no 12.", "correction-declared"},
	},
	"it": {
		{"L'incidente ha causato diciassette feriti sulla strada della costa.", "L'incidente ha causato diciannove feriti sulla strada della costa.", "fact"},
		{"Il processo inizia martedì nel tribunale della città.", "Il processo inizia mercoledì nel tribunale della città.", "fact"},
		{"Il sindaco ha detto che si candiderà alle elezioni.", "Il sindaco ha detto che non si candiderà alle elezioni.", "fact"},
		{"Il ponte è costato 12 milioni di euro.", "Il ponte è costato 21 milioni di euro. Rettifica: il ponte è costato 21 milioni di euro e non 12.", "correction-declared"},
		{"Il negozio ha chiuso la settimana scorsa. Il proprietario cerca un locale nel centro.", "Il negozio ha chiuso la settimana scorsa.", "removal"},
	},
	"pt": {
		{"O acidente deixou dezessete feridos na estrada da costa.", "O acidente deixou dezenove feridos na estrada da costa.", "fact"},
		{"O julgamento deve começar na terça-feira no tribunal da cidade.", "O julgamento deve começar na quarta-feira no tribunal da cidade.", "fact"},
		{"O prefeito disse que será candidato nas eleições da cidade.", "O prefeito disse que não será candidato nas eleições da cidade.", "fact"},
		{"A ponte custou 12 milhões de reais.", "A ponte custou 21 milhões de reais. Correção: a ponte custou 21 milhões de reais, e não 12.", "correction-declared"},
	},
	"nl": {
		{"Bij het ongeluk op de weg langs de kust raakten zeventien mensen gewond.", "Bij het ongeluk op de weg langs de kust raakten negentien mensen gewond.", "fact"},
		{"De zaak begint op dinsdag in de rechtbank van de stad.", "De zaak begint op woensdag in de rechtbank van de stad.", "fact"},
		{"De burgemeester zei dat hij weer kandidaat is.", "De burgemeester zei dat hij geen kandidaat is.", "fact"},
		{"De brug kostte 12 miljoen euro.", "De brug kostte 21 miljoen euro. Correctie: de brug kostte 21 miljoen euro en niet 12.", "correction-declared"},
	},
}

func TestKindsAreToldInSevenLanguages(t *testing.T) {
	for language, steps := range inLanguages {
		for _, s := range steps {
			old, new := revision("A", s.old), revision("A", s.new)
			old.Language, new.Language = language, language
			if got := list(Compare(old, new).Kinds); got != s.kinds {
				t.Errorf("%s: %s, want %s\n old %s\n new %s\n because %+v", language, got, s.kinds, s.old, s.new, Compare(old, new).Evidence)
			}
		}
	}
}

func TestTheWordsOfATextTellItsLanguage(t *testing.T) {
	for want, steps := range inLanguages {
		r := revision("A")
		for _, s := range steps {
			r.Body = append(r.Body, tearsheet.Block{Text: s.old})
		}
		r.Language = "en"
		if languageOf(&r) != languages[want] {
			t.Errorf("%s is not recognised", want)
		}
	}
	short := revision("A", "Oui.")
	if languageOf(&short) != english {
		t.Error("one word tells no language")
	}
	if short.Language = "fr-CA"; languageOf(&short) != french {
		t.Error("a stated language does not count where the words tell none")
	}
}

func TestNothingIsUndisclosedInALanguageThatIsNotUnderstood(t *testing.T) {
	const finnish = "Sillassa oli kaksi ajorataa, ja se avattiin eilen. Kaupunki maksoi siitä 12 miljoonaa euroa. Pormestari piti avajaisissa lyhyen puheen ja kiitti rakentajia hyvästä työstä. " +
		"Paikalle oli tullut satoja ihmisiä, vaikka sää oli kylmä ja tuulinen. Seuraavaksi korjataan vanha asema, jonka katto vuotaa edelleen joka syksy."
	old, new := revision("Silta", finnish), revision("Silta", strings.Replace(finnish, "12", "21", 1))
	if c := Compare(old, new); list(c.Kinds) != "fact" || c.Undisclosed {
		t.Errorf("%v, undisclosed %v", c.Kinds, c.Undisclosed)
	}
	old, new = revision("Silta", "Se maksoi 12 euroa."), revision("Silta", "Se maksoi 21 euroa.")
	if new.Language = "fi"; Compare(old, new).Undisclosed {
		t.Error("a stated language that is not known does not count")
	}
}
