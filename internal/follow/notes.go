package follow

import (
	"regexp"
	"strings"
)

// noteKind is what a sentence tells its readers of the article itself.
type noteKind int

const (
	noNote         noteKind = iota
	updateNote              // that it was updated
	correctionNote          // that something in it was wrong
)

// noteOf tells what a sentence says of its own article. It is stricter than
// isNote, which must miss nothing: "An earlier version of the bill" is no note.
func noteOf(sentence string) noteKind {
	if len(sentence) > longestNote || !mayBeNote(sentence) {
		return noNote
	}
	s := strings.TrimLeft(strings.ToLower(fold(unquoted(sentence))), " (*[-_>#•\"'")
	switch {
	case labelled.MatchString(s), corrected.MatchString(s) && !ofSomethingElse(s):
		return correctionNote
	case updated.MatchString(s):
		return updateNote
	}
	return noNote
}

// mayBeNote spares most sentences the search: every note holds one of these.
func mayBeNote(sentence string) bool {
	s := strings.ToLower(sentence)
	for _, stem := range stems {
		if strings.Contains(s, stem) {
			return true
		}
	}
	return false
}

var stems = strings.Fields(`corr clarif errat errata amend retract apolog editor editors refile fixes restate remove delete drops version edition headline mis wrong incorrect inaccura erron error mistake
	originally previously earlier initially reported update updating first recasts adds writes revised changed edited altered rewritten expanded
	bericht richtig klar anmerkung hinweis anm. korrig fassung aktuali nachtrag ergänz irrtüml fälschlich versehentlich zunächst
	rectif précision rédaction ndlr mis à mise jour actualis modifi erreur tort
	errores erratas aclara redacci redaç redazione nota actualiza anterior
	rettific precis aggiorn precedente n.d.r. retific esclarec atualiza rectific verbeter rechtzet noot naschrift bijgewerkt aanvul aangepast aangevuld eerdere vorige`)

// ofSomethingElse reports whether the version that a sentence speaks of is one
// of a bill or a program.
func ofSomethingElse(s string) bool {
	of := versionOf.FindStringSubmatch(s)
	return of != nil && !selves[of[1]]
}

var (
	versionOf = regexp.MustCompile(`\b(?:versions?|editions?|reports?|stor(?:y|ies)|headlines?) of (?:the|an?|its|his|her|their|that|those|\w+'s) (?:\w+ing |online |news |live )?(\w+)`)
	selves    = set("article story report page post piece headline caption text blog column review interview obituary dispatch item graphic chart photo picture newspaper paper")
)

// unquoted leaves out what others say: "“We gave the wrong sum,” the bank said"
// is no note.
func unquoted(s string) string {
	var b strings.Builder
	at := 0
	for _, q := range quotations(s) {
		b.WriteString(s[at:q.Start])
		at = q.End
	}
	b.WriteString(s[at:])
	return b.String()
}

// longestNote bounds the search in a stranger's endless sentence.
const longestNote = 2000

// Where a label of the language is followed by a colon, a dash, a time or a
// date, the sentence is a note.
const after = `(?: ?[:*)\]-]|,? \(?(?:\d|an?\b|(?:at|on|um|am|vom|le|du|el|del|il|op|em|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)))`

// self is the article as it speaks of itself.
const (
	wrongEN = `(?:mis\w+|incorrect\w*|wrong\w*|inaccurate\w*|erroneous\w*|mistaken\w*|in error|(?:an?|the) (?:\w+ )?error|correct(?:ed|ion|s)|amended|clarif\w+|retract\w+)`
)

