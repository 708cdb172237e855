package annotate

// humans are the nouns by which a text calls a person whom it names elsewhere.
var humans = set(`minister president chancellor premier secretary spokesman spokeswoman spokesperson official officer chief chairman chairwoman chairperson chair
	director manager coach boss captain striker midfielder defender goalkeeper keeper referee player star champion driver pilot golfer boxer cyclist swimmer
	singer rapper musician actor actress comedian author writer novelist poet artist painter director filmmaker producer host presenter broadcaster journalist
	reporter editor columnist commentator analyst economist strategist researcher scientist professor lecturer teacher academic historian expert doctor nurse
	surgeon physician psychologist lawyer attorney barrister solicitor prosecutor judge justice magistrate sheriff detective inspector sergeant superintendent
	commissioner commander general colonel major lieutenant admiral soldier veteran mayor governor senator congressman congresswoman lawmaker legislator mp
	councillor councilor councilman councilwoman deputy leader head founder ceo executive entrepreneur businessman businesswoman owner investor farmer worker
	driver engineer mechanic architect designer chef waiter cook baker activist campaigner protester organiser organizer volunteer resident neighbour neighbor
	witness victim survivor suspect defendant plaintiff man woman boy girl father mother dad mum mom brother sister son daughter husband wife widow uncle aunt
	grandfather grandmother cousin friend colleague partner student pupil pensioner teenager teen youth child king queen prince princess duke duchess pope
	bishop archbishop cardinal priest pastor imam rabbi ambassador diplomat envoy adviser advisor aide consultant candidate politician democrat republican
	conservative backbencher mp speaker rep sen gov dr prof president-elect ex-president native american frenchman englishman scot irishman german italian
	spaniard argentine argentinian brazilian australian canadian dutchman swede dane norwegian russian briton welshman swiss croatian serb teenager youngster
	veteran winger defender forward centre-half skipper batsman bowler pitcher quarterback rookie trainer jockey owner runner sprinter athlete pilot astronaut
	tory treasurer vice-president co-founder cofounder counsel principal headteacher dean vice-chancellor registrar clerk curator librarian vet warden ranger
	firefighter paramedic policeman policewoman constable trooper guard gunman sailor fisherman shopkeeper landlord tenant customer passenger tourist traveller
	patient parent parents nun monk monarch sultan emir crown prime vice senior chief-of-staff undersecretary whistleblower blogger youtuber influencer model
	defenseman winger playmaker frontman drummer guitarist bassist bandmate songwriter composer conductor dancer choreographer screenwriter playwright
	narrator interviewer interviewee respondent commenter employee staffer intern manager supervisor agent broker banker trader accountant auditor boss
	newcomer old hero legend magnate mogul tycoon billionaire millionaire philanthropist socialite politician strongman dictator warlord rebel militant`)

// bodies are nouns of organisations.
var bodies = set(`ministry department police government parliament council committee commission agency authority bureau office court party union association
	federation foundation institute university college school hospital company corporation corp inc ltd plc llc group bank club team league board service services
	army navy force forces guard embassy newspaper times post magazine radio tv television channel network news press media airline airlines airport society trust
	church charity organisation organization administration congress senate assembly house cabinet treasury center centre academy institution firm studio studios
	records label airways motors industries holdings fund exchange alliance coalition front movement forum panel secretariat consulate station brigade department
	registry tribunal watchdog regulator consortium laboratory lab museum library theatre orchestra band united city rovers fc`)

// plainly are words by which a text may call anybody, whatever the trade.
var plainly = set("man woman boy girl old star player legend native veteran champion spokesman spokeswoman spokesperson teenager teen father mother hero newcomer youngster american briton")

