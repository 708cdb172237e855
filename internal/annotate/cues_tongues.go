package annotate

import (
	"strings"

	"golang.org/x/text/language"
)

// tongue is what is known of the cues of one language.
type tongue struct {
	code     string
	cues     map[string]cue
	source   map[string]bool // "according to", "laut", "selon"
	dialogue bool            // dashes open lines of dialogue
	common   map[string]bool // by which it is known
	subjects map[string]bool // pronouns that may speak
	helpers  map[string]bool // auxiliaries that stand before a cue
}

var english = &tongue{code: "en", cues: cues, subjects: subjects}

// tongues are the other languages whose cues are known.
var tongues = []*tongue{
	{code: "de", common: set("der die das und ist nicht mit den von dem sich auf für ein eine auch werden hat"),
		source: set("laut zufolge"), subjects: set("er sie es wir"), helpers: set("hat haben habe hatte"),
		cues: sayCues(`sagte sagt sagten erklärte erklärt betonte betont meinte meint teilte schrieb schreibt berichtete berichtet fügte ergänzte ergänzt kritisierte
			kritisiert warnte warnt forderte fordert fragte fragt antwortete antwortet kündigte räumte bestätigte bestätigt behauptete behauptet äußerte äußert so
			hieß heißt erzählte erzählt rief lobte lobt unterstrich resümierte mahnte mahnt versicherte versichert twitterte befand findet nannte nennt bezeichnete bezeichnet gesagt erklärt`)},
	{code: "fr", common: set("le la les des et est une dans que qui pour pas sur au du en ce il elle avec sont"),
		source: set("selon"), subjects: set("il elle ils elles on"), helpers: set("a ont avait - t s'est s’est est"), dialogue: true,
		cues: sayCues(`dit déclaré déclare déclarait affirmé affirme affirmait expliqué explique expliquait ajouté ajoute ajoutait estimé estime estimait indiqué indique
			précisé précise souligné souligne assuré assure écrit répondu répond demandé demande lancé lance confié confie raconte raconté poursuit poursuivi conclut conclu
			rappelle rappelé regrette regretté dénonce dénoncé annonce annoncé insiste insisté martèle commente commenté réagi réagit témoigne reconnu reconnaît prévient twitté`)},
	{code: "es", common: set("el la los las de que en y un una por con para del se no es al lo su como"),
		source: set("según"), subjects: set("él ella ellos ellas"), helpers: set("ha han había"), dialogue: true,
		cues: sayCues(`dijo dice dijeron afirmó afirma aseguró asegura señaló señala explicó explica agregó agrega añadió añade indicó indica manifestó manifiesta declaró declara
			sostuvo sostiene comentó comenta expresó expresa apuntó apunta subrayó subraya destacó destaca recordó recuerda advirtió advierte reconoció reconoce escribió
			escribe preguntó pregunta respondió responde contó cuenta confesó insistió insiste detalló detalla precisó precisa aclaró aclara concluyó concluye criticó lamentó denunció`)},
	{code: "it", common: set("il lo la gli di che non è una per con del della dei nel sono ha anche questo più"),
		source: set("secondo"), subjects: set("lui lei egli ella loro"), helpers: set("ha hanno aveva"),
		cues: sayCues(`disse dice dicono detto dichiarato dichiara affermato afferma spiegato spiega aggiunto aggiunge sottolineato sottolinea commentato commenta scritto scrive
			ricordato ricorda annunciato annuncia assicura raccontato racconta conclude concluso osserva precisato precisa ribadito ribadisce confessato avverte ammette`)},
	{code: "pt", common: set("o a os as de que não é uma um por com do da dos das em no na são também mais ao"),
		source: set("segundo"), subjects: set("ele ela eles elas"), dialogue: true,
		cues: sayCues(`disse diz dizem afirmou afirma declarou declara explicou explica acrescentou acrescenta ressaltou ressalta destacou destaca comentou comenta escreveu escreve
			contou conta lembrou lembra garantiu garante avaliou avalia ponderou concluiu conclui anunciou informou observou criticou perguntou respondeu sublinhou frisou referiu adiantou`)},
	{code: "nl", common: set("de het een en van is niet dat op te zijn met voor die er aan ook werd wordt hij"),
		source: set("volgens aldus"), subjects: set("hij zij ze"), helpers: set("heeft hebben had"),
		cues: sayCues(`zei zegt zeggen vertelde vertelt verklaarde verklaart stelde stelt schreef schrijft benadrukte benadrukt voegde liet vindt vond meent meldt reageerde reageert
			waarschuwde waarschuwt gezegd verteld legt besluit bevestigt bevestigde`)},
}

func sayCues(words string) map[string]cue { return cueTable(map[cue]string{sayCue: words}) }

// tongueOf tells by its words in which language a document speaks. Of one that
// is not known only the marks are read.
func tongueOf(d *Document) *tongue {
	if d.english {
		return english
	}
	stated := ""
	if tag, err := language.Parse(d.Language); d.Language != "" && err == nil {
		base, _ := tag.Base()
		stated = base.String()
	}
	best, most := &tongue{code: "und"}, 2
	for _, t := range tongues {
		n := 0
		for i := range d.Sentences[:min(len(d.Sentences), 12)] {
			for _, tok := range d.Sentences[i].Tokens {
				if t.common[strings.ToLower(tok.Of(d.Text))] {
					n++
				}
			}
		}
		if n > most && (stated == "" || stated == t.code) {
			best, most = t, n
		}
	}
	return best
}
