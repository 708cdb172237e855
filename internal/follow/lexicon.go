package follow

import "strings"

// lexicon are the words of one language by which changes are told apart. All
// are in lower case.
type lexicon struct {
	function  map[string]bool    // words that carry no information by themselves
	negations map[string]bool    // words that turn a statement round
	soft      map[string]bool    // words that deny without being negations: "failed"
	dates     map[string]string  // months, days of the week, and words for a day: what they are
	numbers   map[string]float64 // spelled, with fractions and ordinals as numbers
	many      map[string]bool    // quantities without a number: "several", "most"
	opposites map[string]string  // what is replaced by its opposite is a changed fact
	nouns     bool               // all nouns are capitalised, so that a capital tells no name
}

func set(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, list := range words {
		for _, w := range strings.Fields(list) {
			m[w] = true
		}
	}
	return m
}

// turned gives each word of "a/b" its opposite.
func turned(pairs string) map[string]string {
	m := map[string]string{}
	for _, p := range strings.Fields(pairs) {
		a, b, _ := strings.Cut(p, "/")
		m[a], m[b] = m[a]+" "+b, m[b]+" "+a
	}
	return m
}

// dated gives each word of "kind: word word" its kind.
func dated(months, weekdays, words string) map[string]string {
	m := map[string]string{}
	for kind, list := range map[string]string{"month": months, "weekday": weekdays, "day": words} {
		for _, w := range strings.Fields(list) {
			m[w] = kind
		}
	}
	return m
}

// counted numbers words from a first value on: "0 zero one two".
func counted(lists ...string) map[string]float64 {
	m := map[string]float64{}
	for _, list := range lists {
		words := strings.Fields(list)
		for k := 0; k+1 < len(words); k += 2 {
			value := parseFloat(words[k])
			for w := range strings.SplitSeq(words[k+1], "|") {
				m[w] = value
			}
		}
	}
	return m
}

var languages = map[string]*lexicon{"en": english, "de": german, "fr": french, "es": spanish, "it": italian, "pt": portuguese, "nl": dutch}

var english = &lexicon{
	function: set(`a an the this that these those some any each every such same other another own i you he she it we they me him her us them my your his its our their
		mine yours hers ours theirs who whom whose which what where when why how there here and or but nor so yet for if then than as because since while although though unless until
		of in on at by to from with without about into onto over under after before between through during against among across around behind beyond near off out up down along upon within
		toward towards via per be is are was were been being am have has had having do does did doing will would shall should can could may might must ought
		it's he's she's that's there's i'm we're they're you're i've we've they've i'd he'd she'd they'd we'd i'll he'll she'll they'll we'll let's
		also too very just only even still already now then again ever quite rather more most less least much many few own itself himself herself themselves myself yourself ourselves oneself
		said says say`),
	negations: set(`not no never neither nor none nobody nothing nowhere without cannot can't don't doesn't didn't won't wouldn't shouldn't couldn't isn't aren't wasn't weren't hasn't haven't hadn't
		needn't mustn't ain't hardly`),
	soft: set(`fail fails failed failing refuse refuses refused refusing deny denies denied denying lack lacks lacked lacking unable reject rejects rejected decline declines declined avoid avoids avoided`),
	dates: dated(`january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec`,
		`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun`,
		`today yesterday tomorrow tonight immediate immediately morning afternoon evening night midnight noon midday spring summer autumn winter`),
	numbers: counted(`0 zero 1 one 2 two|both|pair|couple|fortnight 3 three 4 four 5 five 6 six 7 seven 8 eight 9 nine 10 ten|decade 11 eleven 12 twelve|dozen 13 thirteen 14 fourteen 15 fifteen 16 sixteen 17 seventeen 18 eighteen 19 nineteen`,
		`20 twenty 30 thirty 40 forty|fourty 50 fifty 60 sixty 70 seventy 80 eighty 90 ninety 100 hundred 1000 thousand 1e6 million|mln 1e9 billion|bn|bln 1e12 trillion|trn`,
		`1 once 2 twice|double|doubled|twofold 3 thrice|triple|tripled|threefold|treble|trebled 0.5 half 0.25 quarter`,
		`10001 first 10002 second 10003 third 10004 fourth 10005 fifth 10006 sixth 10007 seventh 10008 eighth 10009 ninth 10010 tenth 10011 eleventh 10012 twelfth 10013 thirteenth 10014 fourteenth 10015 fifteenth`,
		`20001 dozens 20002 scores 20003 hundreds 20004 thousands 20005 millions 20006 billions 20007 most|majority 20008 minority 20009 all|everyone|everybody`),
	many: set(`several some many few numerous various handful lots a an number hundreds thousands dozens scores most half all none`),
	opposites: turned(`man/woman men/women boy/girl boys/girls son/daughter sons/daughters brother/sister brothers/sisters husband/wife father/mother uncle/aunt nephew/niece king/queen widow/widower his/her he/she him/her
		rose/fell rise/fall rises/falls risen/fallen rising/falling up/down increase/decrease increased/decreased increases/decreases increasing/decreasing gain/loss gains/losses gained/lost won/lost win/lose wins/loses winning/losing
		profit/loss profits/losses higher/lower highest/lowest high/low larger/smaller largest/smallest more/less more/fewer most/least above/below over/under before/after earlier/later early/late
		alive/dead injured/killed wounded/killed hurt/killed survived/died survivors/victims guilty/innocent convicted/acquitted convicted/charged charged/cleared accused/convicted arrested/charged suspect/witness
		accept/reject accepted/rejected approve/reject approved/rejected backed/opposed back/oppose support/oppose supported/opposed supports/opposes for/against confirmed/denied confirm/deny confirms/denies admitted/denied admits/denies
		left/right north/south east/west northern/southern eastern/western northeast/northwest southeast/southwest inside/outside open/closed opened/closed opens/closes start/end started/ended begin/end began/ended
		bought/sold buy/sell buys/sells allow/ban allowed/banned legal/illegal major/minor senior/junior deputy/chief former/current temporary/permanent public/private voluntary/compulsory first/last
		strengthened/weakened stronger/weaker better/worse best/worst success/failure accident/attack raised/cut raise/cut raises/cuts`),
}

