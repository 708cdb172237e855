package read

import (
	"strings"
	"unicode"

	"tearsheet"
)

// language gives the language that the page states for its article: <html
// lang>, JSON-LD, then <meta>.
func (s *sheet) language() (string, string) {
	if l := tag(s.lang); l != "" {
		return l, "html lang"
	}
	for _, o := range s.articles() {
		v := o.str("inLanguage")
		if m := s.named(o["inLanguage"]); m != nil {
			v = strOr(m.str("alternateName"), m.str("name"))
		}
		if l := tag(v); l != "" {
			return l, "json-ld inLanguage"
		}
	}
	for _, name := range [...]string{"og:locale", "content-language", "language", "dc.language", "dcterms.language"} {
		if v, where := s.said(name); tag(v) != "" {
			return tag(v), where
		}
	}
	return "", ""
}

// dayFirst reports whether the page's language writes the day before the month
// wherever it is spoken.
func (s *sheet) dayFirst() bool {
	l, _ := s.language()
	l, region, _ := strings.Cut(strings.ToLower(l), "-")
	switch l {
	case "fr", "it", "pt", "tr", "id", "vi", "pl", "ru", "uk", "el", "ar", "nl", "da", "nb", "no", "fi", "cs", "sk", "ro", "bg", "hr", "sr", "de", "hi", "bn":
		return region != "ca" && region != "us"
	case "es":
		return region != "us" && region != "pr" && region != "pa"
	case "en":
		return region == "gb" || region == "au" || region == "nz" || region == "ie" || region == "in"
	}
	return false
}

// tag gives s as a BCP 47 tag, or "" when it is none.
func tag(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	parts := strings.Split(s, "-")
	for i, part := range parts {
		if len(part) > 8 || part == "" || i == 0 && (len(part) < 2 || len(part) > 3) || i > 0 && len(part) == 1 && i == len(parts)-1 {
			return ""
		}
		for j := range len(part) {
			if c := part[j] | 0x20; (c < 'a' || c > 'z') && (i == 0 || !isDigit(part[j])) {
				return ""
			}
		}
	}
	return s
}

// scripts are those that one language of the press alone is written in.
var scripts = []struct {
	table    *unicode.RangeTable
	language string
}{
	{unicode.Hangul, "ko"}, {unicode.Thai, "th"}, {unicode.Greek, "el"}, {unicode.Georgian, "ka"}, {unicode.Armenian, "hy"}, {unicode.Khmer, "km"}, {unicode.Lao, "lo"},
	{unicode.Myanmar, "my"}, {unicode.Tamil, "ta"}, {unicode.Telugu, "te"}, {unicode.Kannada, "kn"}, {unicode.Malayalam, "ml"}, {unicode.Gujarati, "gu"}, {unicode.Gurmukhi, "pa"}, {unicode.Sinhala, "si"},
}

// ofScript gives the language of a text whose letters are nearly all of a
// script that one language alone is written in, else "". Japanese is told from
// Chinese by its syllables.
func ofScript(text string) string {
	letters, han, kana := 0, 0, 0
	var counts [20]int
	for i, r := range text {
		if i > 4000 {
			break
		}
		if r < 0x370 {
			if unicode.IsLetter(r) {
				letters++
			}
			continue
		}
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		default:
			for j := range scripts {
				if unicode.Is(scripts[j].table, r) {
					counts[j]++
				}
			}
		}
		letters++
	}
	switch {
	case letters < 40:
		return ""
	case kana*10 > letters && (kana+han)*2 > letters:
		return "ja"
	case han*10 > letters*7 && kana*50 < letters:
		return "zh"
	}
	for j := range scripts {
		if counts[j]*10 > letters*6 {
			return scripts[j].language
		}
	}
	return ""
}

// checkLanguage holds what was stated against the text: a script that only one
// language has names it, and English without its commonest words is none.
func checkLanguage(r *tearsheet.Revision, text string) {
	stated, _, _ := strings.Cut(strings.ToLower(r.Language), "-")
	written := ofScript(text)
	switch {
	case written != "" && written != stated && !(written == "zh" && (stated == "yue" || stated == "ja")):
		r.Language, r.Evidence["language"] = written, "script of the text"
	case stated == "en" && !soundsEnglish(text):
		r.Language = ""
		delete(r.Evidence, "language")
	}
}

// markOthers leaves a block its language only where it is another one than the
// article's.
func markOthers(r *tearsheet.Revision) {
	main, _, _ := strings.Cut(strings.ToLower(r.Language), "-")
	for i := range r.Body {
		if own, _, _ := strings.Cut(strings.ToLower(r.Body[i].Language), "-"); own == main || main == "" {
			r.Body[i].Language = ""
		}
	}
}

// soundsEnglish reports whether a text may be English: short, or with at least
// one in fifty words that no English text does without.
func soundsEnglish(text string) bool {
	words, common := 0, 0
	for w := range strings.FieldsSeq(text) {
		if words++; words > 600 {
			break
		}
		switch strings.ToLower(w) {
		case "the", "of", "and", "to", "in", "is", "for", "that", "with", "was":
			common++
		}
	}
	return words < 80 || common*50 >= words
}
