import CasebookText

/// How well one name or sentence of a page is what a query asks: shared pairs and shared characters, whatever their order.
/// 我的钱被机器吞了 and 机器吃了我的钱 share one pair, but nearly all characters.
struct TextSimilarity {
    private let parts: QueryParts
    private let unitWeight: Double
    private let characterWeight: Double
    /// What was typed, and what all its characters weigh.
    private let folded: [UInt32]
    private let foldedWeight: Double

    init(_ query: Query, weights: [Double]) {
        let units = zip(query.units, weights).filter { $0.0.text.count > 1 && $0.1 > 0 }.map { ($0.0.text, $0.1) }
        var characters: Set<UInt32> = []
        for run in query.runs where run.isSolid { characters.formUnion(run.text) }
        parts = QueryParts(
            characters: characters.map { ($0, TextSimilarity.weight(of: $0)) }.sorted { $0.0 < $1.0 }, units: units)
        unitWeight = parts.wholeUnits
        characterWeight = parts.wholeCharacters
        folded = query.folded
        foldedWeight = TextSimilarity.weight(of: folded)
    }

    private static func weight(of character: UInt32) -> Double {
        LightCharacters.contains(character) ? Ranking.lightCharacter : 1
    }

    /// What a page is called and what it says together, in parts of the most that the query's units can score.
    func bonus(of page: CandidatePage) -> Double {
        var name = Ranking.likeTitle * similarity(page.title)
        for alias in page.names { name = max(name, Ranking.likeAlias * similarity(alias)) }
        var text = Ranking.likeSummary * coverage(page.summary)
        for (number, block) in page.blocks.enumerated() {
            let factor = page.record.blocks[number].field == .body ? Ranking.likeText : Ranking.likeSpoken
            text = max(text, factor * coverage(block))
        }
        return name + text
    }

    /// From 0 for nothing in common to 1 for the same: how much of each is in the other. What asks for a page by its name,
    /// 坐席是什么意思, may have more words around it than the name has.
    private func similarity(_ name: CandidatePage.Name) -> Double {
        let length = TextSimilarity.weight(of: name.folded)
        let total = characterWeight + length
        let held = parts.held(in: name.folded)
        let characters = total > 0 ? 2 * held.characters / total : 0
        let shared = characters * (1 - Ranking.pairShare) + share(ofUnits: held.units) * Ranking.pairShare
        guard name.length > 1, name.compact.isPart(of: folded) else { return shared }
        let share = TextSimilarity.weight(of: name.compact) / foldedWeight
        return max(shared, Ranking.named + (1 - Ranking.named) * share)
    }

    /// Of all characters of a text, each once, in their order.
    private static func weight(of text: [UInt32]) -> Double {
        var weight = 0.0
        var seen: Set<UInt32> = []
        for character in text where characterClass(of: character) == .solid && seen.insert(character).inserted {
            weight += TextSimilarity.weight(of: character)
        }
        return weight
    }

    /// From 0 to 1: how much of the query is in the text.
    private func coverage(_ text: [UInt32]) -> Double {
        let held = parts.held(in: text)
        let characters = characterWeight > 0 ? held.characters / characterWeight : 0
        return characters * (1 - Ranking.pairShare) + share(ofUnits: held.units) * Ranking.pairShare
    }

    private func share(ofUnits held: Double) -> Double { unitWeight > 0 ? held / unitWeight : 0 }
}

extension [UInt32] {
    fileprivate func isPart(of text: [UInt32]) -> Bool {
        guard let first, count <= text.count else { return isEmpty }
        return (0...text.count - count).contains { start in
            text[start] == first && indices.allSatisfy { text[start + $0] == self[$0] }
        }
    }
}
