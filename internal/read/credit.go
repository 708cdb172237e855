package read

import (
	"strings"
	"unicode"
)

// creditSigns part a caption from the credit that follows it.
var creditSigns = []string{" © ", " ©", " (c) ", "Credit: ", "Credits: ", "Photo: ", "Photograph: ", "Picture: ", "Image: ", "Foto: ", "Bild: ", "Quelle: ", "Fuente: ", "Fot. ", "Crédit : ", "Source: ", "Photos: ", "Fotos: ", "— Picture by ", "- Picture by ", "Pictures: ", "Photo by ", "Photo / ", "（Ｃ）", " (C)", "Dok. ", "(Dok.", "Foto/", "Kuva: ", "Zdroj: ", "Nuotr. ", "Bildquelle: ", "Illustration: ", "Image Credit: ", "AP Photo/", "Reuters/", "REUTERS/"}

// agencies sign pictures with their bare name.
var agencies = []string{"AP", "AFP", "Reuters", "REUTERS", "Getty", "dpa", "EPA", "AAP", "PA Wire", "ANP", "Belga", "BELGA", "IMAGO", "imago", "ANSA", "EFE", "Keystone", "KEYSTONE", "APA", "NTB", "TT", "Shutterstock", "AA", "SDA", "PTI", "PAP", "LUSA", "Alamy", "iStock"}

// partCredit parts the credit from the end of a caption: behind a sign of one,
// in brackets, an agency's name, or a few words behind the last sentence.
func partCredit(s string) (caption, credit string) {
	for _, sign := range creditSigns {
		if i := strings.LastIndex(s, sign); i >= 0 && len(s)-i <= 120 {
			from := i + len(sign)
			if strings.HasSuffix(sign, "/") {
				from = i
			}
			return trimCaption(s[:i]), strings.Trim(s[from:], " )]")
		}
	}
	if open := strings.LastIndex(s, "("); open > 0 && strings.HasSuffix(s, ")") && len(s)-open <= 80 && (endsSentence(s[:open]) && !strings.HasSuffix(s, ".)") && len(s)-open > 4 || signed(s[open+1:len(s)-1])) {
		return trimCaption(s[:open]), strings.TrimSuffix(s[open+1:], ")")
	}
	if i := lastStop(s); i > 0 {
		for stop := strings.LastIndex(s[:i], ". "); i > 0 && len(s)-i > 1; i, stop = stop, -1 {
			if tail := strings.Trim(s[i+1:], " \"”»"); len(tail) <= 80 && (signed(tail) || isSignature(s[i+1:])) {
				return trimCaption(s[:i+1]), tail
			}
		}
	}
	return s, ""
}

// lastStop gives the place of the last stop that ends a sentence, not an initial.
func lastStop(s string) int {
	for i := strings.LastIndexAny(s, ".!?"); i > 0; i = strings.LastIndexAny(s[:i], ".!?") {
		if i < 2 || s[i] != '.' || s[i-1] < 'A' || s[i-1] > 'Z' || s[i-2] != ' ' && s[i-2] != '.' {
			return i
		}
	}
	return -1
}

// isSignature reports whether what follows a sentence are a few words without
// a stop: who took the picture.
func isSignature(tail string) bool {
	words := strings.Fields(tail)
	if len(words) == 0 || len(words) > 5 || tail[0] != ' ' || endsSentence(tail) {
		return false
	}
	r := firstRune(words[0])
	return unicode.IsUpper(r) || !unicode.IsLower(r) && unicode.IsLetter(r)
}

func trimCaption(s string) string { return strings.TrimRight(s, " —–-|([/,") }

// signed reports whether s opens or closes with the name of an agency.
func signed(s string) bool {
	for _, a := range agencies {
		if s == a || strings.HasPrefix(s, a+"/") || strings.HasPrefix(s, a+" Photo") || strings.HasPrefix(s, a+" Images") || strings.HasSuffix(s, "/"+a) || strings.HasSuffix(s, " "+a) && len(s) < 40 {
			return true
		}
	}
	return false
}
