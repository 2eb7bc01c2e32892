import CasebookText

/// Characters that say little about what a sentence is about: pronouns, particles, auxiliary verbs. They are parts of
/// words too, so they only weigh less; nothing is dropped for them.
enum LightCharacters {
    private static let characters: Set<UInt32> = Set(
        "的了着过吗呢吧啊呀嘛啦么我你您他她它们咱俺自己是有在和与跟及或就都也还又再才只不没很太更最好被把给让叫使到从向往对于以为因所而但这那哪谁什怎样个些点下上来去要会能可想说得地之其此该将已曾正啥咋请几多"
            .unicodeScalars.map(\.value))

    static func contains(_ character: UInt32) -> Bool { characters.contains(character) }

    /// What a unit weighs in a sentence.
    static func weight(of unit: Query.Unit, _ root: SearchRoot) -> Double {
        let termClass = unit.isPrefix ? Ranking.rarest : root.termClass(of: unit.text)
        var weight = Ranking.rarities[termClass]
        guard let first = unit.text.first, characterClass(of: first) == .solid else { return weight }
        let light = unit.text.count { contains($0) }
        if light == unit.text.count {
            weight *= Ranking.lightPair
        } else if light > 0 {
            weight *= Ranking.halfLightPair
        }
        return unit.text.count == 1 ? weight * Ranking.singleCharacter : weight
    }
}
