package annotate

// cue is a verb that introduces what somebody said.
type cue byte

const (
	noCue   cue = iota
	weakCue     // tells of speech where words in quotes follow: "described", "pledged"
	sayCue      // says that somebody spoke: "said", "added"
)

// cues holds the verbs of saying in the forms in which reports use them.
var cues = cueTable(map[cue]string{
	sayCue: `said says say saying told tells tell telling added adds add adding asked asks ask asking wrote writes write writing tweeted tweets tweeting
		posted stated states stating explained explains explain explaining noted notes noting insisted insists insist insisting warned warns warn warning
		claimed claims claim claiming argued argues argue arguing admitted admits admit admitting announced announces announcing commented comments commenting
		declared declares declaring replied replies replying responded responds responding answered answers answering continued continues continuing
		concluded concludes concluding recalled recalls recalling remarked remarks remarking observed observes observing stressed stresses stressing
		emphasised emphasized emphasises emphasizes emphasising emphasizing quipped quips joked jokes joking repeated repeats repeating reiterated reiterates reiterating
		revealed reveals revealing confirmed confirms confirming suggested suggests suggesting complained complains complaining lamented laments lamenting
		shouted shouts shouting yelled yells yelling screamed screaming cried exclaimed exclaims whispered chanted chanting muttered murmured
		thought thinks think thinking believes believed felt feels mused muses wondered wonders wondering predicted predicts predicting promised promises promising
		vowed vows vowing confessed confesses acknowledged acknowledges acknowledging conceded concedes conceding countered counters retorted
		advised advises advising urged urges urging begged pleaded pleads demanded demands demanding hoped hopes hoping boasted boasts
		reads read reading testified testifies testifying reported reports reporting maintained maintains alleged alleges alleging asserted asserts asserting
		contended contends cautioned cautions pointed hit uttered utters uttering opined opines elaborated reflected reflects reasoned
		agreed agrees agreeing denied denies disclosed discloses clarified clarifies shared shares reckons reckoned figured
		enthused gushed fumed thundered proclaimed proclaims interjected objected protested appealed appeals justified justifies reassured assured assures
		informed informs interrupted inquired enquired queried hailed quoted finished echoed remembered stipulated texted messaged emailed blogged captioned
		submitted submits averred highlights highlighted underlined put puts deadpanned jibed sighed laughed smiled chuckled grinned`,
	weakCue: `called calls call calling described describes describe describing branded brands branding dubbed labelled labeled labels labelling labeling termed terms terming
		denounced denounces denouncing slammed slams slamming blasted blasts blasting criticised criticized criticises criticizes criticising criticizing praised praises praising
		pledged pledges pledging accused accuses accusing condemned condemns condemning characterised characterized characterises characterizes dismissed dismisses dismissing
		rejected rejects rejecting compared compares comparing likened likens expressed expresses expressing cited cites citing spoke speaks speaking talked talks talking
		discussed referred refers referring proposed proposes requested requests ordered orders instructed encouraged encourages threatened threatens threatening
		welcomed welcomes welcoming blamed blames blaming regretted regrets apologised apologized defended defends defending mocked mocks ridiculed hinted hints
		outlined outlines indicated indicates indicating signalled estimated estimates found finds thanked thanks voiced voices underlined underlines underscored
		highlighted highlights decried slated slates chastised railed rails lambasted lambasts rebuked rebukes lashed savaged panned attacked considers considered considering deemed deems deplored hailing held holds sees saw saluted ruled rules
		questioned questions expects expected fears feared wants wanted wished wishes swore swears learned heard hears sang sings singing portrayed portrays
		touted touts championed lauded lauds lauding commended commends mentioned mentions introduced urging vowed address addressed addressing read`,
})

// says are the cues by which a forgotten closing mark is found.
var says = set("said says told added adds asked wrote explained noted insisted warned")

// cueNouns are statements: what is quoted behind them with a colon is theirs.
var cueNouns = set(`statement letter note message email e-mail tweet post report sign signs instructions placard placards banner banners poster posters slogan
	caption document study survey memo text posting lyrics headline motto verdict ruling filing lawsuit complaint affidavit website notice inscription`)

// terms stand before words in quotes that are talked about and that nobody
// said.
var terms = set(`so-called known nicknamed word words phrase phrases term terms titled entitled named meaning means mean slogan motto codenamed dubbed
	labelled marked subtitled renamed christened styled translates translated abbreviated alias aka pronounced spelled spelt acronym defined name names`)

// works are things whose names stand in quotes, before or behind them.
var works = set(`album albums song songs single singles film films movie movies book books novel novels play plays show shows series episode episodes poem poems
	track tracks essay article articles documentary programme program programmes magazine opera musical ballet painting exhibition exhibit sitcom drama comedy thriller
	hit memoir biography autobiography anthology sequel franchise star actor actress singer author game video podcast column award awards prize campaign
	project initiative operation event events conference seminar session sessions workshop theme themed festival tour concert award-winning chapter seminar
	roundtable scheme class course mission exercise category section tab button hashtag trilogy cartoon sculpture ode symphony anthem blog channel newsletter contest
	competition webinar forum symposium lecture hymn classic rendition`)

// clipped are words whose first letters are left out: 'em, 'twas.
var clipped = set("em n tis twas til till cause cos bout round nother tween im ere kay")

var (
	subjects = set("i you he she it we they who")
	third    = set("he she it they who")

	// helpers may stand between a subject and its cue.
	helpers = set(`has had have also then later once further again recently now still always never just simply only even first often repeatedly publicly
		did does do would will could might may must can was is to today yesterday earlier previously already quickly bluntly jokingly both all himself herself itself themselves
		monday tuesday wednesday thursday friday saturday sunday and`)

	// passives before a cue say that its subject was spoken to or of.
	passives = set("was were is are been be being get gets got")

	prepositions = set(`of for from at in to with by on about against over under into between during after before since through across near as than like
		without within behind toward towards among amid around despite concerning regarding via per inside outside upon`)

	determiners = set("the a an his her its their our my this that these those another one some many several both each every any other two three four")

	// conjunctions begin a clause.
	conjunctions = set("and but while as when after before because although though since if that whereas or so yet until which")

	indefinite = set("a an another one some many several two three other others most few any both")
)

func cueTable(kinds map[cue]string) map[string]cue {
	m := map[string]cue{}
	for kind, words := range kinds {
		for w := range set(words) {
			m[w] = max(m[w], kind)
		}
	}
	return m
}

// nounCues are cues that are nouns too.
var nounCues = set(`claims claim reports report calls call comments comment notes note promises promise demands demand fears fear hopes hope terms term states state
	answers answer replies reply warnings charges remarks remark posts shares share objects thought thoughts answers orders order requests request smile laughs
	appeals appeal estimates estimate mentions mention blames cites labels reading saying writing wishes wish urges questions wants praise blasts attack finds read hits hit
	points figures rules held brands sees reasons cautions address reports protests cries echo echoes`)

// besideOnly are verbs that introduce words only where these stand beside them.
var besideOnly = set(`continued continues continuing finished read reads reading repeated shared shares ordered orders hit pointed laughed smiled sighed introduced
	found finds sees saw held holds holding learned heard hears quoted echoed reflected reflects reflecting shows address addressed addressing appealed appeals
	informed informs remembered figured expected expects wanted wants agreed agrees hailed hailing sang sings singing thanked thanks confirmed confirms ruled rules
	announced announces announcing assured instructed requested requests estimated estimates`)
