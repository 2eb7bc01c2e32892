#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The numbers of the ranking. `Templates/scripts/search-engine.js` has the same; the fixture that both engines run
/// notices where they part.
enum Ranking {
    /// How much a term counts by the place it stands in, indexed by ``FieldGroup``: body, spoken, heading, alias, title.
    static let weights: [Double] = [1, 2, 3, 4, 5]
    /// BM25's saturation: useful between 1 and 2, the higher the more repetition counts.
    static let k1 = 1.2
    /// BM25's length normalisation: 0 none, 1 full.
    static let b = 0.4

    // Bonuses, in parts of the most that the query's terms can score together. The largest ones are above all that
    // terms, factors and the other bonuses can add up to, so that an exact title always comes first.
    static let exactTitle = 4.0
    static let exactAlias = 3.0
    static let titlePhrase = 0.6
    static let aliasPhrase = 0.4
    static let oneBlock = 0.15

    // Factors.
    static let overdue = 0.9
    static let retired = 0.4
    static let unpublished = 0.8
    static let synonym = 0.8
    static let perInbound = 0.01
    static let mostInbound = 20
    /// A kind's own weight counts up to here; beyond, it would lift mere mentions over exact titles.
    static let mostKindWeight = 2.0

    /// So many of the best candidates by terms are ranked in full; what comes after them keeps their order.
    static let pool = 400
    /// The least part of the query's weight that a page must have to be shown where nothing better is.
    static let leastCoverage = 0.5

    /// The weight of a term that stands on `pages` of `total` pages; above 0 also for one that stands on all. Rounded,
    /// since logarithms differ in their last digit between machines and browsers.
    static func rarity(pages: Int, of total: Int) -> Double {
        let ratio = 1 + (Double(total - pages) + 0.5) / (Double(pages) + 0.5)
        return max(rounded(log(ratio)), 0.001)
    }

    /// - Parameter frequency: Weighted and normalised occurrences.
    static func saturated(_ frequency: Double) -> Double { frequency * (k1 + 1) / (frequency + k1) }

    static func rounded(_ number: Double) -> Double { (number * 1000).rounded(.toNearestOrAwayFromZero) / 1000 }
}
