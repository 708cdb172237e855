package read

import "strings"

// creditSigns part a caption from the credit that follows it.
var creditSigns = []string{" © ", " ©", " (c) ", "Credit: ", "Credits: ", "Photo: ", "Photograph: ", "Picture: ", "Image: ", "Foto: ", "Bild: ", "Quelle: ", "Fuente: ", "Fot. ", "Crédit : ", "Source: "}

// agencies sign pictures with their bare name.
var agencies = []string{"AP", "AFP", "Reuters", "REUTERS", "Getty", "dpa", "EPA", "AAP", "PA Wire", "ANP", "Belga", "BELGA", "IMAGO", "imago", "ANSA", "EFE", "Keystone", "KEYSTONE", "APA", "NTB", "TT", "Shutterstock", "AA", "SDA", "PTI", "PAP", "LUSA", "Alamy", "iStock"}

// partCredit parts the credit from the end of a caption: behind a sign of one,
// in brackets after the last sentence, or an agency's name there.
func partCredit(s string) (caption, credit string) {
	for _, sign := range creditSigns {
		if i := strings.LastIndex(s, sign); i >= 0 && len(s)-i <= 120 {
			return trimCaption(s[:i]), strings.TrimSpace(s[i+len(sign):])
		}
	}
	if open := strings.LastIndex(s, "("); open > 0 && strings.HasSuffix(s, ")") && len(s)-open <= 80 && endsSentence(s[:open]) {
		return trimCaption(s[:open]), strings.TrimSuffix(s[open+1:], ")")
	}
	if i := strings.LastIndexAny(s, ".!?"); i > 0 {
		for stop := strings.LastIndex(s[:i], ". "); i > 0 && len(s)-i > 1; i, stop = stop, -1 {
			if tail := strings.Trim(s[i+1:], " \"”»"); len(tail) <= 80 && signed(tail) {
				return trimCaption(s[:i+1]), tail
			}
		}
	}
	return s, ""
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
