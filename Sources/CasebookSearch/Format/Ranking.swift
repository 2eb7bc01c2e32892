/// The numbers of the ranking, all in one place. `Templates/search/ranking.js` has the same; the fixture that both engines
/// run notices where they part.
///
/// Only addition, multiplication, division and the table ``rarities`` make a score: then Swift and every browser compute
/// the same bits, and rounding to three places can't part them.
enum Ranking {
    // MARK: - How often a run stands on a page

    /// What one occurrence counts by the place it stands in.
    static let body = 1.0
    static let spoken = 2.0
    static let heading = 3.0
    static let alias = 4.0
    static let title = 5.0
    /// Occurrences in one kind of place beyond these count nothing: the third mention says what the page is about.
    static let mostCounted = 3
    /// BM25's saturation: useful between 1 and 2, the higher the more repetition counts.
    static let k1 = 1.2
    /// BM25's length normalisation, for titles and aliases only: 0 none, 1 full.
    static let b = 0.4
    /// The lengths at which an alias and a title count as they are, in folded code points without separators.
    static let usualAlias = 8.0
    static let usualTitle = 12.0
    /// Lengths are capped, so that one digit of a posting holds them.
    static let longestLength = 31
    /// A tag counts as a name of this length, whatever its own: it is what many pages have in common, and a posting that
    /// could be taken for that of an exact alias would have all of them read.
    static let tagLength = longestLength

    static func aliasFrequency(length: Int) -> Double {
        alias / (1 - b + b * Double(min(length, longestLength)) / usualAlias)
    }

    static func titleFrequency(length: Int) -> Double {
        title / (1 - b + b * Double(min(length, longestLength)) / usualTitle)
    }

    static func saturated(_ frequency: Double) -> Double { frequency * (k1 + 1) / (frequency + k1) }

    // MARK: - What a run weighs

    /// ln(1 + 2^(c/2)) for the class c of a term, rounded; the last for terms that are too rare to be listed, and for
    /// beginnings of terms. A table, since logarithms differ in their last digit between machines.
    static let rarities = [0.693, 0.881, 1.099, 1.342, 1.609, 1.896, 2.197, 2.511, 2.833, 3.162, 3.497, 3.834, 4.174]
    static let rarest = rarities.count - 1

    // MARK: - What a page weighs

    static let overdue = 0.9
    static let retired = 0.4
    static let unpublished = 0.8
    /// A kind's own weight counts up to here; beyond, it would lift mere mentions over exact titles.
    static let mostKindWeight = 2.0
    /// For each of the three steps of inbound links (1, 5, 20), where title or alias hold a run.
    static let perLinks = 0.05

    // MARK: - Bonuses, in parts of the most that the query's runs can score together

    /// Above all that the others can add up to (3 + 1 + 0.15, and 2 × 1.15 from kind and links), so that an exact title
    /// always comes first.
    static let exactTitle = 6.5
    static let exactAlias = 3.0
    /// For a name that holds the query: for one that is the query and nothing else, half of it for one that is endless.
    /// Of title and alias the better counts: both are names of one thing.
    static let titlePhrase = 1.0
    static let aliasPhrase = 0.6

    /// What a name adds that holds the query: the more of it the query is, the more.
    ///
    /// - Parameter name: The name's length, not above ``longestLength``.
    static func phrase(_ bonus: Double, length: Int, ofName name: Int) -> Double {
        bonus * (0.5 + 0.5 * Double(min(length, name)) / Double(name))
    }

    /// One block holds all runs of a query with several.
    static let oneBlock = 0.15

    // MARK: - The ladder

    /// What the scores of pages are multiplied by that match another query than was typed.
    static let synonym = 0.8
    static let pinyin = 0.9
    static let typo = 0.85
    /// Letters from which a word is corrected by one, and by two.
    static let mediumWord = 5
    static let longWord = 9

    // MARK: - Sentences, where no page has all of them

