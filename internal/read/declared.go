package read

import (
	"strings"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/proof"
)

// The values of Declared.Access.
const (
	paywalled = "paywalled"
	truncated = "truncated"
)

// declare reads what the page claims about itself.
func (s *sheet) declare(r *tearsheet.Revision) {
	d := &r.Declared
	note := func(field *string, name, value, where string) {
		if value != "" && *field == "" {
			*field, r.Evidence["declared."+name] = value, where
		}
	}
	robots, where := s.robots()
	note(&d.Robots, "robots", robots, where)
	for _, o := range s.articles() {
		for _, v := range o.list("isBasedOn") {
			if u := address.Resolve(s.base, strOr(words(v), strOr(s.named(v).str("url"), s.named(v).str("@id")))); u != "" {
				d.BasedOn = append(d.BasedOn, u)
				r.Evidence["declared.based_on"] = "json-ld isBasedOn"
			}
		}
		for _, v := range o.list("correction") {
			note(&d.Correction, "correction", plainText(strOr(words(v), s.named(v).str("text"))), "json-ld correction")
		}
	}
	licence, where := s.licence()
	note(&d.Licence, "licence", licence, where)
	rsl, where := s.rsl()
	note(&d.RSL, "rsl", rsl, where)
	reservation, where := s.saidOrHeader("tdm-reservation")
	if reservation == "0" || reservation == "1" {
		note(&d.TDMReservation, "tdm_reservation", reservation, where)
	}
	policy, where := s.saidOrHeader("tdm-policy")
	note(&d.TDMPolicy, "tdm_policy", address.Resolve(s.base, policy), where)
	manifest, where := s.linked("c2pa-manifest")
	note(&d.C2PA, "c2pa", manifest, where)
	access, where := s.access()
	note(&d.Access, "access", access, where)
}

// robots gives what <meta> and the header say to machines.
func (s *sheet) robots() (string, string) {
	robots := append([]string{}, s.meta["robots"]...)
	var where []string
	if len(robots) > 0 {
		where = append(where, "meta robots")
	}
	if tags := s.header.Values("X-Robots-Tag"); len(tags) > 0 {
		robots, where = append(robots, tags...), append(where, "header X-Robots-Tag")
	}
	return proof.Block(strings.Join(robots, ", ")), strings.Join(where, ", ")
}

func (s *sheet) saidOrHeader(name string) (string, string) {
	if v, where := s.said(name); v != "" {
		return v, where
	}
	return proof.Block(s.header.Get(name)), "header " + name
}

// linked gives the address of a <link> or of the Link header with one rel.
func (s *sheet) linked(rel string) (string, string) {
	for _, href := range s.links[rel] {
		if u := address.Resolve(s.base, href); u != "" {
			return u, "link rel=" + rel
		}
	}
	for _, h := range s.header.Values("Link") {
		for part := range strings.SplitSeq(h, ",") {
			target, params, _ := strings.Cut(part, ";")
			if u := address.Resolve(s.base, strings.Trim(target, " <>")); u != "" && strings.Contains(strings.ReplaceAll(strings.ToLower(params), `"`, ""), "rel="+rel) {
				return u, "header Link"
			}
		}
	}
	return "", ""
}

// rsl gives the terms in Really Simple Licensing: linked, or in the page.
func (s *sheet) rsl() (string, string) {
	if u, where := s.linked("rsl"); u != "" {
		return u, where
	}
	for _, h := range s.header.Values("Link") {
		for part := range strings.SplitSeq(h, ",") {
			target, params, _ := strings.Cut(part, ";")
			if u := address.Resolve(s.base, strings.Trim(target, " <>")); u != "" && strings.Contains(params, "application/rsl+xml") {
				return u, "header Link"
			}
		}
	}
	if s.inlineRSL {
		return "inline", "script application/rsl+xml"
	}
	return "", ""
}

