/// How well a page is linked, in the two bits that postings have for it: 0 not at all, 1 by up to 4 links, 2 by up to 19,
/// 3 by more.
func linkStep(inbound: Int) -> Int { inbound == 0 ? 0 : inbound < 5 ? 1 : inbound < 20 ? 2 : 3 }
