package pipeline

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/follow"
	"tearsheet/internal/gather"
)

func TestAnEditIsFoundOnceAndSoon(t *testing.T) {
	follows(t, func(s *story) {
		s.publish(asItWas, "fire")
		s.pass(2 * time.Hour)
		s.change(edited, "fire")
		s.days(2)
		told := s.told("fire")
		if len(told) != 1 || s.article("fire").Revisions != 2 || told[0].Kinds[0] != tearsheet.KindFact {
			s.t.Fatalf("told %+v, %d revisions", told, s.article("fire").Revisions)
		}
		if s.visits("fire") > 30 {
			s.t.Errorf("%d visits in two days", s.visits("fire"))
		}
	})
}

func TestAPageThatTurnsIntoAConsentWallLosesNothing(t *testing.T) {
	follows(t, func(s *story) {
		s.publish(asItWas, "fire")
		s.pass(2 * time.Hour)
		s.change(wall, "fire")
		s.days(2)
		look := s.look("fire")
		if s.article("fire").Revisions != 1 || len(s.changes("fire")) != 0 {
			s.t.Fatalf("%d revisions, changes %+v", s.article("fire").Revisions, s.changes("fire"))
		}
		if look.Trouble.Class != tearsheet.Suspect || !strings.Contains(look.Trouble.Message, "consent") || look.Due.IsZero() {
			s.t.Errorf("trouble %+v, due %v", look.Trouble, look.Due)
		}
		s.change(edited, "fire")
		s.days(2)
		if look = s.look("fire"); look.Trouble != (tearsheet.Trouble{}) || look.Doubt != (tearsheet.Doubt{}) || len(s.told("fire")) != 1 {
			s.t.Errorf("after the wall: %+v, told %+v", look, s.told("fire"))
		}
	})
}

func TestHalfAnArticleIsKeptWhenALaterLookFindsItAgain(t *testing.T) {
	follows(t, func(s *story) {
		cut := always(pageOf("Sixty tackle blaze at cold store", fire))
		s.publish(asItWas, "fire", "broken")
		s.pass(2 * time.Hour)
		s.change(cut, "fire")
		seen := s.visits("broken")
		s.change(func(nth int) (string, int) {
			if nth == seen+1 { // one bad answer
				return cut(nth)
			}
			return asItWas(nth)
		}, "broken")
		s.pass(2 * time.Hour)
		changes := s.changes("fire")
		if len(changes) != 1 || s.article("fire").Revisions != 2 || len(s.told("fire")) != 1 {
			s.t.Errorf("changes %+v", changes)
		}
		if s.article("broken").Revisions != 1 || s.look("broken").Doubt != (tearsheet.Doubt{}) {
			s.t.Errorf("one bad answer made %d revisions; doubt %+v", s.article("broken").Revisions, s.look("broken").Doubt)
		}
	})
}

func TestATestOfHeadlinesEndsQuietly(t *testing.T) {
	follows(t, func(s *story) {
		s.publish(func(nth int) (string, int) {
			headline := "Sixty tackle blaze at cold store"
			if nth%2 == 0 {
				headline = "Inferno: sixty crews fight for nine hours"
			}
			return pageOf(headline, fire, hurt, road, next), http.StatusOK
		}, "fire")
		s.pass(30 * time.Minute)
		if told := s.told("fire"); len(told) > 0 {
			s.t.Errorf("told after %v of quiet: %+v", follow.Quiet, told)
		}
		s.days(5)
		if told := s.told("fire"); len(told) > 0 {
			s.t.Errorf("told: %+v", told)
		}
		if n := s.article("fire").Revisions; n > 5 {
			s.t.Errorf("%d revisions of two headlines", n)
		}
		if n := s.visits("fire"); n > 40 {
			s.t.Errorf("%d visits in five days", n)
		}
	})
}

func TestAHeadlineThatStaysAfterATestIsTheArticlesHeadline(t *testing.T) {
	follows(t, func(s *story) {
		one, two := pageOf("Sixty tackle blaze at cold store", fire, hurt, road, next), pageOf("Inferno: sixty crews fight for nine hours", fire, hurt, road, next)
		s.publish(func(nth int) (string, int) { return []string{two, one}[nth%2], http.StatusOK }, "fire")
		s.days(1)
		item, err := s.Item(s.t.Context(), s.look("fire").Article)
		s.must(err)
		stays := one
		if item.Revision.Headline[:5] == "Sixty" {
			stays = two
		}
		s.change(always(stays), "fire")
		s.days(4)
		item, err = s.Item(s.t.Context(), s.look("fire").Article)
		s.must(err)
		if !strings.Contains(stays, item.Revision.Headline) {
			s.t.Errorf("the page has stood for four days and %q is kept", item.Revision.Headline)
		}
	})
}

