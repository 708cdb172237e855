package follow

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold gives what is equal for texts that differ in typography alone: quotation
// marks, dashes, ellipses, ligatures, white space and what nobody sees. Digits
// and what stands between them are never folded: 12.5 and 125 are two figures.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFC.String(s) {
		switch {
		case invisible(r):
			continue
		case unicode.IsSpace(r) || r == '\u00a0' || r == '\u202f':
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		if as, ok := typography[r]; ok {
			b.WriteString(as)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

var typography = map[rune]string{
	'‘': "'", '’': "'", '‚': "'", '‛': "'", '′': "'", 'ʼ': "'", '`': "'", '´': "'", '‹': "'", '›': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '″': `"`, '«': `"`, '»': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-",
	'…': "...", 'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st",
}

// invisible are soft hyphens, zero-width characters and variation selectors.
func invisible(r rune) bool {
	switch {
	case r == '\u00ad', r == '\u2060', r == '\ufeff', r >= '\u200b' && r <= '\u200f', r >= '\ufe00' && r <= '\ufe0f', r >= 0xe0100 && r <= 0xe01ef:
		return true
	}
	return false
}

// longestCounter is how long a line can be and still be nothing but a counter
// or a time.
const longestCounter = 80

// isCounter reports whether a whole paragraph or sentence is one of those that
// change by themselves: "5 minutes ago", "14 comments", "3 min read", "Updated
// 12:05". Within a sentence such words are never left out.
func isCounter(s string) bool {
	if len(s) > longestCounter || !hasDigit(s) && !strings.Contains(s, " ago") && !strings.Contains(s, "now") && strings.Count(s, " ") != 1 {
		return false
	}
	return counter.MatchString(strings.ToLower(fold(s)))
}

const (
	spell = `(?:s|sec|secs|seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?|sekunden?|minuten?|stunden?|std|tage?n?|wochen?|secondes?|heures?|jours?|semaines?|segundos?|minutos?|horas?|d[ií]as?|semanas?|secondi|minut[oi]|or[ae]|giorn[oi]|dias?|uur|uren|dag|dagen)\.?`
	clock = `(?:\d{1,2}(?:[:.h]\d{2}(?::\d{2})? ?(?:a\.?m\.?|p\.?m\.?|uhr|h|hrs|uur)?| ?(?:a\.?m\.?|p\.?m\.?|uhr|h|hrs|uur)))`
	zone  = `(?: \(?(?:gmt|utc|bst|[ecmp][sd]?t|ces?t|mesz|mez|ist|jst|a[ew]st|nzst|sast|eastern time)\)?)?`
	month = `(?:jan|feb|fév|m[aä]r|mrt|apr|avr|abr|ma[iyeg]|mei|ju[nl]|jui|giu|lug|ago|ao[uû]|aug|sep|set|o[ck]t|ott|out|nov|de[czs]|dic|déc|gen|ene)\p{L}*\.?`
	day   = `(?:(?:\p{L}+,? )?(?:\d{1,2}\.?(?:st|nd|rd|th|er)?(?: de)? ` + month + `|` + month + ` \d{1,2}(?:st|nd|rd|th)?)(?:,? (?:de )?\d{4})?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})`
	stamp = `(?:last )?(?:updated|update|modified|published|posted|aktualisiert|stand|zuletzt aktualisiert|mis à jour|publié|actualizado|publicado|aggiornato|pubblicato|atualizado|publicado|bijgewerkt|gepubliceerd)`
)

var counter = regexp.MustCompile(`^\W*(?:` + strings.Join([]string{
	`(?:` + stamp + `:? )?(?:about )?\d+ ?` + spell + ` ago`,
	`(?:` + stamp + `:? )?(?:just now|an? (?:minute|hour|day) ago)`,
	`(?:` + stamp + `:? )?vor \d+ ?` + spell,
	`(?:` + stamp + `:? )?il y a \d+ ?` + spell,
	`(?:` + stamp + `:? )?hace \d+ ?` + spell,
	`(?:` + stamp + `:? )?há \d+ ?` + spell,
	`(?:` + stamp + `:? )?\d+ ?` + spell + ` (?:fa|geleden|atrás)`,
	stamp + `:? (?:on |at |am |um |le |à |el |a las |il |alle |em |às |op |om )*(?:` + day + `,? ?(?:at |um |à |a las |alle |às |om |- |\| )?)?` + clock + zone + `(?:,? (?:on )?` + day + `)?`,
	stamp + `:? (?:on |am |le |el |il |em |op )?` + day,
	`(?:no comments|keine kommentare|aucun commentaire|sin comentarios|nessun commento|sem comentários|geen reacties)`,
	`\d[\d.,]*k? (?:comments?|kommentare?|commentaires?|comentarios?|commenti|comentários?|reacties|shares?|views?|likes?|replies|reactions?)`,
	`(?:comments?|kommentare|commentaires|comentarios|commenti|comentários|reacties|shares?|views|likes) \(?\d[\d.,]*k?\)?`,
	`(?:reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|leestijd):? (?:ca\. |about |env\. )?\d+ ?` + spell,
	`\d+[ -]` + spell + `[ -](?:read|lesezeit|de lecture|de lectura|di lettura|de leitura|leestijd)`,
}, "|") + `)\W*$`)
