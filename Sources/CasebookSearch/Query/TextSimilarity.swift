import CasebookText

/// How well one name or sentence of a page is what a query asks: shared pairs and shared characters, whatever their order.
/// 我的钱被机器吞了 and 机器吃了我的钱 share one pair, but nearly all characters.
struct TextSimilarity {
    /// What each unit and each character of the query weighs.
    private let units: [(text: [UInt32], weight: Double)]
    private let characters: [UInt32: Double]
    private let unitWeight: Double
    private let characterWeight: Double
    /// What was typed.
    private let folded: [UInt32]

    init(_ query: Query, weights: [Double]) {
        units = zip(query.units, weights).filter { $0.0.text.count > 1 && $0.1 > 0 }.map { ($0.0.text, $0.1) }
        unitWeight = units.reduce(0) { $0 + $1.weight }
        folded = query.folded
        var characters: [UInt32: Double] = [:]
        for run in query.runs where run.isSolid {
            for character in run.text { characters[character] = TextSimilarity.weight(of: character) }
        }
        self.characters = characters
        // In a fixed order: a sum of doubles depends on it.
        characterWeight = characters.keys.sorted().reduce(0) { $0 + (characters[$1] ?? 0) }
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
        let characters = total > 0 ? 2 * sharedCharacters(name.folded) / total : 0
        let shared = characters * (1 - Ranking.pairShare) + coverageOfUnits(name.folded) * Ranking.pairShare
        guard name.length > 1, holds(folded, name.compact) else { return shared }
        let share = TextSimilarity.weight(of: name.compact) / TextSimilarity.weight(of: folded)
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
        let characters = characterWeight > 0 ? sharedCharacters(text) / characterWeight : 0
        return characters * (1 - Ranking.pairShare) + coverageOfUnits(text) * Ranking.pairShare
    }

    private func sharedCharacters(_ text: [UInt32]) -> Double {
        let present = Set(text)
        return characters.keys.sorted().reduce(0) { $0 + (present.contains($1) ? characters[$1] ?? 0 : 0) }
    }

    private func coverageOfUnits(_ text: [UInt32]) -> Double {
        guard unitWeight > 0 else { return 0 }
        var held = 0.0
        for unit in units where holds(text, unit.text) { held += unit.weight }
        return held / unitWeight
    }

    private func holds(_ text: [UInt32], _ part: [UInt32]) -> Bool {
        guard part.count <= text.count else { return false }
        return (0...text.count - part.count).contains { start in
            part.indices.allSatisfy { text[start + $0] == part[$0] }
        }
    }
}
