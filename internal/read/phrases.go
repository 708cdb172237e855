package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// labels are lines that stand between the paragraphs of many publishers and
// belong to the page: marks of advertisements and of links to other articles.
// Folded as by key. They name no publisher.
var lineLabels = keySet(
	// advertisement
	"Advertisement", "Advertising", "Story continues below advertisement", "Article continues after ad", "Article continues below advertisement", "Story continues below", "Story continues after advertisement",
	"Anzeige", "Werbung", "Annonce", "Annonse", "Annons", "Reklama", "Reklam", "Reklame", "Publicité", "Publicidad", "Publicidade", "Pubblicità", "Advertentie", "Mainos", "Реклама", "Iklan", "Quảng cáo", "広告", "광고", "PR", "إعلان", "Hirdetés", "Διαφήμιση",
	// links to other articles
	"Read more", "Read also", "Read next", "Also read", "Related", "Related coverage", "Related articles", "Related stories", "Related content", "Related topics", "More on this story", "More on this", "More stories", "See also", "You may also like", "You might also like", "Recommended", "Recommended stories", "Most read", "Keep reading", "Up next", "What to read next", "Further reading", "Don't miss", "Latest news", "Top stories", "More from this section",
	"Lesen Sie auch", "Lesen Sie mehr", "Lesen Sie hier", "Auch interessant", "Mehr zum Thema", "Mehr dazu", "Zum Thema", "Weitere Informationen", "Weitere Artikel", "Das könnte Sie auch interessieren", "Schlagwörter", "Schlagworte", "Themen", "Schlagwörter zu diesem Artikel", "Empfohlener Artikel", "Passend dazu",
	"Lire aussi", "À lire aussi", "A lire aussi", "Lire la suite", "Sur le même sujet", "En savoir plus", "Pour aller plus loin", "À voir aussi", "Lire plus tard",
	"Lee también", "Leer más", "Leer también", "Lea también", "Para saber más", "Más información", "Te puede interesar", "Noticias relacionadas", "Ver más",
	"Leia também", "Leia mais", "Saiba mais", "Veja também", "Notícias relacionadas", "Leggi anche", "Leggi di più", "Per approfondire", "Lees ook", "Lees meer", "Czytaj więcej", "Czytaj też", "Czytaj także", "Zobacz też", "Zobacz także", "Přečtěte si také", "Čtěte také", "Läs också", "Läs mer", "Les også", "Les mer", "Læs også", "Læs mere", "Lue myös", "Читайте также", "Читать далее", "Читайте також", "İlgili haberler", "Baca juga", "Baca selengkapnya", "Xem thêm", "関連記事", "関連キーワード", "あわせて読みたい", "もっと読む", "관련기사", "延伸阅读", "相关阅读", "相关新闻", "اقرأ أيضا", "इसे भी पढ़ें", "ये भी पढ़ें", "Διαβάστε επίσης",
	// what one can do with the page
	"Share", "Share this", "Share this article", "Sharing is caring", "Share on Facebook", "Share on Twitter", "Teilen", "Artikel teilen", "Partager", "Compartir", "Condividi", "Compartilhar", "Print", "Drucken", "Email", "Copy link", "Link copied", "Save", "Merken", "Comments", "Kommentare", "Add comment", "Leave a comment", "Listen", "Listen to this article", "Watch", "Watch now", "Play", "Close", "Caption", "Hide caption", "Toggle caption", "Enlarge this image", "View gallery", "Video", "Videos", "Audio", "Audiobeitrag", "Image", "Bild", "Foto", "Fotos", "Galerie", "Newsletter", "Sign up", "Subscribe", "Log in", "Sign in", "Register", "Back to top", "Nach oben", "Skip advertisement", "Loading", "Read more details", "Tags", "Topics", "Explore more", "Continue reading", "Published", "Publisert", "Publiceret", "Publicerad", "Sist oppdatert", "Updated",
)

func keySet(lines ...string) map[string]bool {
	set := map[string]bool{}
	for _, l := range lines {
		set[key(l)] = true
	}
	return set
}

