package feed

import "strings"

// HalfDay gives the half of the day, "am" or "pm", that a word beside a clock
// names in one of the languages of the press, and "" for any other word. Points
// and spaces inside of the word and its case do not matter.
func HalfDay(word string) string {
	return halfDays[strings.Map(func(r rune) rune {
		if r == '.' || r == ' ' || r == '\u00a0' || r == '\u202f' {
			return -1
		}
		return r
	}, strings.ToLower(word))]
}

var halfDays = map[string]string{
	"am": "am", "pm": "pm",
	"上午": "am", "下午": "pm", "午前": "am", "午後": "pm", "오전": "am", "오후": "pm",
	"πμ": "am", "μμ": "pm", "öö": "am", "ös": "pm", "ص": "am", "صباحا": "am", "صباحاً": "am", "م": "pm", "مساء": "pm", "مساءً": "pm", "قظ": "am", "بظ": "pm",
	"पूर्वाह्न": "am", "अपराह्न": "pm", "পূর্বাহ্ণ": "am", "অপরাহ্ণ": "pm", "முற்பகல்": "am", "பிற்பகல்": "pm",
	"paradite": "am", "pasdite": "pm", "délelőtt": "am", "délután": "pm",
}

// halfDayWords are those that stand in texts of East Asia before the clock.
var halfDayWords = [...]string{"오전", "오후", "上午", "下午", "午前", "午後"}