var german = &lexicon{
	nouns: true,
	function: set(`der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener jene jenes ich du er sie es wir ihr mich dich ihn uns euch ihnen ihm sich mein dein sein seine seinen seinem seiner
		ihre ihren ihrem ihrer unser unsere und oder aber denn sondern doch sowie als wie wenn weil dass ob da damit während obwohl bevor nachdem bis seit in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter
		durch für gegen ohne um zwischen neben hinter ab ist sind war waren sei seien wäre wären gewesen hat haben hatte hatten habe hätte hätten wird werden wurde wurden worden würde würden kann können konnte konnten soll sollen
		sollte sollten muss müssen musste mussten darf dürfen will wollen wollte mag auch noch nur schon sehr so dann dort hier da nun jetzt wieder immer mehr etwa rund man was wer welche welcher welches worden sagte sagt teilte mit`),
	negations: set(`nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts ohne weder nirgends kaum`),
	soft:      set(`scheiterte scheiterten gescheitert verweigerte verweigert lehnte ablehnte abgelehnt bestritt bestritten verneinte dementierte dementiert`),
	dates: dated(`januar februar märz april mai juni juli august september oktober november dezember jänner`,
		`montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag`,
		`heute gestern morgen vorgestern übermorgen sofort sofortiger montagabend dienstagabend mittwochabend donnerstagabend freitagabend samstagabend sonntagabend frühjahr frühling sommer herbst winter mittag mitternacht`),
	numbers: counted(`0 null 1 eins 2 zwei|beide|beiden 3 drei 4 vier 5 fünf 6 sechs 7 sieben 8 acht 9 neun 10 zehn 11 elf 12 zwölf|dutzend 13 dreizehn 14 vierzehn 15 fünfzehn 16 sechzehn 17 siebzehn 18 achtzehn 19 neunzehn`,
		`20 zwanzig 30 dreißig|dreissig 40 vierzig 50 fünfzig 60 sechzig 70 siebzig 80 achtzig 90 neunzig 100 hundert 1000 tausend 1e6 million|millionen|mio 1e9 milliarde|milliarden|mrd 1e12 billion|billionen`,
		`1 einmal 2 zweimal|doppelt 3 dreimal 4 viermal 0.5 hälfte|halb|halbe|halben 0.3333 drittel 0.25 viertel`,
		`10001 erste|ersten|erster|erstes 10002 zweite|zweiten|zweiter|zweites 10003 dritte|dritten|dritter|drittes 10004 vierte|vierten|vierter 20001 dutzende 20003 hunderte 20004 tausende 20007 meisten|mehrheit 20009 alle|allen`),
	many: set(`mehrere einige viele wenige zahlreiche ein eine einen paar hunderte tausende dutzende`),
	opposites: turned(`mann/frau männer/frauen junge/mädchen sohn/tochter bruder/schwester vater/mutter ehemann/ehefrau er/sie sein/ihr stieg/fiel stiegen/fielen gestiegen/gefallen stieg/sank steigen/sinken steigt/sinkt gewann/verlor gewonnen/verloren
		gewinn/verlust höher/niedriger mehr/weniger vor/nach verletzt/getötet verletzte/tote lebend/tot schuldig/unschuldig verurteilt/freigesprochen angenommen/abgelehnt bestätigte/bestritt bestätigt/dementiert für/gegen
		norden/süden osten/westen nördlich/südlich östlich/westlich links/rechts auf/ab öffnet/schließt geöffnet/geschlossen kaufte/verkaufte gekauft/verkauft erhöht/gesenkt erhöhen/senken zunahme/abnahme oberhalb/unterhalb erlaubt/verboten`),
}

