package follow

// bounds are where one kind of change ends and the next begins. They were set
// on made-up cases; TestLimitsHoldOnTheOtherHalf fits them on one half of a
// labelled corpus and checks them on the other.
type bounds struct {
	alikeLoosely float64 // Dice's coefficient from which a sentence that came is one that went, rewritten
	inPassing    int     // words put in or taken out at one place that are no clause of their own: their figures and negations changed
	clause       int     // points from which a clause that comes or goes is news: a word that informs is one, a number two
	unbalance    int     // points by which it must tell more than what stands in its place,
	factor       int     // and how many times as much
	standsFor    int     // how many times as many words that inform may have stood where new sentences stand
}

// limits are read only, but for the test that fits them.
var limits = bounds{alikeLoosely: 0.30, inPassing: 3, clause: 2, unbalance: 4, factor: 4, standsFor: 2}
