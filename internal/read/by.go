package read

import (
	"slices"
	"strings"
	"unicode"
)

// by are the words before a name.
var by = []string{"written by", "reported by", "posted by", "published by", "story by", "article by", "words by", "analysis by", "opinion by", "view all posts by", "more from", "author", "authors", "autor", "autorin", "autoren", "autorin/autor", "auteur", "by", "von", "par", "por", "da", "di", "door", "av", "af", "från", "fra", "text", "texte", "texto", "tekst", "report", "de", "redaktion:", "автор", "pubblicato da", "a cura di", "publié par", "ein kommentar von", "ein gastbeitrag von", "eine analyse von", "interview:", "kommentar von",
	"veröffentlicht von", "geschrieben von", "zeige alle beiträge von", "alle beiträge von", "posté par", "escrito por", "redacción:", "redacción", "geschreven door", "skrevet av", "skrevet af", "text av", "tekst:", "autorka", "oleh", "yazar", "haber:", "作者", "责编", "責編", "责任编辑", "責任編輯", "記者", "记者", "文", "tác giả"}

// byFirst holds the same by their first byte, small or capital, longest first.
var byFirst = func() (table [256][]string) {
	sorted := slices.SortedFunc(slices.Values(by), func(a, b string) int { return len(b) - len(a) })
	for _, w := range sorted {
		table[w[0]] = append(table[w[0]], w)
		if c := w[0] &^ 0x20; w[0] < 0x80 {
			table[c] = append(table[c], w)
		}
	}
	return table
}()

// withoutBy cuts off the words before a name, and "By" that is glued to it.
func withoutBy(s string) string {
	open := false
	for {
		s = strings.TrimLeft(strings.TrimSpace(s), " :-–—|•~：/")
		for _, bracket := range [...]string{"(", "（"} {
			if rest, ok := strings.CutPrefix(s, bracket); ok {
				s, open = rest, true
			}
		}
		n := byLength(s)
		if n == 0 {
			break
		}
		s = s[n:]
	}
	if open {
		s = strings.TrimRight(s, ")） ")
	}
	return s
}

// byLength gives how many bytes of s are a word before a name.
func byLength(s string) int {
	if s == "" {
		return 0
	}
	for _, w := range byFirst[s[0]] {
		if len(s) <= len(w) || !strings.EqualFold(s[:len(w)], w) {
			continue
		}
		next := s[len(w):]
		switch {
		case (w == "de" || w == "da" || w == "di") && s[0] == w[0]:
		case next[0] == ' ' || next[0] == ':', strings.HasPrefix(next, "：") || strings.HasPrefix(next, "\u00a0"), w == "文" && next[0] == '/':
			return len(w)
		case w == "by" && s[:2] == "By" && unicode.IsUpper(firstRune(next)):
			return len(w)
		}
	}
	return 0
}
