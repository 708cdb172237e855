package feed

import "strings"

// styles are the properties that change how words look and where they stand
// in the flow, and cannot lift them out of it.
var styles = set("azimuth background background-color background-x background-y border border-bottom border-bottom-color border-bottom-style border-bottom-width " +
	"border-collapse border-color border-left border-left-color border-left-style border-left-width border-right border-right-color " +
	"border-right-style border-right-width border-spacing border-style border-top border-top-color border-top-style border-top-width border-width " +
	"clear color cursor direction display elevation float font font-family font-size font-style font-variant font-weight height letter-spacing " +
	"line-height margin margin-bottom margin-left margin-right margin-top overflow padding padding-bottom padding-left padding-right padding-top " +
	"pause pitch richness speak speech-rate stress text-align text-decoration text-indent unicode-bidi vertical-align volume white-space width")

// safeStyle keeps the declarations of known properties with plain values.
func safeStyle(style string) string {
	var kept []string
	for declaration := range strings.SplitSeq(style, ";") {
		name, value, ok := strings.Cut(declaration, ":")
		name = strings.ToLower(strings.TrimSpace(name))
		value = strings.TrimLeft(strings.TrimRight(value, "\r\n\t"), " \t\r\n")
		if ok && styles[name] && value != "" && plainValue(value) {
			kept = append(kept, name+": "+value+";")
		}
	}
	return strings.Join(kept, " ")
}

// plainValue reports whether value is words, figures, colours and quoted names
// alone: no function but rgb(), no address, no escape, no size that could
// cover a page.
func plainValue(value string) bool {
	lowered := strings.ToLower(value)
	for _, bad := range []string{"expression", "script", "url", "binding", "behavio", "\\", "/*", "<", "&", "@"} {
		if strings.Contains(lowered, bad) {
			return false
		}
	}
	figures, parens := 0, false
	for i := 0; i < len(lowered); i++ {
		switch b := lowered[i]; {
		case b >= '0' && b <= '9':
			if figures++; figures > 4 && !strings.Contains(lowered, "#") {
				return false
			}
			continue
		case b == '(':
			if parens || !strings.HasSuffix(lowered[:i], "rgb") {
				return false
			}
			parens = true
		case b == ')':
			parens = false
		case b >= 'a' && b <= 'z' || strings.IndexByte(" #%.,-!'\"", b) >= 0:
		default:
			return false
		}
		figures = 0
	}
	return !parens && strings.Count(value, "'")%2 == 0 && strings.Count(value, `"`)%2 == 0
}