// labelled are notes that begin with what they are.
var labelled = regexp.MustCompile(`^(?:` + strings.Join([]string{
	// labels
	`(?:corrections?(?: and clarifications?)?|clarifications?|erratum|errata|amendment|amended|corrected|retraction|apology|apologies|editor'?s'? note|editors' note|corr|correx)` + after,
	`(?:berichtigung|korrektur|richtigstellung|klarstellung|korrigiert|anmerkung der redaktion|hinweis der redaktion|anm\. d\. red\.)` + after,
	`(?:rectificatif|correctif|rectification|correction|erratum|précision|note de la rédaction|ndlr)` + after,
	`(?:fe de errores|fe de erratas|corrección|rectificación|aclaración|nota de la redacción|nota del editor)` + after,
	`(?:rettifica|correzione|errata corrige|precisazione|nota della redazione|n\.d\.r\.)` + after,
	`(?:correção|errata|retificação|esclarecimento|nota da redação|nota do editor)` + after,
	`(?:correctie|rectificatie|verbetering|rechtzetting|noot van de redactie|naschrift)` + after,
	// wire services
	`(?:\(|)(?:corrects|corrected|correcting|clarifies|fixes|refiles|refiled|amends|restates)\b.*\b(?:to|in|from|paragraph|para|headline|lead|name|spelling|date|figure|number|day|title|attribution|typo|year|age|percentage|amount|quote|that|bullet)\b`,
	`(?:removes|deletes|drops) (?:extraneous|incorrect|erroneous|reference|garbled|duplicate|wrong)`,
}, "|") + `)`)

var corrected = regexp.MustCompile(strings.Join([]string{
	// sentences about the article, in its own voice
	`^(?:in )?(?:an|the|our|some) (?:earlier|previous|original|first|initial|updated|prior|older) (?:version|edition|headline|report|story|article|caption|photo caption)s?(?: of (?:this|the|our) \w+| of it)?,? (?:\(?[^.]{0,40}\)? )?(?:mis\w+|incorrect\w*|wrong\w*|erroneous\w*|inaccurate\w*|mistaken\w*|said|stated|gave|had|put|named|called|described|quoted|listed|reported|referred|identified|attributed|used|suggested|implied|contained|included|omitted|failed|spelled|spelt|showed|claimed|placed|we|it)\b`,
	`^(?:in )?(?:an|the|our) (?:earlier|previous|original|first|initial|prior) version of (?:this|our) `,
	`\b(?:earlier|previous|original|first|initial|prior) version of (?:this|our) (?:article|story|report|page|post|piece|headline|caption|text|live blog|column|review|interview)\b`,
	`\bthis ` + `(?:(?:news|live) )?(?:article|story|report|page|post|piece|item|headline|caption|column|blog|dispatch|text|version|review|interview|obituary)` + `\b[^.]{0,60}\b` + wrongEN,
	`\b(?:the|our) (?:headline|caption|photo caption|picture caption)\b[^.]{0,60}\b(?:corrected|amended|changed to correct|wrong\w*|incorrect\w*|mis\w+|in error)\b`,
	`\b(?:(?:earlier|previous|original|first|initial|prior|older) (?:versions?|editions?|headlines?)|our (?:first|earlier|original|initial) (?:report|story|article))\b[^.]{0,80}\b` + wrongEN + `\b`,
	`\b` + wrongEN + `\b[^.]{0,60}\bin an (?:earlier|previous|original|first|initial|prior|older) (?:version|edition|report|headline|story)\b`,
	`\bwe (?:\w+ )?(?:gave|said|reported|wrote|printed|published|named|called|stated|put|used|had)\b[^.]{0,80}\b(?:wrong\w*|incorrect\w*|in error|mis(?:spel\w+|stated|named|quoted|identified)|mistaken\w*)\b`,
	`^earlier,? (?:we|this (?:article|story|report|page)) (?:said|reported|wrote|gave|stated)\b`,
	`\b(?:owing|due|because of|thanks)(?: to)? an? (?:editing|production|reporting|typographical|transcription|translation|sub-?editing|clerical|calculation|arithmetical)(?: or \w+)? (?:error|mistake|slip)\b`,
	`^(?:we|as we) (?:first |originally |previously |earlier |initially |wrongly |incorrectly |mistakenly )+(?:said|reported|wrote|gave|stated|named|published|spelled|spelt|called)\b`,
	`\b(?:as (?:we|this \w+) (?:first|originally|previously|earlier|initially) (?:said|reported|wrote|stated)|as (?:first|originally|previously|earlier) (?:reported|stated) (?:here|in this))`,
	`^(?:we|the editors?) (?:have |are happy to |apologi[sz]e |regret )[^.]{0,60}\b(?:correct|corrected|clarif\w+|error|mistake|amended)\b`,
	`\bupdated to (?:correct|clarify|fix|amend)\b|\brevised to correct\b|\bhas been (?:corrected|amended) (?:to|at|on|since|throughout|above|in)\b|\bhas since been corrected\b|\bwe (?:are|were) sorry for the (?:error|mistake)\b`,
	// German
	`\bin einer (?:früheren|ersten|vorherigen|älteren|ursprünglichen) (?:version|fassung)\b|\beine (?:frühere|vorherige|erste|ältere|ursprüngliche) (?:version|fassung) (?:dieses|des|unseres|dieser|der)\b|\b(?:wir haben (?:das|dies|den|die|es)?\b[^.]{0,60}(?:korrigiert|berichtigt)|(?:artikel|text|bericht|beitrag|meldung|fassung|überschrift|stelle|angabe|passage)\b[^.]{0,60}\b(?:korrigiert|berichtigt|richtiggestellt))|\b(?:hatten wir|hieß es|stand hier|haben wir) (?:zunächst|irrtümlich|fälschlich|versehentlich)`,
	// French
	`\b(?:une|dans une|la) (?:version|rédaction) (?:précédente|antérieure|initiale) (?:de (?:cet|ce|notre)|indiquait|mentionnait|du)|\b(?:cet article|ce texte|l'article|le titre)\b[^.]{0,60}\b(?:corrigé|rectifié|modifié)|\bnous avions (?:écrit|indiqué) (?:par erreur|à tort)|\bcontrairement à ce que nous (?:avons|avions)`,
	// Spanish
	`\b(?:una|en una|la) (?:versión|edición) (?:anterior|previa|inicial) (?:de (?:este|esta)|decía|señalaba|del)|\b(?:este artículo|este texto|esta noticia|esta información|el titular)\b[^.]{0,60}\b(?:corregid|rectificad|modificad)|\bpor error (?:se publicó|publicamos|dijimos)`,
	// Italian, Portuguese, Dutch
	`\b(?:una|in una|la) (?:versione precedente|precedente versione) (?:di quest|dell|dell'|indicava)|\bquest'articolo\b[^.]{0,60}\b(?:corretto|rettificato)|\b(?:questo articolo|l'articolo)\b[^.]{0,60}\b(?:stato corretto|stato rettificato)`,
	`\b(?:uma|numa|em uma|a) versão anterior (?:dest[ea]|d[eo]|dizia|informava)|\b(?:este artigo|este texto|esta notícia|esta reportagem|a reportagem|o texto)\b[^.]{0,60}\b(?:corrigid|retificad)`,
	`\b(?:in )?een (?:eerdere|vorige) versie (?:van|stond|werd)|\b(?:dit artikel|dit bericht|deze tekst)\b[^.]{0,60}\b(?:gecorrigeerd|verbeterd|aangepast)`,
}, "|"))

