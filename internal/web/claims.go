package web

import "tearsheet"

// claimedFacts are what a page says of itself that we cannot know to be true.
// What it does not claim is left out. Whose words an article carries is said
// first: an aggregator that names the first publisher must not look like it.
func claimedFacts(r *tearsheet.Revision) []fact {
	d := &r.Declared
	var claims []fact
	claim := func(field string, f fact) {
		if f.Words != "" {
			f.Evidence = claimEvidence(r.Evidence["declared."+field])
			claims = append(claims, f)
		}
	}
	for _, base := range d.BasedOn {
		claim("based_on", addressClaim("Based on", base))
	}
	elsewhere := addressClaim("Canonical address elsewhere", d.Canonical)
	elsewhere.Note = "a claim: the article keeps the address it was read at"
	claim("canonical_elsewhere", elsewhere)
	claim("correction", fact{Label: "Correction note", Words: d.Correction, Lang: lang(r.Language)})
	claim("access", fact{Label: "Access", Words: wordsFor(accessWords, d.Access)})
	claim("licence", addressClaim("Licence", d.Licence))
	claim("rsl", rslClaim(d.RSL))
	claim("tdm_reservation", fact{Label: "Text and data mining", Words: wordsFor(reservationWords, d.TDMReservation)})
	claim("tdm_policy", addressClaim("Policy of text and data mining", d.TDMPolicy))
	claim("c2pa", addressClaim("C2PA manifest", d.C2PA))
	claim("robots", fact{Label: "Rules for robots", Words: d.Robots})
	return claims
}

// addressClaim shows an address as a link, and what is none as it was stated.
func addressClaim(label, stated string) fact {
	return fact{Label: label, Words: shortAddress(stated), Link: webAddress(stated)}
}

func rslClaim(stated string) fact {
	const label = "Terms (RSL)"
	if stated == "inline" {
		return fact{Label: label, Words: "in the page itself"}
	}
	return addressClaim(label, stated)
}

var (
	accessWords = map[string]string{
		"paywalled": "the page says that it is not free to read",
		"truncated": "the page says that it shows only a part",
	}
	reservationWords = map[string]string{"1": "rights are reserved", "0": "rights are not reserved"}
)

// wordsFor says a stated value in a reader's words, and one that is not known
// as it was stated.
func wordsFor(words map[string]string, stated string) string {
	if w, known := words[stated]; known {
		return w
	}
	return stated
}

func claimEvidence(evidence string) string {
	if evidence == "" {
		return ""
	}
	return evidenceWords(evidence)
}