var french = &lexicon{
	function: set(`le la les l un une des du de d au aux ce cet cette ces mon ton son ma ta sa mes tes ses notre votre leur nos vos leurs je tu il elle on nous vous ils elles me te se lui eux y en qui que qu dont où quoi quel quelle
		et ou mais donc or ni car si comme lorsque quand parce puisque pendant depuis avant après dans sur sous par pour avec chez entre vers contre est sont était étaient être été a ont avait avaient avoir eu fut furent sera seront
		serait seraient aura auront peut peuvent pouvait doit doivent plus moins très aussi encore déjà même ainsi alors ici là ne n selon afin dit déclaré`),
	negations: set(`pas jamais aucun aucune rien sans non personne nul nulle ni`),
	soft:      set(`échoué refusé refuse nie nié dément démenti rejeté rejette`),
	dates: dated(`janvier février mars avril mai juin juillet août septembre octobre novembre décembre`, `lundi mardi mercredi jeudi vendredi samedi dimanche`,
		`aujourd'hui hier demain matin soir après-midi nuit minuit midi immédiat immédiate immédiatement printemps été automne hiver`),
	numbers: counted(`0 zéro 2 deux 3 trois 4 quatre 5 cinq 6 six 7 sept 8 huit 9 neuf 10 dix 11 onze 12 douze|douzaine 13 treize 14 quatorze 15 quinze 16 seize 20 vingt|vingts 30 trente 40 quarante 50 cinquante 60 soixante 100 cent|cents`,
		`1000 mille 1e6 million|millions 1e9 milliard|milliards 0.5 moitié|demi|demie 0.3333 tiers 0.25 quart 10001 premier|première 10002 deuxième|seconde 10003 troisième 20001 dizaines 20003 centaines 20004 milliers 20007 plupart|majorité 20009 tous|toutes`),
	many: set(`plusieurs quelques beaucoup certains certaines nombreux un une des dizaines centaines milliers`),
	opposites: turned(`homme/femme hommes/femmes garçon/fille fils/fille frère/sœur père/mère mari/épouse il/elle hausse/baisse augmenté/diminué augmente/diminue monté/baissé gagné/perdu blessé/tué blessés/morts blessés/tués vivant/mort
		coupable/innocent condamné/acquitté accepté/rejeté approuvé/rejeté confirmé/démenti pour/contre nord/sud est/ouest gauche/droite avant/après plus/moins ouvert/fermé acheté/vendu supérieur/inférieur`),
}

