/// The characters and units of a query, to be looked for in many texts: all of them in one walk over each.
struct QueryParts {
    private struct Unit {
        var text: [UInt32]
        var weight: Double
    }

    /// Ascending, each once; with those that only begin a unit, which weigh nothing.
    private var characters: [UInt32] = []
    private var weights: [Double] = []
    /// For each character the units that begin with it.
    private var beginning: [[Int]] = []
    private let units: [Unit]
    /// By the last byte of a character, whether one of those may be meant: hardly any character of a text gets past it.
    private var filter = [Bool](repeating: false, count: 256)

    /// - Parameters:
    ///   - characters: Ascending, each once.
    ///   - units: In the order in which their weights are added, which doubles depend on.
    init(characters: [(UInt32, Double)], units: [([UInt32], Double)]) {
        self.units = units.map { Unit(text: $0.0, weight: $0.1) }
        let weightOf = Dictionary(uniqueKeysWithValues: characters)
        for character in Set(weightOf.keys).union(units.compactMap(\.0.first)).sorted() {
            self.characters.append(character)
            weights.append(weightOf[character] ?? 0)
            beginning.append(units.indices.filter { units[$0].0.first == character })
            filter[Int(character & 255)] = true
        }
    }

    /// What all characters and all units weigh.
    var wholeCharacters: Double { weights.reduce(0, +) }
    var wholeUnits: Double { units.reduce(0) { $0 + $1.weight } }

    /// What the characters and the units weigh that stand in a text, each counted once.
    func held(in text: [UInt32]) -> (characters: Double, units: Double) {
        var hasCharacter = [Bool](repeating: false, count: characters.count)
        var hasUnit = [Bool](repeating: false, count: units.count)
        text.withUnsafeBufferPointer { text in
            var position = 0
            while position < text.count {
                if filter[Int(text[position] & 255)], let number = number(of: text[position]) {
                    hasCharacter[number] = true
                    for unit in beginning[number] where !hasUnit[unit] {
                        hasUnit[unit] = stands(units[unit].text, in: text, at: position)
                    }
                }
                position += 1
            }
        }
        var held = (characters: 0.0, units: 0.0)
        for number in weights.indices where hasCharacter[number] { held.characters += weights[number] }
        for unit in units.indices where hasUnit[unit] { held.units += units[unit].weight }
        return held
    }

    private func number(of character: UInt32) -> Int? {
        var low = 0
        var high = characters.count
        while low < high {
            let middle = (low + high) / 2
            if characters[middle] < character { low = middle + 1 } else { high = middle }
        }
        return low < characters.count && characters[low] == character ? low : nil
    }

    private func stands(_ part: [UInt32], in text: UnsafeBufferPointer<UInt32>, at start: Int) -> Bool {
        guard start + part.count <= text.count else { return false }
        var offset = 0
        while offset < part.count, text[start + offset] == part[offset] { offset += 1 }
        return offset == part.count
    }
}