// access tells of a wall: JSON-LD or <meta> say that the article is not free.
func (s *sheet) access() (string, string) {
	for _, o := range s.articles() {
		if isFalse(o.str("isAccessibleForFree")) {
			return paywalled, "json-ld isAccessibleForFree"
		}
		for _, part := range o.list("hasPart") {
			if p := s.named(part); isFalse(p.str("isAccessibleForFree")) && o["isAccessibleForFree"] == nil {
				return paywalled, "json-ld hasPart"
			}
		}
	}
	if v, where := s.said("itemprop:isaccessibleforfree"); isFalse(v) {
		return paywalled, where
	}
	if v, where := s.said("article:content_tier"); strings.EqualFold(v, "locked") {
		return paywalled, where
	}
	return "", ""
}

// isFalse reports whether a statement is false, as a word or as the address of
// the word in a vocabulary.
func isFalse(s string) bool {
	word := s[strings.LastIndexByte(s, '/')+1:]
	return strings.EqualFold(word, "false") || strings.EqualFold(word, "no")
}

// wallWords open a line with which a text breaks off in front of a wall.
var wallWords = []string{"continue reading", "to continue reading", "subscribe to continue", "subscribe to read", "sign in to continue", "log in to continue", "this article is for subscribers", "this content is for subscribers", "this is a subscriber", "already a subscriber", "read the full story", "read the full article",
	"weiterlesen", "jetzt weiterlesen", "sie möchten weiterlesen", "lesen sie weiter", "diesen artikel weiterlesen", "dieser artikel ist nur für", "dieser inhalt ist nur für", "exklusiv für abonnenten", "nur für abonnenten",
	"il vous reste", "la suite est réservée", "cet article est réservé", "article réservé aux abonnés", "contenu réservé", "lire la suite", "pour lire la suite",
	"contenido exclusivo para suscriptores", "suscríbete para seguir leyendo", "para seguir leyendo", "este contenido es exclusivo", "continua a leggere", "contenuto riservato", "questo articolo è riservato", "conteúdo exclusivo para assinantes", "para continuar lendo",
	"lees verder met", "lees dit artikel", "dit artikel is exclusief", "les hele saken", "for å lese videre", "läs hela artikeln", "läs vidare", "denne artikkelen er for", "artiklen er for abonnenter", "lue koko", "pozostało", "czytaj dalej", "この記事は有料", "残り", "有料会員", "会員限定", "이 기사는 유료"}

// brokenOff reports whether a line behind the text says that there is more of it.
func brokenOff(blocks []tearsheet.Block) bool {
	for _, b := range blocks[max(0, len(blocks)-8):] {
		if isWall(b.Text) {
			return true
		}
	}
	return false
}

// isWall reports whether a line stands where a text breaks off. What only names
// the whole story is no wall when it goes on about something.
func isWall(line string) bool {
	low := strings.ToLower(line)
	for _, w := range wallWords {
		if len(low) < 200 && strings.HasPrefix(low, w) {
			return !strings.HasPrefix(w, "read the full") || len(low) < len(w)+20
		}
	}
	return false
}

func (s *sheet) licence() (string, string) {
	for _, o := range s.articles() {
		for _, v := range o.list("license") {
			if l := s.licenceIn(strOr(words(v), strOr(s.named(v).str("url"), s.named(v).str("name")))); l != "" {
				return l, "json-ld license"
			}
		}
	}
	for _, href := range append(append([]string{}, s.links["license"]...), s.licences...) {
		if u := address.Resolve(s.base, href); u != "" {
			return u, "rel=license"
		}
	}
	v, where := s.said("dcterms.license", "dc.rights.license")
	return s.licenceIn(v), where
}

// licenceIn gives a licence by its address, made absolute, or by its name;
// nothing where it is an address that leads to no page.
func (s *sheet) licenceIn(stated string) string {
	scheme, _, hasScheme := strings.Cut(stated, ":")
	switch {
	case strings.HasPrefix(stated, "/") || strings.HasPrefix(stated, "."), hasScheme && !strings.Contains(scheme, " "):
		return address.Resolve(s.base, stated)
	case len(stated) > 300:
		return ""
	}
	return stated
}