var spanish = &lexicon{
	function: set(`el la los las lo un una unos unas de del al a en por para con sin sobre entre hasta desde contra según durante y e o u pero sino que quien quienes cual cuales cuyo donde cuando como porque si aunque mientras
		yo tú él ella nosotros ellos ellas usted me te se le les nos mi tu su mis tus sus nuestro este esta estos estas ese esa esos esas aquel es son era eran ser sido fue fueron está están estaba estaban ha han había habían haber hay
		será serán sería puede pueden podía debe deben más menos muy también ya aún así entonces aquí allí tras ante dijo señaló`),
	negations: set(`no nunca jamás ningún ninguno ninguna nadie nada sin tampoco ni`),
	soft:      set(`fracasó rechazó rechazado negó negado niega desmintió`),
	dates: dated(`enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre`, `lunes martes miércoles jueves viernes sábado domingo`,
		`hoy ayer mañana anoche inmediato inmediata inmediatamente tarde noche medianoche mediodía primavera verano otoño invierno`),
	numbers: counted(`0 cero 1 uno 2 dos|ambos|ambas 3 tres 4 cuatro 5 cinco 6 seis 7 siete 8 ocho 9 nueve 10 diez 11 once 12 doce|docena 13 trece 14 catorce 15 quince 16 dieciséis 17 diecisiete 18 dieciocho 19 diecinueve 20 veinte 21 veintiuno`,
		`22 veintidós 23 veintitrés 24 veinticuatro 25 veinticinco 26 veintiséis 27 veintisiete 28 veintiocho 29 veintinueve 30 treinta 40 cuarenta 50 cincuenta 60 sesenta 70 setenta 80 ochenta 90 noventa 100 cien|ciento 200 doscientos 300 trescientos 500 quinientos`,
		`1000 mil 1e6 millón|millones 0.5 mitad|medio|media 0.3333 tercio 0.25 cuarto 10001 primer|primero|primera 10002 segundo|segunda 10003 tercer|tercero|tercera 20001 decenas|docenas 20003 cientos|centenares 20004 miles 20007 mayoría 20009 todos|todas`),
	many: set(`varios varias algunos algunas muchos muchas pocos pocas numerosos un una cientos miles decenas`),
	opposites: turned(`hombre/mujer hombres/mujeres niño/niña hijo/hija hermano/hermana padre/madre marido/esposa él/ella subió/bajó sube/baja aumentó/disminuyó aumento/descenso ganó/perdió heridos/muertos herido/muerto vivo/muerto
		culpable/inocente condenado/absuelto aceptó/rechazó aprobó/rechazó aprobado/rechazado confirmó/desmintió confirmó/negó norte/sur este/oeste izquierda/derecha antes/después más/menos abierto/cerrado compró/vendió`),
}

var italian = &lexicon{
	function: set(`il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai dalle in nel nello nella nei nelle con su sul sulla sui sulle per tra fra e ed o ma se che chi cui come quando
		dove perché mentre anche ancora già più meno molto così poi qui lì io tu lui lei noi voi loro mi ti si ci vi suo sua suoi sue loro questo questa questi queste quello quella è sono era erano essere stato stata stati state ha hanno
		aveva avevano avere sarà saranno può possono deve devono dopo prima contro secondo durante ha detto`),
	negations: set(`non mai nessun nessuno nessuna niente nulla senza né neanche nemmeno`),
	soft:      set(`fallito rifiutato respinto negato smentito`),
	dates:     dated(`gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre`, `lunedì martedì mercoledì giovedì venerdì sabato domenica`, `oggi ieri domani stasera stamattina immediato immediata subito mezzanotte mezzogiorno`),
	numbers: counted(`0 zero 2 due|entrambi 3 tre 4 quattro 5 cinque 6 sei 7 sette 8 otto 9 nove 10 dieci|decina 11 undici 12 dodici 13 tredici 14 quattordici 15 quindici 16 sedici 17 diciassette 18 diciotto 19 diciannove 20 venti 30 trenta 40 quaranta 50 cinquanta`,
		`60 sessanta 70 settanta 80 ottanta 90 novanta 100 cento 1000 mille 1e6 milione|milioni 1e9 miliardo|miliardi 0.5 metà|mezzo 0.3333 terzo 0.25 quarto 20001 decine 20003 centinaia 20004 migliaia 20007 maggioranza 20009 tutti|tutte`),
	many: set(`diversi diverse alcuni alcune molti molte pochi poche numerosi un una decine centinaia migliaia`),
	opposites: turned(`uomo/donna uomini/donne ragazzo/ragazza figlio/figlia fratello/sorella padre/madre marito/moglie lui/lei salito/sceso aumento/calo aumentato/diminuito vinto/perso feriti/morti ferito/morto vivo/morto colpevole/innocente
		condannato/assolto accettato/respinto approvato/respinto confermato/smentito nord/sud est/ovest sinistra/destra prima/dopo più/meno aperto/chiuso comprato/venduto`),
}

