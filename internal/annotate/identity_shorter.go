package annotate

import (
	"slices"
	"strings"
)

// personHolds: the surname, then any words in order, then the first name.
func personHolds(a, b []string) int {
	switch {
	case alike(a[len(a)-1], b[len(b)-1]) && holdsInOrder(a, b):
		return 3
	case holdsInOrder(a, b) && !alike(a[0], b[0]):
		return 2
	case holdsInOrder(a, b):
		return 1
	}
	return 0
}

// bodyHolds: the beginning of the longer name, or its end.
func bodyHolds(a, b []string) int {
	switch {
	case slices.Equal(a, b[:len(a)]) && (len(b) == len(a)+1 || len(a) > 1 || companyTails[b[len(a)]]):
		return 3
	case slices.Equal(a, b[len(b)-len(a):]):
		return 2
	case slices.Equal(a, b[:len(a)]):
		return 1
	}
	return 0
}

var companyTails = set("inc corp corporation ltd limited group company co plc ag ab sa llc holdings international")

// holdsInOrder reports whether all words of a stand in b in their order; an initial
// stands for a word.
func holdsInOrder(a, b []string) bool {
	k := 0
	for _, w := range b {
		if k < len(a) && (alike(a[k], w) || len(a) > 1 && (len(a[k]) == 1 && strings.HasPrefix(w, a[k]) || len(w) == 1 && strings.HasPrefix(a[k], w))) {
			k++
		}
	}
	return k == len(a)
}

// spelling reports whether two names of as many words are one, spelt in two ways.
func spelling(a, b []string) bool {
	for i := range a {
		if !alike(a[i], b[i]) {
			return false
		}
	}
	return true
}

// alike reports whether two words are the same but for one letter in long ones:
// "Zelensky", "Zelenskyy".
func alike(a, b string) bool {
	if a == b {
		return true
	}
	if min(len(a), len(b)) < 6 || a[0] != b[0] || len(a)-len(b) > 1 || len(b)-len(a) > 1 {
		return false
	}
	from := 0
	for from < min(len(a), len(b)) && a[from] == b[from] {
		from++
	}
	end := 0
	for end < min(len(a), len(b))-from && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return max(len(a), len(b))-from-end <= 1
}