    /// What pairs weigh that hold one character of little meaning, and that hold nothing else.
    static let halfLightPair = 0.4
    static let lightPair = 0.25
    static let singleCharacter = 0.5
    static let lightCharacter = 0.15
    /// Other words that are tried for a word.
    static let mostSynonyms = 8
    /// The least part of a query's weight, and of the weight that the best page has, to be shown at all.
    static let leastShare = 0.12
    static let leastShareOfBest = 0.25
    /// What the best page has to score, in parts of the query's weight; else the site has nothing about it. More for short
    /// queries, of which two words are soon on some page, and the more of the query stands nowhere on the site: what is
    /// asked in the site's own words is hardly ever something else.
    ///
    /// - Parameters:
    ///   - length: The query's, in code points.
    ///   - unknown: The part of its weight that stands nowhere.
    static func leastLikeness(length: Int, unknown: Double) -> Double {
        leastLikeness + likenessOfLength / Double(length) + likenessOfUnknown * unknown
    }

    private static let leastLikeness = -0.85
    private static let likenessOfLength = 6.0
    private static let likenessOfUnknown = 1.6
    /// How much shared pairs count among what makes texts alike; the rest is for shared characters.
    static let pairShare = 0.4
    /// What a name and a text add that are like the query, in parts of the most that its units can score.
    static let likeTitle = 1.0
    static let likeAlias = 1.0
    static let likeSummary = 0.65
    static let likeSpoken = 0.4
    static let likeText = 0.3
    /// How alike a name at least is that stands in the query, however long that is.
    static let named = 0.3

    static func rounded(_ number: Double) -> Double { (number * 1000).rounded(.toNearestOrAwayFromZero) / 1000 }
}

/// How often a run (or a single term) stands on a page, by place.
struct FieldCounts: Hashable, Sendable {
    var body = 0
    var spoken = 0
    var heading = 0
    /// The folded length without separators of the shortest alias that holds it, or that of a tag; 0 where none does.
    var aliasLength = 0
    /// The title's; 0 where the title doesn't hold it.
    var titleLength = 0

    /// BM25F's frequency: occurrences weighted by place, capped, titles and aliases by length.
    var frequency: Double {
        var frequency = Ranking.body * Double(min(body, Ranking.mostCounted))
        frequency += Ranking.spoken * Double(min(spoken, Ranking.mostCounted))
        frequency += Ranking.heading * Double(min(heading, Ranking.mostCounted))
        if aliasLength > 0 { frequency += Ranking.aliasFrequency(length: aliasLength) }
        if titleLength > 0 { frequency += Ranking.titleFrequency(length: titleLength) }
        return frequency
    }

    /// The score of a page for the term alone, in parts of its weight: what the tiers of frequent terms are cut by.
    ///
    /// - Parameters:
    ///   - links: The step of inbound links, 0 to 3.
    ///   - factor: What the page weighs by its kind and state.
    ///   - termLength: In code points. Where title or alias are as long, they are the term.
    func unitScore(links: Int, factor: Double, termLength: Int) -> Double {
        var score = Ranking.saturated(frequency) * factor
        if titleLength > 0 || aliasLength > 0 { score *= 1 + Ranking.perLinks * Double(links) }
        var bonus = 0.0
        var phrase = 0.0
        let whole = min(termLength, Ranking.longestLength)
        if titleLength > 0 {
            phrase = Ranking.phrase(Ranking.titlePhrase, length: whole, ofName: titleLength)
            if titleLength == whole { bonus += Ranking.exactTitle }
        }
        if aliasLength > 0 {
            phrase = max(phrase, Ranking.phrase(Ranking.aliasPhrase, length: whole, ofName: aliasLength))
            if aliasLength == whole { bonus += Ranking.exactAlias }
        }
        bonus += phrase
        return score + (Ranking.k1 + 1) * bonus
    }
}
