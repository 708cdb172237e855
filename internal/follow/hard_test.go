package follow

import "testing"

// What editors do that a table of single words misses.
func TestHardCases(t *testing.T) {
	checkSteps(t, "en", []step{
		// one sentence becomes two, two become one, words change places
		{"The firm, founded in 1990 in Leeds, makes pumps for mines and ships.", "The firm was founded in 1990 in Leeds. It makes pumps for mines and ships.", "style"},
		{"He was arrested on Friday by police in the town.", "Police in the town arrested him on Friday.", "style"},
		{"Because of the storm, the ferry was cancelled on Sunday.", "The ferry was cancelled on Sunday because of the storm.", "style"},
		{"The board made a decision to close the plant in the valley.", "The board decided to close the plant in the valley.", "style"},
		{"In order to save money, the council will turn off the lights.", "To save money, the council will switch off the lights.", "style"},
		// what fills the place of something else does not stand for it
		{"The bridge was closed on Monday. Mayor Ann Reed had been warned in March by three engineers, a letter shows.", "The bridge was closed on Monday. Shops on the quay opened late and the market was moved to the school yard.", "removal update"},
		{"The bridge was closed on Monday. Mayor Ann Reed had been warned in March by three engineers, a letter shows.", "The bridge was closed on Monday. A warning by the engineers had reached Mayor Reed in spring, her office confirmed.", "update"},
		// spellings of one thing
		{"The race started at 3pm.", "The race started at 3 p.m.", "style"},
		{"The race started at 3.20pm.", "The race started at 3:20 p.m.", "style"},
		{"The race started at 3pm.", "The race started at 3am.", "fact"},
		{"The load weighed 31kg.", "The load weighed 31 kg.", "style"},
		{"It fell by 12% in a year.", "It fell by 12 per cent in a year.", "style"},
		{"A couple of windows were broken in the raid.", "Two windows were broken in the raid.", "style"},
		{"They were away for a fortnight.", "They were away for two weeks.", "style"},
		{"The sale raised $1.2bn for the state.", "The sale raised $1.2 billion for the state.", "style"},
		{"The sale raised $1.2bn for the state.", "The sale raised $1.2 million for the state.", "fact"},
		{"A hundred people came to the vigil.", "About 100 people came to the vigil.", "style"},
		{"Organisers of the march thanked the police.", "Organizers of the march thanked the police.", "style"},
		// names at the head of a sentence
		{"Halvorsen joined the orchestra as a boy.", "Halvorson joined the orchestra as a boy.", "fact"},
		{"Mr Denby runs the garage. Everyone knows him.", "Mr Danby runs the garage. Everyone knows him.", "fact"},
		// single straight marks
		{"'We are sorry for the delay,' the operator said.", "'We regret the delay,' the operator said.", "fact"},
		{"The drivers' pay will go up and so will the drivers' hours.", "The drivers' wages will go up and so will the drivers' hours.", "style"},
		// something else stands where a sentence stood
		{"The museum is shut. Its director did not respond to requests for comment.", "The museum is shut. Lena Moss, who leads it, said that the doors would open again when the paint was dry.", "update"},
		{"The museum is shut. The paint that was put on the walls in March has been found to hold lead, the inspectors wrote in a letter. It will be stripped by a firm from Bristol in June, and then the walls will be tested.", "The museum is shut. Visitors were turned away.", "removal update"},
		// clauses with figures and negations are new or gone with them
		{"The plant employs 300 people.", "The plant employs 300 people, and has not made a profit since 2019.", "update"},
		{"The plant employs 300 people, and has not made a profit since 2019.", "The plant employs 300 people.", "removal"},
		{"The driver, who was not wearing a seat belt, died at the scene.", "The driver died at the scene.", "removal"},
		// two things at once
		{"Ten people were hurt. The road is shut.", "Twelve people were hurt. The road is shut. Buses are being sent round by the coast.", "fact update"},
		{"Ten people were hurt. The road is shut until further notice.", "Twelve people were hurt. The road is closed until further notice.", "fact style"},
		{"Ten people were hurt. The road is shut. It was built in 1950.", "Twelve people were hurt. The road is shut.", "fact removal"},
		// corrections
		{"The hearing starts on Tuesday. The lawyer, Jane Field, is from Leeds.", "The hearing starts on Wednesday. The lawyer, Jane Fields, is from Leeds. Correction: an earlier version misspelled the name of the lawyer.", "correction-declared fact"},
		{"The hearing starts on Tuesday. The lawyer, Jane Field, is from Leeds.", "The hearing starts on Wednesday. The lawyer, Jane Field, is from Leeds. An earlier version of this article gave the wrong day for the hearing.", "correction-declared"},
		{"The sum was 12 million. Correction: an earlier version misspelled the name of the mayor.", "The sum was 21 million. Correction: an earlier version misspelled the name of the mayor. The sum was also wrong.", "correction-declared"},
		{"The sum was 12 million. Correction: an earlier version misspelled the name of the mayor.", "The sum was 21 million. Correction: an earlier version misspelled the name of the mayor.", "fact"},
		{"The sum was 12 million.", "The sum was 21 million. Editor's note: This story has been corrected to give the right sum.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. CORRECTION: The sum was wrong in an earlier version.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. • This article was amended on 6 May. The sum was 21 million, not 12 million as stated.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. (Corrects sum in first paragraph)", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. This article has been corrected. The sum was first given as 12 million.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. We regret the error in the sum.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. Corrected at 14.05: the sum is 21 million.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. Note: the sum in this report has been corrected.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. Amended 6 May: the sum.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. Because of a production error, an earlier edition had the wrong sum.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. In an earlier version of this report we said that the sum was 12 million.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. Our first report said 12 million. That was wrong.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. Apology: we printed the wrong sum.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. This page earlier gave a different sum, which was wrong.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. For a time this morning we gave the wrong sum.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. Earlier we reported 12 million.", "correction-declared"},
		{"The sum was 12 million.", "The sum was 21 million. The sum was misstated in an earlier version.", "correction-declared"},
	})
}
