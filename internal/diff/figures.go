package diff

// figures gives the numbers that took the place of others: only where as many
// words were inserted as deleted and numbers stand at the same place in both,
// for else nobody can say which took the place of which. A number that is only
// written otherwise took no place.
func (w *writer) figures(old, new tokens) []Figure {
	before, after := w.onlyWords(old), w.onlyWords(new)
	if len(before) != len(after) {
		return nil
	}
	var changed []Figure
	for k := range before {
		if isFigure(before[k]) && isFigure(after[k]) && value(before[k]) != value(after[k]) {
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
