package read

import "testing"

func TestABylineIsPartedIntoPeopleWithTheirRoles(t *testing.T) {
	for in, want := range map[string]string{
		"By ANN LEE and dpa | Photographs by Carl Fox":       "ANN LEE; dpa (agency); Carl Fox (Photographs)",
		"By Ann Lee, Bob Ray and María de la Cruz in Berlin": "Ann Lee; Bob Ray; María de la Cruz (in Berlin)",
		"Martin Luther King, Jr.":                            "Martin Luther King, Jr.",
		"Ann Lee and Martin Luther King, Jr.":                "Ann Lee; Martin Luther King, Jr.",
		"Lee, Ann":                                           "Lee, Ann",
		"Por Ana García y López e Iñaki Ruiz":                "Ana García y López; Iñaki Ruiz",
		"王小明 北京报道":                                           "王小明 (北京报道)",
		"文／王小明 攝影／李四":                                        "王小明; 李四 (攝影)",
		"Von Ann Lee (Text) und Carl Fox (Fotos)":            "Ann Lee (Text); Carl Fox (Fotos)",
		"Ann Lee • Bob Ray":                                  "Ann Lee; Bob Ray",
		"Reuters, AFP":                                       "Reuters (agency); AFP (agency)",
		"Ann Lee, political editor":                          "Ann Lee (political editor)",
		"Ann Lee, Bob Ray":                                   "Ann Lee; Bob Ray",
		"Arts and Culture":                                   "Arts and Culture",
		"Ann Lee ()":                                         "Ann Lee ()",
	} {
		if got := names(splitNames(in)); got != want {
			t.Errorf("splitNames(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestANameInJSONLDIsTheNameOfOne(t *testing.T) {
	for author, want := range map[string]string{
		`{"@type":"Person","name":"Lee, Ann"}`:                  "Lee, Ann",
		`{"@type":"Person","name":"García López, Ana María"}`:   "García López, Ana María",
		`{"@type":"Person","name":"Ann Lee, political editor"}`: "Ann Lee (political editor)",
		`{"@type":"Organization","name":"Women and Men Today"}`: "Women and Men Today",
		`{"@type":"Organization","name":"Smith, Jones & Sons"}`: "Smith, Jones & Sons",
		`{"@type":"Person","name":"Ann Lee and Bob Ray"}`:       "Ann Lee; Bob Ray",
		`"Ann Lee, Bob Ray"`: "Ann Lee; Bob Ray",
	} {
		r := mustRead(t, capture(bridge(ld(`{"@type":"NewsArticle","author":`+author+`}`))))
		if got := names(r.Byline); got != want {
			t.Errorf("author %s: byline %s, want %s", author, got, want)
		}
	}
}
