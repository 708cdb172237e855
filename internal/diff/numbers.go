package diff

import "strings"

// isFigure reports whether a word holds a digit or spells a number.
func isFigure(word string) bool {
	_, isSpelled := spelled[strings.ToLower(word)]
	return isSpelled || strings.ContainsAny(word, "0123456789")
}

// value is equal for the spellings of one number, "19" and "nineteen", "1,000"
// and "1000": to write it otherwise changes no figure.
func value(word string) string {
	word = fold(word)
	if v := spelled[word]; v != "" {
		return v
	}
	return grouped(word)
}

// grouped drops the commas and spaces that part the thousands of a whole
// number. What else a mark may mean stays: "12,5", "1.000".
func grouped(word string) string {
	parts := strings.FieldsFunc(word, func(r rune) bool { return r == ',' || r == '\'' || r == ' ' || r == '\u00a0' || r == '\u202f' })
	for k, p := range parts {
		if strings.Trim(p, "0123456789") != "" || k == 0 && len(p) > 3 || k > 0 && len(p) != 3 {
			return word
		}
	}
	return strings.Join(parts, "")
}

// spelled are numbers in words in the languages that are read first, with
// their values; those beyond a thousand have none, for a billion is not the
// same everywhere. Left out is what means something else as well: "one",
// French "neuf" (new) and "un", German "ein" and "acht" (attention), Spanish
// "una" and "once" in English.
var spelled = func() map[string]string {
	words := map[string]string{}
	for v, list := range map[string]string{
		"2": "two zwei deux dos", "3": "three drei trois tres", "4": "four vier quatre cuatro", "5": "five fünf cinq cinco", "6": "six sechs seis",
		"7": "seven sieben sept siete", "8": "eight huit ocho", "9": "nine neun nueve", "10": "ten zehn dix diez",
		"11": "eleven elf onze", "12": "twelve zwölf douze doce", "13": "thirteen dreizehn treize trece", "14": "fourteen vierzehn quatorze catorce",
		"15": "fifteen fünfzehn quinze quince", "16": "sixteen seize", "17": "seventeen", "18": "eighteen", "19": "nineteen",
		"20": "twenty zwanzig vingt veinte", "30": "thirty dreißig trente treinta", "40": "forty vierzig quarante cuarenta", "50": "fifty fünfzig cinquante cincuenta",
		"60": "sixty soixante", "70": "seventy", "80": "eighty", "90": "ninety", "100": "hundred hundert cent cien ciento", "1000": "thousand tausend mille mil",
		"": `million billion trillion hundreds thousands millions billions millionen milliarden cents milliard milliards millón millones`,
	} {
		for _, w := range strings.Fields(list) {
			words[w] = v
		}
	}
	return words
}()
