package diff

import "strings"

// figures gives the numbers that took the place of others: only where as many
// words were inserted as deleted and numbers stand at the same place in both,
// for else nobody can say which took the place of which.
func (w *writer) figures(old, new tokens) []Figure {
	before, after := w.onlyWords(old), w.onlyWords(new)
	if len(before) != len(after) {
		return nil
	}
	var changed []Figure
	for k := range before {
		if isFigure(before[k]) && isFigure(after[k]) && fold(before[k]) != fold(after[k]) {
			changed = append(changed, Figure{before[k], after[k]})
		}
	}
	return changed
}

func (w *writer) onlyWords(t tokens) []string {
	var words []string
	for k, id := range t.ids {
		if w.words[id] >= 0 {
			words = append(words, bare(t.text[k]))
		}
	}
	return words
}

// isFigure reports whether a word holds a digit or spells a number.
func isFigure(word string) bool {
	return strings.ContainsAny(word, "0123456789") || spelled[strings.ToLower(word)]
}

// spelled are numbers in words in the languages that are read first. Left out
// is what means something else as well: "one", French "neuf" (new) and "un",
// German "ein" and "acht" (attention), Spanish "una" and "once" in English.
var spelled = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
		twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion hundreds thousands millions billions
		zwei drei vier fünf sechs sieben neun zehn elf zwölf dreizehn vierzehn fünfzehn zwanzig dreißig vierzig fünfzig hundert tausend millionen milliarden
		deux trois quatre cinq sept huit dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents mille milliard milliards
		dos tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince veinte treinta cuarenta cincuenta cien ciento mil millón millones`) {
		words[w] = true
	}
	return words
}()
