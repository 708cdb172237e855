package group

// hashes gives the folded words of a list.
func hashes(words ...string) map[uint64]bool {
	set := make(map[uint64]bool, len(words))
	for _, w := range words {
		set[hashWord(w)] = true
	}
	return set
}

// pressWords are what a source of news is called or calls itself; alone they
// name nobody, beside a part of a name they show that a source is meant.
var pressWords = hashes(
	"agency", "broadcaster", "broadcasting", "bulletin", "channel", "chronicle", "courier", "daily", "dispatch", "gazette", "globe", "guardian",
	"herald", "independent", "international", "journal", "magazine", "mail", "media", "monitor", "national", "network", "news", "newspaper",
	"newswire", "observer", "online", "outlet", "paper", "portal", "post", "press", "public", "publication", "radio", "record", "report",
	"reporter", "review", "service", "site", "standard", "star", "station", "sun", "telegraph", "television", "times", "today", "tribune", "tv",
	"website", "weekly", "wire", "world",
	"agentur", "nachrichtenagentur", "zeitung", "tageszeitung", "magazin", "sender", "blatt",
	"agence", "journal", "quotidien", "hebdomadaire", "chaîne",
	"agencia", "diario", "periódico", "semanario", "cadena", "agenzia", "giornale", "quotidiano",
)

// agencies are words that an agency has in its name.
var agencies = hashes("agency", "wire", "newswire", "service", "press", "agentur", "nachrichtenagentur", "agence", "agencia", "agenzia")

// cues are words that give a source for what is said.
var cues = hashes(
	"according", "account", "adds", "as", "broke", "by", "cites", "cited", "citing", "courtesy", "credit", "disclosed", "first", "found", "interview",
	"notes", "noted", "points", "printed", "published", "quoted", "quotes", "quoting", "reported", "reporting", "reports", "revealed", "reveals",
	"said", "says", "source", "summarised", "summarized", "tells", "told", "via", "writes", "wrote",
	"laut", "zufolge", "berichtet", "berichtete", "meldet", "meldete", "schreibt", "selon", "d'après", "rapporte", "révèle", "según", "informó", "informa",
	"publicó", "secondo", "riporta", "volgens", "meldt",
)
