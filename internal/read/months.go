package read

import (
	"strings"
	"unicode"
)

// months gives the number of a month by its name, or by the first letters that
// tell it apart, in the languages of the pages we have met. Names that mean
// different months in different languages are left out ("listopad").
var months = map[string]int{}

func init() {
	for _, names := range [...]string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"jänner feber mrz - - - - - sept okt - dez",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"janv févr - avr - - juil - - - - déc",
		"- fevrier - - - - - aout - - - decembre",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"ene - - abr - - - ago setiembre - - dic",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"gen - - - mag giu lug - set ott - -",
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"- fev - - - - - - - out - -",
		"januari februari maart april mei juni juli augustus september oktober november december",
		"- - mrt - - - - aug - - - -",
		"- - - - maj - - augusti - - - -",
		"- - marts - - - - - - - - -",
		"- - mars - - - - - - - - desember",
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października - grudnia",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
		"tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
		"- شباط آذار نيسان أيار حزيران تموز آب أيلول - - -",
		"- - - ابريل - - - اغسطس - اكتوبر - -",
		"ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
		"जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
		"জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
		"januari februari maret april mei juni juli agustus september oktober november desember",
		"ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
		"януари февруари март април май юни юли август септември октомври ноември декември",
		"január február március április május június július augusztus szeptember október november december",
		"ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
		"siječnja veljače ožujka travnja svibnja - srpnja kolovoza rujna - studenoga prosinca",
		"ledna února března dubna května června července srpna září října - prosince",
	} {
		for i, name := range strings.Fields(names) {
			if name != "-" {
				months[name] = i + 1
			}
		}
	}
}

// twoWords are the months of the Levant whose names have a second word.
var twoWords = map[string]int{"كانون الثاني": 1, "تشرين الأول": 10, "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "كانون الاول": 12}

// cutMonth reads the month whose name opens s, in the page's language where one
// name means two months, and gives what follows; 0 where there is none.
func (c *clock) cutMonth(s string) (int, string) {
	word, rest := cutWord(s)
	low := strings.ToLower(word)
	if low == "listopada" {
		return c.listopada(), rest
	}
	if second, after := cutWord(strings.TrimLeft(rest, " ") + " "); low == "كانون" || low == "تشرين" {
		return twoWords[low+" "+second], after
	}
	return months[low], rest
}

// listopada is October in Croatian and November in Polish.
func (c *clock) listopada() int {
	switch c.how.language {
	case "hr", "bs", "sh":
		return 10
	case "pl":
		return 11
	}
	return 0
}

// inWords reads a date with the month as a word, in any of the usual orders:
// "November 18, 2025", "18 novembre 2025", "Tue, 18 Nov 2025 …". Words before
// it are passed over, but no figures; so is a day of the week that is also the
// short form of a month: "mar. 18 nov. 2025".
func (c *clock) inWords() bool {
	s := c.s
	for s != "" {
		i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
		if i < 0 {
			return false
		}
		s = s[i:]
		word, rest := cutWord(s)
		if isDigit(word[0]) {
			d, rest := digits(s)
			return c.dayMonthYear(s) || len(d) <= 2 && strings.HasPrefix(rest, ".") && c.dotted(d, rest)
		}
		if m, after := c.cutMonth(s); m > 0 && !c.opensDayAndMonth(after) {
			return c.monthDayYear(m, after)
		}
		c.afterWords = c.afterWords || unicode.Is(unicode.Latin, firstRune(word))
		s = rest
	}
	return false
}

// opensDayAndMonth reports whether a day and the name of a month come next.
func (c *clock) opensDayAndMonth(s string) bool {
	d, rest := digits(strings.TrimLeft(s, between))
	if d == "" || len(d) > 2 {
		return false
	}
	rest = strings.TrimPrefix(strings.TrimLeft(ordinal(rest), between), "de ")
	if rest == "" {
		return false
	}
	m, _ := c.cutMonth(rest)
	return m > 0
}

func cutWord(s string) (string, string) {
	digit := isDigit(s[0])
	i := strings.IndexFunc(s, func(r rune) bool {
		return digit && !unicode.IsDigit(r) || !digit && !unicode.IsLetter(r) && !unicode.IsMark(r)
	})
	if i <= 0 {
		return s, ""
	}
	return s[:i], s[i:]
}

const between = " \t\u00a0.,/-–'’"

func (c *clock) dayMonthYear(s string) bool {
	d, rest := digits(s)
	rest = strings.TrimLeft(ordinal(rest), between)
	for _, of := range [...]string{"de ", "of "} {
		rest = strings.TrimPrefix(rest, of)
	}
	if rest == "" || len(d) > 2 {
		return false
	}
	m, rest := c.cutMonth(rest)
	rest = strings.TrimLeft(rest, between)
	if again, after := c.cutMonth(rest + " "); m > 0 && again == m { // one month by two names
		rest = strings.TrimLeft(after, between)
	}
	for _, of := range [...]string{"de ", "del ", "of "} {
		rest = strings.TrimPrefix(rest, of)
	}
	y, rest := digits(rest)
	if m == 0 || len(y) != 4 {
		return false
	}
	c.year, c.month, c.day, c.rest, c.mailOrder = atoi(y), m, atoi(d), rest, true
	return true
}

// ordinal cuts off what follows the figure of a day: 1st, 2nd, 3º, 4.
func ordinal(s string) string {
	for _, end := range [...]string{"st", "nd", "rd", "th", "er", "º", "°", "ª"} {
		if rest, ok := strings.CutPrefix(s, end); ok && (rest == "" || !unicode.IsLetter(rune(rest[0]))) {
			return rest
		}
	}
	return s
}

// monthDayYear reads "November 18, 2025 5:20 pm" and "Nov 18 17:20:00 UTC 2025".
func (c *clock) monthDayYear(m int, rest string) bool {
	d, rest := digits(strings.TrimLeft(rest, between))
	if d == "" || len(d) > 2 {
		return false
	}
	rest = ordinal(rest)
	if y, after := digits(strings.TrimLeft(rest, between)); len(y) == 4 {
		c.year, c.month, c.day, c.rest = atoi(y), m, atoi(d), after
		return true
	}
	if i := strings.LastIndexByte(rest, ' '); i >= 0 && len(rest)-i == 5 {
		if y, after := digits(rest[i+1:]); len(y) == 4 && after == "" {
			c.year, c.month, c.day, c.rest = atoi(y), m, atoi(d), rest[:i]
			return true
		}
	}
	return false
}
