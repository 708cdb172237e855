package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// goesOn reports whether the end that UAX #29 found between before and after is
// none: before ends in an abbreviation, or after begins in lower case.
func goesOn(before, after string) bool {
	next := firstWord(after)
	if r, _ := utf8.DecodeRuneInString(next); next == "" || unicode.IsLower(r) {
		return true // `"Who is it?" she asked.`
	}
	if !strings.HasSuffix(before, ".") {
		return false
	}
	return abbreviated(strings.TrimSuffix(before, "."), next)
}

// abbreviated decides by the word before the full stop and the one after it.
// Where both readings are possible a usual first word of a sentence decides.
func abbreviated(before, next string) bool {
	last := lastWord(before)
	digit := next[0] >= '0' && next[0] <= '9'
	switch kind := abbreviations[last]; {
	case kind == title:
		return true
	case kind == numbered:
		return digit
	case kind == dayHour:
		return calendar[next]
	case kind == month:
		return digit || !starters[next]
	case kind == common, dotted(last):
		return !starters[next]
	case ordinal(last):
		return germanOrdinals[next]
	}
	return initial(last) && !starters[next] && !digit
}

// initial reports whether a word is one letter of an alphabet that has
// capitals: "J. Smith", "z. B.".
func initial(word string) bool {
	r, n := utf8.DecodeRuneInString(word)
	return n == len(word) && (unicode.IsUpper(r) || unicode.IsLower(r))
}

// ordinal reports whether a word is a number of one or two digits, which with
// a full stop is a German ordinal: "am 3. Oktober".
func ordinal(word string) bool {
	return (len(word) == 1 || len(word) == 2) && isDigit(word[0]) && isDigit(word[len(word)-1])
}

func lastWord(s string) string {
	at := strings.LastIndexFunc(s, func(r rune) bool { return !wordRune(r) && r != '.' })
	if at >= 0 {
		_, n := utf8.DecodeRuneInString(s[at:])
		s = s[at+n:]
	}
	return strings.TrimLeft(s, ".")
}

func firstWord(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !wordRune(r) })
	if end := strings.IndexFunc(s, func(r rune) bool { return !wordRune(r) }); end >= 0 {
		s = s[:end]
	}
	return s
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// usage is how an abbreviation stands in a sentence.
type usage byte

const (
	_        usage = iota
	title          // stands before a name: never ends a sentence
	numbered       // stands before a number; without one it is a word ("No.")
	month          // stands before a day
	dayHour        // stands before a day or a time zone, else it ends the sentence
	common         // may end a sentence, where a usual first word follows
)

var abbreviations = table(map[usage]string{
	title: `Mr Mrs Ms Mx Messrs Dr Drs Prof Gen Col Maj Capt Cpt Cmdr Lt Sgt Cpl Pvt Adm Sen Sens Rep Reps Gov Govs Rev Hon Pres Supt Insp Det Msgr
		Fr Br St Ste Mt Ft vs Hr Hrn Frl Dipl Ing Mag Sr Sra Srta Dra Dña Mme Mlle Mgr MM Mo Sig Dott Ald Amb Atty Asst Assoc Exec`,
	numbered: `No Nos Nr Nrn no nos nr Art art Abs Fig fig Figs figs Vol vol Sec sec Ch ch Bd p pp S Rz núm Núm págs pág Nº Par par Pt pt Ver ver`,
	month:    `Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Okt Dez Mrz janv févr avr juil sept oct nov déc ene feb abr ago dic`,
	dayHour:  `a.m p.m A.M P.M a.m. p.m.`,
	common: `Inc Corp Ltd Co Cos Bros Plc Pty GmbH LLC Jr Dept Univ Assn Ave Blvd Rd Hwy Pkwy Sq approx etc est cf al ed eds incl
		Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo
		bzw ca usw Mio Mrd Str evtl ggf inkl zzgl sog Jh Tel av env hab aprox Uds Ud Sres Cía`,
})

// calendar are the words that go on after "a.m." and "p.m.".
var calendar = set(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun
	ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST Eastern Central Mountain Pacific
	January February March April May June July August September October November December Jan Feb Aug Sept Oct Nov Dec`)

// germanOrdinals are words that follow an ordinal written with a full stop.
var germanOrdinals = set(`Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jänner Jan Feb Jun Jul Aug Sept Okt Nov Dez
	Jahrhundert Jahrhunderts Weltkrieg Weltkriegs Bundesliga Liga Platz Tag Runde Spieltag Minute Mal Stock Etage Bezirk Klasse Geburtstag Jahrestag Auflage`)

// starters are words that often begin a sentence and are hardly ever the
// second part of a name.
var starters = set(`The A An It He She They We You But And Or So Yet In On At By For From With As If When While After Before Since Until Because Although
	Though This That These Those There Then Here His Her Their Its Our My Your What Who Why How Where Which Some Many Most Other Others Another All Both Each
	However Meanwhile Earlier Later Now Still Also Not Only Police Officials
	Der Die Das Den Dem Des Ein Eine Einer Er Sie Es Wir Ihr Und Aber Oder Doch Im Am Bei Auf Aus Mit Nach Seit Von Zu Zum Zur Als Wenn Weil Dass Auch Nun Dort Hier
	Le La Les Un Une Il Elle Ils Elles On Nous Vous Mais Et Ou Dans Sur Pour Par Avec Selon Ce Cette Ces Cela
	El Los Las Una Pero En Con Por Para Según Este Esta Estos Estas Eso`)

func table(kinds map[usage]string) map[string]usage {
	t := map[string]usage{}
	for kind, words := range kinds {
		for _, w := range strings.Fields(words) {
			t[w] = kind
		}
	}
	return t
}

func set(words string) map[string]bool {
	t := map[string]bool{}
	for _, w := range strings.Fields(words) {
		t[w] = true
	}
	return t
}