var portuguese = &lexicon{
	function: set(`o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos pelas para com sobre entre até desde contra segundo durante e ou mas que quem qual quais cujo onde quando como porque se embora enquanto
		eu tu ele ela nós eles elas você me te se lhe lhes meu teu seu sua seus suas nosso este esta estes estas esse essa isso aquele é são era eram ser sido foi foram está estão estava estavam tem têm tinha tinham ter há será serão
		pode podem deve devem mais menos muito também já ainda assim então aqui ali após ao à aos às disse`),
	negations: set(`não nunca jamais nenhum nenhuma ninguém nada sem tampouco nem`),
	soft:      set(`falhou rejeitou rejeitado negou negado recusou desmentiu`),
	dates: dated(`janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro`, `segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta sábado domingo`,
		`hoje ontem amanhã imediato imediata imediatamente noite tarde manhã meia-noite meio-dia`),
	numbers: counted(`0 zero 2 dois|duas|ambos|ambas 3 três 4 quatro 5 cinco 6 seis 7 sete 8 oito 9 nove 10 dez|dezena 11 onze 12 doze|dúzia 13 treze 14 catorze|quatorze 15 quinze 16 dezesseis|dezasseis 17 dezessete|dezassete 18 dezoito 19 dezenove|dezanove`,
		`20 vinte 30 trinta 40 quarenta 50 cinquenta 60 sessenta 70 setenta 80 oitenta 90 noventa 100 cem|cento 200 duzentos 300 trezentos 500 quinhentos 1000 mil 1e6 milhão|milhões 1e9 bilhão|bilhões 0.5 metade|meio|meia 0.3333 terço 20001 dezenas|dúzias 20003 centenas 20004 milhares 20007 maioria 20009 todos|todas`),
	many: set(`vários várias alguns algumas muitos muitas poucos poucas numerosos um uma dezenas centenas milhares`),
	opposites: turned(`homem/mulher homens/mulheres menino/menina rapaz/rapariga filho/filha irmão/irmã pai/mãe marido/esposa ele/ela subiu/caiu aumentou/diminuiu alta/queda ganhou/perdeu feridos/mortos ferido/morto vivo/morto culpado/inocente
		condenado/absolvido aceitou/rejeitou aprovou/rejeitou aprovado/rejeitado confirmou/negou confirmou/desmentiu norte/sul leste/oeste esquerda/direita antes/depois mais/menos aberto/fechado comprou/vendeu`),
}

var dutch = &lexicon{
	function: set(`de het een deze dit die dat ik jij je u hij zij ze wij we jullie mij me hem haar ons hen hun zich mijn jouw zijn onze uw en of maar want dus als dan toen terwijl omdat doordat hoewel voordat nadat totdat in op aan bij met
		naar van voor uit over onder door tegen tussen zonder om tot sinds te ter is was waren ben zijn geweest heeft hebben had hadden wordt worden werd werden geworden zal zullen zou zouden kan kunnen kon konden moet moeten moest
		moesten mag mogen wil willen wilde ook nog al zeer zo daar hier er nu weer meer veel weinig wie wat welke waar wanneer hoe zei zegt`),
	negations: set(`niet geen nooit niemand niets nergens zonder noch`),
	soft:      set(`mislukt mislukte weigerde geweigerd ontkende ontkend verwierp verworpen`),
	dates:     dated(`januari februari maart april mei juni juli augustus september oktober november december`, `maandag dinsdag woensdag donderdag vrijdag zaterdag zondag`, `vandaag gisteren morgen vanavond onmiddellijk onmiddellijke meteen middernacht middag`),
	numbers: counted(`0 nul 1 één 2 twee|beide 3 drie 4 vier 5 vijf 6 zes 7 zeven 8 acht 9 negen 10 tien 11 elf 12 twaalf|dozijn 13 dertien 14 veertien 15 vijftien 16 zestien 17 zeventien 18 achttien 19 negentien 20 twintig 30 dertig 40 veertig 50 vijftig`,
		`60 zestig 70 zeventig 80 tachtig 90 negentig 100 honderd 1000 duizend 1e6 miljoen 1e9 miljard 0.5 helft|half|halve 0.3333 derde 0.25 kwart 10001 eerste 10002 tweede 20001 tientallen 20003 honderden 20004 duizenden 20007 meeste|meerderheid 20009 alle|allen`),
	many: set(`meerdere enkele sommige vele een verschillende tientallen honderden duizenden`),
	opposites: turned(`man/vrouw mannen/vrouwen jongen/meisje zoon/dochter broer/zus vader/moeder echtgenoot/echtgenote hij/zij steeg/daalde gestegen/gedaald stijgt/daalt won/verloor gewonnen/verloren winst/verlies hoger/lager gewonden/doden
		gewond/gedood levend/dood schuldig/onschuldig veroordeeld/vrijgesproken aangenomen/verworpen bevestigde/ontkende voor/tegen noord/zuid oost/west links/rechts voor/na meer/minder open/gesloten gekocht/verkocht`),
}