func TestAHeadlineThatStaysIsToldAfterOneQuietVisit(t *testing.T) {
	follows(t, func(s *story) {
		s.publish(asItWas, "fire")
		s.pass(2 * time.Hour)
		s.change(always(pageOf("Arson feared at cold store", fire, hurt, road, next)), "fire")
		s.days(1)
		told := s.told("fire")
		if len(told) != 1 || told[0].Kinds[0] != tearsheet.KindHeadline {
			s.t.Fatalf("told %+v", told)
		}
		soon := 0
		for _, at := range s.asked["https://paper.example/fire"] {
			if after := at.Sub(told[0].At); after > 0 && after <= follow.Quiet {
				soon++
			}
		}
		if soon != 1 {
			s.t.Errorf("%d visits within %v of the change", soon, follow.Quiet)
		}
	})
}

func TestAHostThatAnswers503ForADayIsAskedSeldomAndLosesNothing(t *testing.T) {
	follows(t, func(s *story) {
		s.publish(asItWas, "fire")
		s.days(1)
		before := s.visits("fire")
		s.change(status(http.StatusServiceUnavailable), "fire")
		s.days(1)
		if n := s.visits("fire") - before; n > 20 {
			s.t.Errorf("asked %d times in a day of 503", n)
		}
		if a := s.article("fire"); !a.Gone.IsZero() || a.Revisions != 1 || s.look("fire").Trouble.Class != tearsheet.ServerError {
			s.t.Errorf("%+v, %+v", a, s.look("fire").Trouble)
		}
		s.change(edited, "fire")
		s.days(1)
		if len(s.told("fire")) != 1 || s.look("fire").Trouble != (tearsheet.Trouble{}) {
			s.t.Errorf("told %+v, trouble %+v", s.told("fire"), s.look("fire").Trouble)
		}
	})
}

func TestADeletedPageIsGoneAfterTwoConfirmationsAndMayComeBack(t *testing.T) {
	follows(t, func(s *story) {
		s.publish(asItWas, "fire", "flaky")
		s.pass(2 * time.Hour)
		s.change(status(404), "fire")
		seen := s.visits("flaky")
		s.change(func(nth int) (string, int) { // an outage that ends in one 404
			switch {
			case nth <= seen+2:
				return "", 503
			case nth == seen+3:
				return "", 404
			}
			return asItWas(nth)
		}, "flaky")
		s.days(0.5)
		gone := s.article("fire").Gone
		if gone.IsZero() {
			s.t.Fatal("it is not gone after half a day of 404")
		}
		asked := s.asked["https://paper.example/fire"]
		first := asked[len(asked)-3]
		if took := gone.Sub(first); took < 2*time.Hour || took > 3*time.Hour {
			s.t.Errorf("gone after %v", took)
		}
		if !s.article("flaky").Gone.IsZero() {
			s.t.Error("two failures of the server and one 404 are no deletion")
		}
		s.change(edited, "fire")
		s.days(2)
		if a := s.article("fire"); !a.Gone.IsZero() || a.Revisions != 2 || s.look("fire").Due.IsZero() || len(s.told("fire")) != 1 {
			s.t.Errorf("after it was restored: %+v, look due %v", a, s.look("fire").Due)
		}
	})
}

func TestWhatIsGoneForGoodIsAskedForRarely(t *testing.T) {
	follows(t, func(s *story) {
		s.publish(asItWas, "fire")
		s.pass(time.Hour)
		s.change(status(410), "fire")
		s.days(0.5)
		since, before := s.article("fire").Gone, s.visits("fire")
		s.days(45)
		if n := s.visits("fire") - before; n != 3 {
			s.t.Errorf("asked for %d times in 45 days", n)
		}
		if a := s.article("fire"); !a.Gone.Equal(since) || !s.look("fire").Due.IsZero() {
			s.t.Errorf("gone since %v, was %v; due %v", a.Gone, since, s.look("fire").Due)
		}
	})
}

func TestAFeedThatListsAGonePageAgainHasItLookedAt(t *testing.T) {
	follows(t, func(s *story) {
		feed := s.publish(asItWas, "fire")
		s.pass(time.Hour)
		s.change(status(404), "fire")
		s.days(0.5)
		s.change(asItWas, "fire")
		s.list(feed, tearsheet.Listing{Format: "rss 2.0", Entries: []tearsheet.Entry{{Title: "Blaze: told anew", Link: "https://paper.example/fire"}}})
		s.pass(time.Minute)
		if a := s.article("fire"); !a.Gone.IsZero() || s.look("fire").Due.IsZero() {
			s.t.Errorf("%+v, due %v", a, s.look("fire").Due)
		}
	})
}

// list lets the feed say something.
func (s *story) list(feed tearsheet.Feed, l tearsheet.Listing) {
	s.t.Helper()
	known, err := s.Known(s.t.Context(), gather.Addresses(l))
	s.must(err)
	looks, drops := gather.Looks(feed, l, known, time.Now())
	s.must(s.KeepListing(s.t.Context(), feed, looks, drops))
}

