package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// crafts are the words before the name of somebody who did not write the text,
// and the role that they tell.
var crafts = []string{"photographs by", "photography by", "photos by", "photo by", "pictures by", "illustrations by", "illustration by", "graphics by", "video by", "videos by", "fotos von", "foto von", "fotos:", "foto:", "photos:", "photo:",
	"fotografie:", "fotografía:", "fotografías:", "photographies de", "foto di", "foto's:", "bilder:", "攝影/", "摄影/", "攝影:", "摄影:", "圖/", "图/", "編輯/", "编辑/"}

// withoutCraft parts such words from a part of a byline.
func withoutCraft(part string) (role, rest string) {
	part = strings.TrimSpace(part)
	low := strings.ToLower(part)
	if len(low) != len(part) {
		return "", part
	}
	for _, c := range crafts {
		if strings.HasPrefix(low, c) {
			role = strings.TrimRight(part[:len(c)], ":/ ")
			if i := strings.LastIndexByte(role, ' '); i > 0 {
				role = role[:i] // "Photographs by" -> "Photographs"
			}
			return role, part[len(c):]
		}
	}
	return "", part
}

// partLabels writes a bar before the words of East Asia that label the next
// name: "文／王小明 攝影／李四".
func partLabels(s string) string {
	if !strings.ContainsAny(s, "/:／：") {
		return s
	}
	s = strings.ReplaceAll(s, "文／", "文/")
	for _, c := range crafts {
		if firstRune(c) > 0x2E80 {
			label := strings.TrimRight(c, "/:")
			s = strings.NewReplacer(label+"／", label+"/", label+"：", label+":").Replace(s)
			s = strings.ReplaceAll(s, " "+c, "|"+c)
		}
	}
	return s
}

// withoutPost parts from a name what its bearer is or where: a post behind two
// words or more ("Ann Lee Chefredakteurin"), words in brackets, "in Berlin".
func withoutPost(s string) (name, post string) {
	if name, in := withoutBrackets(s); in != "" {
		return name, in
	}
	if name, place := withoutPlace(s); place != "" && isName(name) {
		return name, place
	}
	fields := strings.Fields(s)
	n := len(fields)
	if n >= 3 && posts[strings.ToLower(fields[n-1])] && isName(strings.Join(fields[:n-1], " ")) {
		return strings.Join(fields[:n-1], " "), fields[n-1]
	}
	if n >= 2 && unicode.Is(unicode.Han, firstRune(s)) && utf8.RuneCountInString(fields[0]) <= 5 && reports(fields[n-1]) {
		return fields[0], strings.Join(fields[1:], " ")
	}
	return s, ""
}

// reports reports whether a Chinese word tells from where somebody reports.
func reports(w string) bool {
	return strings.HasSuffix(w, "报道") || strings.HasSuffix(w, "報道") || strings.HasSuffix(w, "報導")
}

// withoutBrackets parts the words in brackets from the name before them.
func withoutBrackets(s string) (name, in string) {
	for _, pair := range [...]string{"()", "[]"} {
		rest, ok := strings.CutSuffix(s, pair[1:])
		if i := strings.LastIndex(rest, pair[:1]); ok && i > 0 {
			name, in = strings.TrimSpace(rest[:i]), strings.TrimSpace(rest[i+1:])
			if !hasLetter(in) || len(in) > 40 || strings.Contains(in, ".") || !isName(name) {
				continue
			}
			if initials := in == strings.ToUpper(in) && len(in) <= 3 && in[0] < 0x80; !initials || isAgency(in) {
				return name, in
			}
		}
	}
	return s, ""
}

// withoutPlace parts "in Berlin" from a name: the place is a capital and what
// follows. Behind an abbreviation it is the seat of an office.
func withoutPlace(s string) (name, place string) {
	for _, word := range [...]string{" in ", " aus ", " from "} {
		i := strings.LastIndex(s, word)
		if i <= 0 || !unicode.IsUpper(firstRune(s[i+len(word):])) || len(strings.Fields(s[i+len(word):])) > 3 {
			continue
		}
		name = strings.TrimSpace(s[:i])
		if last := name[strings.LastIndexByte(name, ' ')+1:]; last == strings.ToUpper(last) && name != strings.ToUpper(name) {
			continue
		}
		return name, strings.TrimSpace(s[i:])
	}
	return s, ""
}

// isNameWithPlace reports whether a part is a name with a place, though most
// of its words are small.
func isNameWithPlace(part string) bool {
	name, place := withoutPlace(part)
	for f := range strings.FieldsSeq(strings.ToLower(name)) {
		if posts[f] {
			return false
		}
	}
	return place != "" && isName(name)
}