var updated = regexp.MustCompile(strings.Join([]string{
	`^(?:updates?|updated|update \d+|last updated)(?: ?[:*)\]-]|,? \(?(?:\d|at|on|to|with|throughout|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun))`,
	`^(?:adds|recasts|writes through|updates) (?:with|details|comments?|quotes|reaction|background|analyst|share|prices?|throughout)\b`,
	`\bthis (?:article|story|report|page|piece)\b[^.]{0,40}\b(?:revised|changed|edited|altered|rewritten)\b`,
	`\bthis (?:(?:breaking|developing|news|live) )*(?:article|story|report|page|post|piece|blog)\b[^.]{0,40}\b(?:updated|being updated|has been expanded)\b`,
	`^(?:aktualisiert|aktualisierung|update|nachtrag|ergänzung)` + after,
	`\b(?:artikel|text|bericht|beitrag|meldung)\b[^.]{0,40}\b(?:aktualisiert|ergänzt)\b`,
	`^(?:mise? à jour|actualisé)` + after, `\bcet article a été (?:mis à jour|actualisé|complété)`,
	`^(?:actualización|actualizado|actualizada)` + after, `\b(?:este artículo|esta noticia|esta información) (?:ha sido|fue) actualizad`,
	`^(?:aggiornamento|aggiornato)` + after, `\b(?:articolo|notizia) (?:è stat[oa] )?aggiornat`,
	`^(?:atualização|atualizado|atualizada)` + after, `\b(?:artigo|texto|reportagem|notícia) (?:foi )?atualizad`,
	`^(?:bijgewerkt|aanvulling)` + after, `\b(?:artikel|bericht) (?:is |werd )?(?:bijgewerkt|aangevuld)`,
}, "|"))
