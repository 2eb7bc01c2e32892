/// How frequent a term is, in steps that readers can know before they load its postings.
///
/// Of `N` pages a term of class c stands on at most N / 2^(c/2), so that each class is about 0.7 times as frequent as the
/// one before. Only terms on 8 pages and more and on more than a fiftieth of all are listed: any other counts as rarer
/// than the last class.
enum TermClass {
    static let count = 12

    private static let leastPages = 8
    private static let leastShare = 50

    /// The class of a term that stands on `pages` of `total` pages; `nil` where it isn't listed.
    static func listed(pages: Int, of total: Int) -> Int? {
        guard pages >= leastPages, leastShare * pages > total else { return nil }
        var result = 0
        // In whole numbers, so that both engines and any other program count alike.
        while result + 1 < count, pages * pages << (result + 1) <= total * total { result += 1 }
        return result
    }

    /// Whether a term's postings are divided between its best pages and a tail.
    static func isTiered(pages: Int, of total: Int) -> Bool { pages > max(total / leastShare, 1000) }

    /// Pages of a divided term that stay in its shard.
    static let bestPages = 256
}
