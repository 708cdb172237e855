package read

import (
	"strings"

	"tearsheet"
)

// addressDate reads year, month and day out of the article's own address, when
// they are whole parts of its path (/2025/11/18/, /2025-11/18/) or
// open the last one (/2025-11-18-bridge) and the headline does not speak of that
// year. It counts only where nothing else states a time.
func (s *sheet) addressDate() stated {
	segments := strings.FieldsFunc(s.addr.Path, func(r rune) bool { return r == '/' })
	var figures []string
	for _, segment := range segments {
		if strings.Trim(segment, "0123456789-_") != "" {
			figures = append(figures, "")
			continue
		}
		figures = append(figures, strings.FieldsFunc(segment, func(r rune) bool { return r == '-' || r == '_' })...)
	}
	for i := range figures {
		if t := dayOf(figures[i:]); !t.IsZero() {
			return stated{t, "url"}
		}
	}
	if len(segments) == 0 {
		return stated{}
	}
	slug := segments[len(segments)-1]
	t := dayOf(strings.FieldsFunc(slug, func(r rune) bool { return r == '-' || r == '_' }))
	if t.IsZero() || strings.Contains(s.headline().words, slug[:4]) {
		return stated{}
	}
	return stated{t, "url"}
}

// dayOf gives the day that the first three parts are: 2025, 11, 18.
func dayOf(parts []string) tearsheet.StatedTime {
	if len(parts) < 3 || len(parts[0]) != 4 || len(parts[1]) != 2 || len(parts[2]) != 2 {
		return tearsheet.StatedTime{}
	}
	t := readTime(strings.Join(parts[:3], "-"))
	if t.Precision != tearsheet.Day || t.Time.Year() < 1995 {
		return tearsheet.StatedTime{}
	}
	return t
}
