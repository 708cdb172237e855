package annotate

// The words by which figures are read. English first: another language adds
// its words here and asks for it in Figures.

var units = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}

var tens = map[string]float64{
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var scales = map[string]float64{
	"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7, "dozen": 12,
	"mln": 1e6, "bn": 1e9, "tn": 1e12, "millionen": 1e6, "milliarden": 1e9, "millions": 1e6, "milliards": 1e9, "millones": 1e6,
}

// shortScales stand close behind digits: "12m", "3bn", "50k".
var shortScales = map[string]float64{"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "t": 1e12}

var marks = map[string]string{
	"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₦": "NGN", "₴": "UAH", "₪": "ILS", "₱": "PHP", "₫": "VND", "₡": "CRC", "฿": "THB",
	"us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "n$": "NAD", "r$": "BRL", "nt$": "TWD", "mx$": "MXN", "rs": "INR", "dh": "AED", "dh.": "AED", "rm": "MYR",
}

var currencies = map[string]string{
	"dollars": "USD", "dollar": "USD", "us dollars": "USD", "u.s. dollars": "USD", "american dollars": "USD", "australian dollars": "AUD", "canadian dollars": "CAD",
	"euros": "EUR", "euro": "EUR", "pounds": "GBP", "pounds sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupees": "", "rubles": "RUB", "roubles": "RUB", "won": "",
	"pesos": "", "mexican pesos": "MXN", "swiss francs": "CHF", "naira": "NGN", "cedis": "GHS", "baht": "THB", "rand": "ZAR", "shekels": "ILS", "dirhams": "", "riyals": "", "lira": "TRY", "colones": "CRC", "ringgit": "MYR",
	"usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "cny": "CNY", "jpy": "JPY", "inr": "INR", "aed": "AED", "cents": "cent",
}

// measures give the unit of a measure. Months and years are durations; how old
// somebody is stands with "years old".
var measures = map[string]string{
	"km": "km", "kilometres": "km", "kilometers": "km", "kilometre": "km", "kilometer": "km", "miles": "mi", "mile": "mi", "metres": "m", "meters": "m", "metre": "m", "meter": "m",
	"feet": "ft", "foot": "ft", "inches": "in", "inch": "in", "cm": "cm", "centimetres": "cm", "centimeters": "cm", "mm": "mm", "kg": "kg", "kilograms": "kg", "kilogrammes": "kg", "kilos": "kg", "grams": "g", "grammes": "g",
	"tonnes": "t", "tons": "t", "tonne": "t", "ton": "t", "litres": "l", "liters": "l", "litre": "l", "liter": "l", "gallons": "gal", "barrels": "bbl", "acres": "acre", "acre": "acre", "hectares": "ha", "hectare": "ha",
	"mph": "mph", "kph": "km/h", "km/h": "km/h", "degrees": "°", "mw": "MW", "megawatts": "MW", "gw": "GW", "gigawatts": "GW", "kwh": "kWh",
	"hours": "h", "hour": "h", "minutes": "min", "minute": "min", "seconds": "s", "days": "d", "day": "d", "weeks": "wk", "week": "wk", "months": "month", "month": "month", "years": "year", "year": "year", "decades": "decade",
}

var (
	roughly = set("about around nearly almost roughly approximately some over under least most than")

	// referring stand before a number that is a name.
	referring = set(`no no. number nr article section chapter page part act bill resolution room flight route highway interstate group phase level covid
		level round week season episode game grade class division formula apollo world g channel windows iphone version line platform gate lot`)

	months = set(`january february march april may june july august september october november december jan jan. feb feb. mar mar. apr apr. jun jun.
		jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec. januar februar märz mai juni juli oktober dezember`)

	being    = set("were was are is have had has been being others more")
	befallen = set(`killed injured wounded dead hurt arrested detained missing displaced hospitalised hospitalized infected affected kidnapped
		rescued evacuated charged convicted died`)
	articles = set("the a an its his her their our all those these this that")

	plurals = set(`people men women children police personnel staff troops teeth feet mice fish sheep aircraft youth clergy crew cattle media data criteria
		policemen policewomen firefighters fishermen lawmakers gunmen spokesmen servicemen businessmen students species series dead others bus`)
	singulars = set("was has is his its this as does gas always perhaps across previous various serious famous news plus times times' less")

	// timeWords make of a number a time or an age; ordinalOnly are no things.
	timeWords   = set("o'clock am pm a.m. p.m. bc ad bce ce gmt est pst cet utc")
	ordinalOnly = set("thing way other time times more less fewer third thirds half quarter quarters ones")

	// phraseEnds are words with which no noun phrase goes on.
	phraseEnds = set(`the a an of in on at by for from to with without into onto over under about after before during since until through between
		among against within across along near around upon off up down out as than and or but nor so yet if when while where who whom whose which that
		because although though whether is are was were be been being am has have had do does did will would can could may might must shall should
		said says say saying told tells according not no never also too then there here this these those it he she they we you i his her their its our
		your my him them us me what how why very just only even still already again ago later earlier left gave took came went made got including
		goes comes makes takes gets gives remains shows lives works stays becomes means needs wants keeps includes belongs
		each per apiece plus minus versus vs am pm a.m. p.m. percent yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday
		january february march april june july august september october november december`)
)