// synonyms of trades under which a text may call the same person.
var synonyms = map[string][]string{
	"leader": {"president", "minister", "premier", "chancellor", "captain"}, "president": {"leader"}, "boss": {"coach", "manager", "executive", "ceo"},
	"coach": {"boss", "manager"}, "manager": {"boss", "coach"}, "lawyer": {"attorney", "solicitor", "barrister"}, "attorney": {"lawyer"}, "mp": {"backbencher", "politician", "parliament"},
	"premier": {"minister"}, "official": {"officer", "agent"}, "singer": {"musician", "star", "frontman", "vocalist"}, "star": {"actor", "actress", "singer", "striker"},
	"police": {"officer"}, "chief": {"head", "director", "commissioner", "executive"}, "lawmaker": {"senator", "congressman", "mp", "representative"}, "driver": {"champion"},
	"skipper": {"captain"}, "captain": {"skipper"}, "academic": {"professor", "lecturer"}, "activist": {"campaigner"}, "minister": {"secretary"},
}

// issued are the statements of those who are the subjects of their sentences.
var issued = set("statement letter message note email e-mail tweet post report memo complaint affidavit filing posting")

// titleGender is the gender that a word beside a name tells.
var titleGender = genders(`mr sir lord king prince duke father brother husband son uncle grandfather dad man boy actor spokesman chairman congressman businessman
	policeman councilman baron monsieur herr señor senor don pope bishop cardinal imam priest fr frenchman englishman dutchman irishman welshman widower`,
	`mrs ms miss lady dame queen princess duchess mother sister wife daughter aunt grandmother mum mom woman girl actress spokeswoman chairwoman
	congresswoman businesswoman policewoman councilwoman baroness madame madam frau señora senora nun widow heroine waitress hostess`)

// firstNames tells whom to call he or she. Names that both bear are left out.
var firstNames = genders(menNames, womenNames)

func genders(men, women string) map[string]gender {
	m := map[string]gender{}
	for w := range set(men) {
		m[w] = male
	}
	for w := range set(women) {
		m[w] = female
	}
	return m
}

// courtesies stand before names and are no part of them.
var courtesies = set(`mr mrs ms miss mx dr prof sir dame lord lady baroness baron rev reverend fr sister st hon right rt honourable honorable lt col gen maj capt
	sgt cpl pte supt insp det cllr councillor datuk dato datin seri tan tun haji sheikh sheikha shaikh emir sultan shri smt justice professor doctor retd
	prime foreign interior finance defence defense health education home deputy former ex acting interim vice senior junior assistant attorney us uk
	security cabinet communications transport labour housing justice environment energy culture sports trade chief first second`)

// peoples are words for those of a country, which stand before names.
var peoples = set(`american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian swedish norwegian danish
	finnish polish czech hungarian greek turkish russian ukrainian israeli palestinian iranian iraqi syrian lebanese egyptian saudi indian pakistani bangladeshi
	chinese japanese korean vietnamese thai malaysian indonesian filipino australian canadian mexican brazilian argentine colombian venezuelan cuban chilean
	peruvian nigerian kenyan ghanaian ethiopian somali sudanese ugandan african european asian democrat republican tory conservative democratic`)

// particles stand between the words of a name.
var particles = set("de da do dos das del della di du la le van von der den ten ter bin ibn al el y e af zu abu")