// isLabel reports whether a block is one of the labels, or one with a title
// behind it: "READ MORE: …".
func isLabel(s string, linked bool) bool {
	if len(s) > 300 {
		return false
	}
	if lineLabels[key(s)] || namesNewsletter(s) {
		return true
	}
	if i := strings.IndexAny(s, ":|"); i > 0 && i < 60 && (linked || utf8.RuneCountInString(s) < 160) {
		k := key(s[:i])
		return len(k) > 5 && k != "video" && lineLabels[k]
	}
	return false
}

// namesNewsletter reports whether a line of a few words stands for a letter
// that the publisher offers.
func namesNewsletter(s string) bool {
	return len(s) <= 60 && !endsSentence(s) && strings.Contains(strings.ToLower(s), "newsletter")
}

// creditWords open a line that says whose picture stands above.
var creditWords = []string{"©", "(c) ", "photo:", "photo by", "photos:", "photograph:", "photo credit", "image:", "image credit", "images:", "picture:", "credit:", "source:", "foto:", "foto ©", "fotos:", "bild:", "bildquelle", "bildrechte", "quelle:", "crédit", "credits:", "créditos", "fuente:", "fonte:", "fot.", "zdj.", "zdroj:", "kuva:", "foto/", "写真", "사진", "图片", "quellen:", "getty images", "illustration:", "grafik:", "graphic:", "video:"}

func isCredit(s string) bool {
	if utf8.RuneCountInString(s) > 110 || isSaid(s) {
		return false
	}
	low := strings.ToLower(s)
	for _, w := range creditWords {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	return strings.HasSuffix(low, "/getty images)") || strings.HasSuffix(low, "getty images")
}

// isSaid reports whether a line is a sentence with somebody's words or deeds:
// it ends like one, has words enough for one and opens its second part small.
func isSaid(s string) bool {
	_, behind, _ := strings.Cut(s, ":")
	behind = strings.TrimLeft(behind, " ")
	r, _ := utf8.DecodeRuneInString(behind)
	return endsSentence(s) && unicode.IsLower(r) && strings.Count(behind, " ") >= 4
}

// pitchWords open a line at the end of a text in which the publisher speaks of
// itself and not of the story.
var pitchWords = []string{"follow ", "sign up", "subscribe", "get the latest", "stay informed", "stay up to date", "have a tip", "got a tip", "download our", "download the", "join our", "join the conversation", "click here", "tap here", "©", "all rights reserved", "citation: ", "like us on", "find us on", "watch more", "listen to our", "enter your email", "if you like this", "support our", "want more", "for more news", "for more stories", "more information:", "read more", "share this", "filed under", "posted in", "tags:", "this article was originally published", "report an error", "note: this article", "please consider",
	"folgen sie", "abonnieren sie", "melden sie sich", "jetzt abonnieren", "hier können sie", "mehr zum thema", "alle rechte vorbehalten", "suivez", "abonnez-vous", "inscrivez-vous", "il vous reste", "tous droits réservés", "síguenos", "sigue ", "suscríbete", "todos los derechos", "siga ", "inscreva-se", "todos os direitos", "seguici", "iscriviti", "tutti i diritti", "riproduzione riservata", "© riproduzione", "volg ons", "schrijf je in", "obserwuj", "baca berita", "подписывайтесь", "подпишитесь"}

// isPitch reports whether the publisher speaks of itself.
func isPitch(s string) bool {
	low := strings.ToLower(s)
	for _, w := range pitchWords {
		if strings.HasPrefix(low, w) {
			return utf8.RuneCountInString(s) < 400 && !reported(low)
		}
	}
	if channel := strings.Contains(low, "google news") || strings.Contains(low, "whatsapp channel"); channel && len(low) < 200 && !reported(low) {
		return true
	}
	return strings.HasPrefix(low, "the post ") && strings.Contains(low, "appeared first on") ||
		strings.HasPrefix(low, "copyright ") && strings.ContainsAny(s, "©0123456789")
}

// reported reports whether a line tells what somebody said: then it is the
// article's, however it opens.
func reported(low string) bool {
	for _, w := range [...]string{" said", " says", " told ", " asked", " sagte", " a dit", " dijo", "”", "“", "\""} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}
