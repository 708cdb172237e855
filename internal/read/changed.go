package read

import (
	"strings"
)

// changeWords tell that the date behind them is of a later change.
var changeWords = []string{"updated", "modified", "aktualisiert", "geändert", "mis à jour", "modifié", "actualizado", "atualizado", "aggiornato", "bijgewerkt", "oppdatert", "uppdaterad", "opdateret", "güncelle", "обновлено", "更新", "aktualizacja", "aktualisierung", "güncellenme", "stand:", "last edited", "zuletzt bearbeitet", "son güncelle", "cập nhật", "수정", "dernière mise", "última actualización", "ultimo aggiornamento", "laatste update", "päivitetty", "ενημέρωση", "atualização", "dikemaskini", "diperbarui"}

// untilChange cuts words before those that tell of a later change: nothing is
// left where they come first.
func untilChange(s string) string {
	if i, _ := changeAt(s); i >= 0 {
		return s[:i]
	}
	return s
}

// afterChange gives what follows the words that tell of a later change.
func afterChange(s string) (string, bool) {
	_, end := changeAt(s)
	if end < 0 {
		return "", false
	}
	return strings.TrimLeft(s[end:], " :-–—"), true
}

// changeAt gives the place of the first words that tell of a later change, or
// -1, -1.
func changeAt(s string) (start, end int) {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		low = s
	}
	start, end = -1, -1
	for _, w := range changeWords {
		if i := strings.Index(low, w); i >= 0 && (start < 0 || i < start) {
			start, end = i, i+len(w)
		}
	}
	return start, end
}

// withoutLabel cuts off words like "Published:" before a date.
func withoutLabel(s string) string {
	if i := strings.IndexByte(s, ':'); i > 0 && i < len(s)-1 && !strings.ContainsAny(s[:i], "0123456789") {
		return strings.TrimSpace(s[i+1:])
	}
	return s
}