const menNames = `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua
	kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory
	alexander patrick frank raymond jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter ethan jeremy harold keith christian roger
	noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene
	vincent russell elijah louis bobby philip johnny bradley simon ian graham nigel colin stuart neil martin gordon trevor derek barry clive geoffrey malcolm
	tony steve mike bob jim tom bill dave chris matt dan ben rob nick pete phil greg jeff andy ed ted fred sam max leo oliver harry charlie oscar liam connor
	luke owen callum ewan angus hamish alastair rory declan niall seamus brendan cormac eamon gerard fergus hugh donal pierre jean jacques michel françois francois
	philippe alain laurent olivier nicolas antoine emmanuel rafael carlos luis jorge miguel antonio manuel francisco pedro javier fernando alejandro diego
	pablo sergio ricardo eduardo alberto andres andrés roberto mario ramon raul raúl enrique hugo gustavo felipe joão joao paulo marco giuseppe giovanni luca
	francesco matteo lorenzo paolo stefano alessandro giorgio silvio hans klaus jürgen jurgen wolfgang karl heinz werner dieter günter gunter helmut stefan
	thomas uwe lars sven erik olaf anders nils johan magnus gunnar bjorn björn vladimir dmitry dmitri sergei sergey alexei mikhail ivan boris nikolai yuri igor
	oleg viktor andrei pavel mohammed mohammad muhammad mohamed ahmed ahmad ali hassan hussein omar ibrahim yusuf abdul abdullah mahmoud khalid mustafa hamid
	karim tariq bilal imran rahul amit raj sanjay vijay anil rajesh suresh ravi arun ashok sunil narendra anwar kofi kwame emeka chinedu oluwaseun
	jerome tyrone darren wayne craig lee shane brett troy rodney glenn dean ross clint garth elon barack joe abraham benedict cyril desmond edgar felix
	gareth giles hector horace isaac ivor jasper jonas julian lewis lionel marcus maurice miles moses neville norman otto percy quentin rupert sebastian
	stanley theodore toby victor warren wilfred winston piers damon dominic duncan edmund ernest gavin geoff gilbert herbert howard humphrey joel jude
	leonard leroy lloyd marvin mitchell perry quincy reginald rex roland rowan rudolph rufus seth spencer sylvester terence tim tommy tobias xavier guy lars lukas
	hendrik willem pieter jan piotr tomasz krzysztof marek jakub milan novak goran zoran dragan emil rashid samir faisal nasser saeed salman yasser jamal`

const womenNames = `mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol
	amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine
	debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea
	cheryl hannah jacqueline martha gloria teresa ann anne sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris
	marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori claire fiona gillian hilary heidi imogen isabel jane
	jill joanna josephine judi kate katie kathy kim kirsty lily lindsay lorraine louise lucy lynn maggie marion maureen molly monica naomi nina nora paula
	penelope philippa polly rosemary rosie ruby sally sheila sophie stella sue susanna sylvia tania tara theresa tina tracey tracy valerie vanessa vera
	veronica vivian wendy yvonne zoe zoë clare siobhan niamh aoife sinead orla bridget caitlin deirdre eileen maeve nuala roisin shannon brigitte camille
	cécile cecile chantal claudine élise elise florence françoise francoise isabelle juliette marine nathalie odile sandrine simone ségolène valérie carmen
	rosa lucia lucía ana elena pilar dolores mercedes guadalupe juana isabel beatriz gabriela alejandra mariana daniela claudia cristina silvia patricia
	sofia sofía valentina camila natalia adriana paola francesca giulia chiara federica alessandra giorgia martina angela ursula annalena petra sabine
	monika heike gisela ingrid birgit renate helga karin katrin kerstin anja silke greta astrid freja ingeborg olga svetlana natalya tatiana irina ekaterina
	yelena anastasia ludmila galina maria fatima aisha khadija zainab maryam mariam leila layla amina noor nur samira yasmin priya pooja sunita anita lakshmi
	deepika anjali kavita meena nirmala sonia indira mamata sushma smriti siti nurul aung ngozi amara chioma adaeze wanjiku akinyi hillary kamala michelle
	melania ivanka nikki oprah beyoncé beyonce serena venus naomi simona maria jacinda theresa angela ruth gwendolyn harriet hayley ida irene iris ivy
	jasmine jocelyn june karin kristen kristin lara leah lena lydia mabel mandy marianne miriam nadia nadine nell noelle olive pauline peggy phoebe
	rhoda rita roberta rosalind roxanne sadie selina shauna sigourney thelma tilda trudy una ursula wilma winifred yolanda zara shamsa sadeka fauzia`
