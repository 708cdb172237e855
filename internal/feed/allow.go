package feed

// knownTags are the elements of HTML, past and present. Text that has tags of
// other names is not taken for HTML.
var knownTags = set(inertElements + " html head body title base link meta style script noscript template iframe frame frameset noframes " +
	"object embed applet param svg math blink marquee bgsound basefont layer slot dialog data hgroup main portal search picture track wbr " +
	"ruby rb rt rtc rp bdi bdo plaintext xmp listing noembed nobr image")

// alwaysDropped are left out with their content, by every policy.
const alwaysDropped = "script style template noscript applet svg math noembed noframes title head xmp plaintext listing frameset"

// endsBefore says which open element is over where another begins.
var endsBefore = map[string]map[string]bool{
	"li": set("li p"), "p": set("p"), "option": set("option"), "dt": set("dt dd p"), "dd": set("dt dd p"),
	"td": set("td th p"), "th": set("td th p"), "tr": set("tr td th p"),
}

const inertElements = "a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code col " +
	"colgroup command data datagrid datalist dd del details dfn dialog dir div dl dt em event-source fieldset figcaption figure font footer " +
	"form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd keygen label legend li m main map mark menu meter multicol nav nextid nobr ol " +
	"optgroup option output p picture pre progress q rb rp rt rtc ruby s samp section select small sound source spacer span strike strong " +
	"sub summary sup table tbody td textarea tfoot th thead time tr tt u ul var video wbr"

const inertAttributes = "abbr accept accept-charset accesskey action align alt autocomplete autofocus axis background balance bgcolor bgproperties " +
	"border bordercolor bordercolordark bordercolorlight bottompadding cellpadding cellspacing ch challenge char charoff charset checked choff cite " +
	"class clear color cols colspan compact contenteditable controls coords data datafld datapagesize datasrc datetime default delay dir disabled " +
	"draggable dynsrc enctype end face for form frame galleryimg gutter headers height hidden hidefocus high href hreflang hspace icon id inputmode " +
	"ismap itemprop itemscope itemtype keytype label lang leftspacing list longdesc loop loopcount loopend loopstart low lowsrc max maxlength media " +
	"method min multiple name nohref noshade nowrap open optimum pattern ping point-size poster pqg preload prompt radiogroup readonly rel repeat-max " +
	"repeat-min replace required rev reversed rightspacing rows rowspan rules scope selected shape size span src start step style summary suppress " +
	"tabindex target template title toppadding type unselectable urn usemap valign value variable volume vrml vspace width wrap xml:lang"

// forPrograms keeps whatever cannot run.
var forPrograms = policy{elements: set(inertElements), dropped: set(alwaysDropped), attributes: set(inertAttributes), style: true}

// forPages keeps words and their structure. Of pictures it keeps the address,
// which is the page's own policy to load or not.
var forPages = policy{
	dropped: set(alwaysDropped + " form select textarea"),
	elements: set("a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt " +
		"em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark menu nav ol p pre q rb rp rt rtc ruby s samp section " +
		"small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr"),
	attributes: set("dir lang title"),
	of: map[string]map[string]bool{
		"a": set("href hreflang"), "img": set("src alt width height"), "time": set("datetime"), "q": set("cite"), "blockquote": set("cite"),
		"td": set("colspan rowspan headers"), "th": set("colspan rowspan scope abbr"), "col": set("span"), "colgroup": set("span"),
		"ol": set("start reversed type"), "li": set("value"), "ins": set("datetime cite"), "del": set("datetime cite"), "details": set("open"),
		"abbr": set("title"),
	},
	rel: "noopener nofollow ugc",
}