func TestANewTimeInASitemapHasThePageLookedAtAtOnce(t *testing.T) {
	follows(t, func(s *story) {
		feed := s.publish(asItWas, "fire")
		said := func(at time.Time) {
			s.list(feed, tearsheet.Listing{Format: "sitemap", Entries: []tearsheet.Entry{{Link: "https://paper.example/fire", Updated: tearsheet.Stated(at)}}})
			s.pass(30 * time.Second)
		}
		first := time.Now()
		said(first)
		s.days(1)
		s.change(edited, "fire")
		before := s.visits("fire")
		said(first)
		if n := s.visits("fire") - before; n != 0 {
			s.t.Errorf("%d visits though the sitemap says the same", n)
		}
		said(time.Now())
		if n := s.visits("fire") - before; n != 1 || len(s.told("fire")) != 1 {
			s.t.Errorf("%d visits for a new time, told %+v", n, s.told("fire"))
		}
	})
}

func TestFurnitureThatComesAndGoesIsNoChange(t *testing.T) {
	follows(t, func(s *story) {
		const letter = "Get our morning letter: all that matters between the river and the sea, six days a week, before breakfast."
		var others []string
		for n := range 5 {
			path := fmt.Sprint("other", n)
			s.publish(always(pageOf(fmt.Sprint("Council votes on motion ", n), fmt.Sprintf("The council voted on motion %d on Monday, and its members took an hour to do so after a long debate.", n), letter)), path)
			others = append(others, path)
		}
		s.publish(asItWas, "fire")
		s.pass(2 * time.Hour)
		s.change(always(pageOf("Sixty tackle blaze at cold store", fire, hurt, letter, road, next)), "fire")
		s.days(1)
		changes := s.changes("fire")
		if len(changes) != 1 || changes[0].Rung != tearsheet.RungBoilerplate || len(s.told("fire")) != 0 {
			s.t.Errorf("changes %+v", changes)
		}
		known, err := s.Furniture(s.t.Context(), "paper.example", 10)
		s.must(err)
		if len(known) != 1 || known[0].Text != letter {
			s.t.Errorf("furniture %+v of %d articles", known, len(others))
		}
	})
}

func TestAnArticleThatIsNotFollowedIsReadOnce(t *testing.T) {
	follows(t, func(s *story) {
		feed := s.publish(asItWas, "fire")
		s.must(s.SetFollowing(s.t.Context(), "paper.example", tearsheet.FollowNever, 0, ""))
		s.days(3)
		s.list(feed, tearsheet.Listing{Format: "rss 2.0", Entries: []tearsheet.Entry{{Title: "Told anew", Link: "https://paper.example/fire"}}})
		s.days(1)
		if n := s.visits("fire"); n != 1 || s.article("fire").Revisions != 1 {
			s.t.Errorf("%d visits, %d revisions", n, s.article("fire").Revisions)
		}
	})
}

func TestAClockThatWasAheadLosesNoLookAndMakesNoBurst(t *testing.T) {
	follows(t, func(s *story) {
		var paths []string
		for n := range 40 {
			paths = append(paths, fmt.Sprint("fire", n))
		}
		s.publish(asItWas, paths...)
		s.pass(time.Hour)
		for _, path := range paths { // what a clock that was a year ahead leaves
			k := s.look(path)
			k.Due = time.Now().Add(365 * 24 * time.Hour)
			s.must(s.KeepLook(s.t.Context(), k, nil))
		}
		back := time.Now()
		s.days(1)
		hours := map[int]int{}
		for _, path := range paths {
			if s.look(path).Due.IsZero() || s.look(path).Due.Sub(back) > 5*24*time.Hour {
				s.t.Errorf("%s is due at %v", path, s.look(path).Due)
			}
			for _, at := range s.asked["https://paper.example/"+path] {
				if at.After(back) {
					hours[int(at.Sub(back).Hours())]++
					break
				}
			}
		}
		if len(hours) < 12 {
			s.t.Errorf("40 looks were taken back into %d hours: %v", len(hours), hours)
		}
	})
}

func TestAClockThatGoesAheadOrAProgramThatStoodStillEndsNoFollowing(t *testing.T) {
	follows(t, func(s *story) {
		var paths []string
		for n := range 40 {
			paths = append(paths, fmt.Sprint("fire", n))
		}
		s.publish(asItWas, paths...)
		s.pass(time.Hour)
		time.Sleep(90 * 24 * time.Hour) // for the line a clock that goes ahead is the same
		s.change(edited, paths[3])
		start := time.Now()
		s.pass(time.Hour)
		var last time.Time
		for _, path := range paths {
			if s.look(path).Due.IsZero() {
				s.t.Errorf("%s is never looked at again", path)
			}
			at := s.asked["https://paper.example/"+path]
			if got := at[len(at)-1]; got.Before(start) {
				s.t.Errorf("%s was not looked at", path)
			} else if got.After(last) {
				last = got
			}
		}
		if last.Sub(start) < 39*s.apart {
			s.t.Errorf("40 visits to one host within %v", last.Sub(start))
		}
		if len(s.told(paths[3])) != 1 {
			s.t.Errorf("told %+v", s.told(paths[3]))
		}
		s.days(10)
		if n := s.visits(paths[0]); !s.look(paths[0]).Due.IsZero() {
			s.t.Errorf("after three months and ten days it is still followed: %d visits, due %v", n, s.look(paths[0]).Due)
		}
	})
}
