package read

import (
	"net/url"
	"path"
	"strings"
)

// pictureKey folds the sizes and crops of one picture. Where the file's name
// holds a number or hash of its own (seven digits or more, a UUID), that is the
// picture's name; else the host and the path without sizes.
func pictureKey(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	p := u.Path
	for _, inner := range [...]string{u.Query().Get("url"), p} { // a resizer that is given the picture's address
		if i := strings.LastIndex(inner, "http"); i >= 0 && strings.Contains(inner[i:], ":") {
			if v, err := url.PathUnescape(inner[i:]); err == nil {
				p = v
			}
		}
	}
	name := path.Base(p)
	if id := identity(name); id != "" {
		return id
	}
	if strings.Contains(name, ".") || u.RawQuery == "" {
		return u.Host + path.Dir(withoutSizes(p)) + "/" + withoutSizes(name)
	}
	return raw
}

// cropOf reports whether two pictures that JSON-LD lists together are crops of
// one: they lie in one folder or share the file's name, as search engines ask.
func cropOf(a, b string) bool {
	u, errA := url.Parse(a)
	v, errB := url.Parse(b)
	if errA != nil || errB != nil || u.Host != v.Host {
		return false
	}
	return pictureKey(a) == pictureKey(b) || path.Base(u.Path) == path.Base(v.Path) || path.Dir(u.Path) == path.Dir(v.Path) && sameStart(path.Base(u.Path), path.Base(v.Path))
}

// sameStart reports whether names differ only behind their last mark, as
// meteor_v-square.jpg and meteor_v-wide.jpg, or are nothing but a crop's name.
func sameStart(a, b string) bool {
	cut := func(s string) string {
		if i := strings.LastIndexAny(s, "_~-"); i > 0 {
			return strings.TrimRight(s[:i], "_~-")
		}
		return s
	}
	a, b = cut(a), cut(b)
	return a == b || !strings.ContainsAny(a+b, "0123456789-.") && len(a) <= 12 && len(b) <= 12
}

// identity gives the parts of a file's name that no other picture has: runs of
// seven digits or more, and of ten hexadecimal ones that hold a digit.
func identity(name string) string {
	var id strings.Builder
	for part := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return r != '-' && !isAlnum(r) }) {
		if isUUID(part) {
			return part
		}
		for word := range strings.SplitSeq(part, "-") {
			if uniqueWord(word) {
				id.WriteString(word + " ")
			}
		}
		if i := strings.IndexFunc(part, func(r rune) bool { return r >= '0' && r <= '9' }); i >= 0 && len(part) >= i+36 && isUUID(part[len(part)-36:]) {
			return part[len(part)-36:]
		}
	}
	return id.String()
}

func isAlnum(r rune) bool { return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' }

// isUUID reports whether s is 36 hexadecimal digits and hyphens.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case !isHex(c):
			return false
		}
	}
	return true
}

func isHex(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' }

// uniqueWord reports whether a word is a number or hash and no size.
func uniqueWord(w string) bool {
	digitsOnly, hexOnly, hasDigit := 0, true, false
	longest := 0
	for i := range len(w) {
		if isDigit(w[i]) {
			digitsOnly++
			hasDigit = true
		} else {
			digitsOnly = 0
		}
		longest = max(longest, digitsOnly)
		hexOnly = hexOnly && isHex(w[i])
	}
	return longest >= 7 || len(w) >= 10 && hexOnly && hasDigit
}

// withoutSizes takes the sizes like 640x360 or w1200 out of a path.
func withoutSizes(p string) string {
	var b strings.Builder
	for i := 0; i < len(p); {
		if n := sizeAt(p, i); n > 0 {
			i += n
			continue
		}
		b.WriteByte(p[i])
		i++
	}
	return b.String()
}

// sizeAt gives the length of a size at i: 640x360, -640x360, w_1200, /1200/.
func sizeAt(p string, i int) int {
	j := i
	if p[j] == '-' || p[j] == '_' {
		j++
	}
	d, rest := digits(p[j:])
	if len(d) >= 2 && len(d) <= 4 && strings.HasPrefix(rest, "x") {
		if e, _ := digits(rest[1:]); len(e) <= 4 && len(e) >= 1 && (i == 0 || !isDigit(p[i-1])) {
			return j - i + len(d) + 1 + len(e)
		}
	}
	if (p[i] == 'w' || p[i] == 'h') && (i == 0 || !isAlnum(rune(p[i-1]))) {
		if d, _ := digits(strings.TrimPrefix(p[i+1:], "_")); len(d) >= 2 && len(d) <= 4 {
			return strings.Index(p[i:], d) + len(d)
		}
	}
	return 0
}
