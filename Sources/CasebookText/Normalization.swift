/// Unicode normalization form KC.
///
/// The standard library has no such function, and the one of Foundation would be slower than all of the rest of
/// indexing together: it is only asked for the few characters that ``appendFolded(_:to:)`` can't fold by table, and in
/// pieces of a few characters.
func compatibilityComposition(_ scalars: [UInt32]) -> [UInt32] {
    let tables = NormalizationTables.shared
    var decomposed: [Part] = []
    decomposed.reserveCapacity(scalars.count * 2)
    for scalar in scalars { tables.appendDecomposition(of: scalar, to: &decomposed) }
    orderCanonically(&decomposed)
    return compose(decomposed, tables)
}

private struct Part {
    var scalar: UInt32
    /// Canonical combining class; 0 for starters.
    var combiningClass: UInt8

    init(_ scalar: UInt32) {
        self.scalar = scalar
        // Nothing below the first combining mark has a class.
        combiningClass =
            scalar < 0x300 ? 0 : Unicode.Scalar(scalar).map { $0.properties.canonicalCombiningClass.rawValue } ?? 0
    }
}

/// Sorts each run of marks by class, marks of one class in their order.
private func orderCanonically(_ parts: inout [Part]) {
    var start = 0
    while start < parts.count {
        guard parts[start].combiningClass != 0 else {
            start += 1
            continue
        }
        var end = start + 1
        while end < parts.count, parts[end].combiningClass != 0 { end += 1 }
        if end - start > 1 {
            let sorted = parts[start..<end].enumerated().sorted {
                ($0.element.combiningClass, $0.offset) < ($1.element.combiningClass, $1.offset)
            }
            parts.replaceSubrange(start..<end, with: sorted.map(\.element))
        }
        start = end
    }
}

private func compose(_ parts: [Part], _ tables: NormalizationTables) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(parts.count)
    var starter: Int?
    var lastClass: UInt8 = 0
    for part in parts {
        if let starter {
            // A mark is blocked by one of its own class or above between it and the starter.
            let isBlocked = result.count - 1 > starter && lastClass >= part.combiningClass
            if !isBlocked, let composed = tables.composition(result[starter], part.scalar) {
                result[starter] = composed
                continue
            }
        }
        if part.combiningClass == 0 { starter = result.count }
        lastClass = part.combiningClass
        result.append(part.scalar)
    }
    return result
}

private struct NormalizationTables: Sendable {
    static let shared = NormalizationTables()

    private let decompositions: [UInt32: [UInt32]]
    /// By first and second character, 32 bits each.
    private let compositions: [UInt64: UInt32]

    private init() {
        var decompositions: [UInt32: [UInt32]] = [:]
        forEachMapping(compatibilityDecompositions) { first, last, target in
            for offset in 0...(last - first) {
                decompositions[first + offset] = first == last ? target : [target[0] + offset]
            }
        }
        var compositions: [UInt64: UInt32] = [:]
        forEachMapping(canonicalCompositions) { second, _, pairs in
            for index in stride(from: 0, to: pairs.count, by: 2) {
                compositions[UInt64(pairs[index]) << 32 | UInt64(second)] = pairs[index + 1]
            }
        }
        self.decompositions = decompositions
        self.compositions = compositions
    }

    func appendDecomposition(of scalar: UInt32, to parts: inout [Part]) {
        if let syllable = HangulSyllable(scalar) {
            for jamo in syllable.jamo { parts.append(Part(jamo)) }
        } else if let decomposition = decompositions[scalar] {
            for part in decomposition { parts.append(Part(part)) }
        } else {
            parts.append(Part(scalar))
        }
    }

    func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
        HangulSyllable.composition(first, second) ?? compositions[UInt64(first) << 32 | UInt64(second)]
    }
}

/// Hangul syllables, which the standard composes by arithmetic (The Unicode Standard, section 3.12).
private struct HangulSyllable {
    private static let first: UInt32 = 0xAC00
    private static let leading: UInt32 = 0x1100
    private static let vowel: UInt32 = 0x1161
    private static let trailing: UInt32 = 0x11A7
    private static let vowels: UInt32 = 21
    private static let trailers: UInt32 = 28
    private static let count: UInt32 = 19 * vowels * trailers

    private let index: UInt32

    init?(_ scalar: UInt32) {
        guard scalar >= Self.first, scalar < Self.first + Self.count else { return nil }
        index = scalar - Self.first
    }

    var jamo: [UInt32] {
        let trailer = index % Self.trailers
        let pair = [
            Self.leading + index / (Self.vowels * Self.trailers),
            Self.vowel + index % (Self.vowels * Self.trailers) / Self.trailers,
        ]
        return trailer == 0 ? pair : pair + [Self.trailing + trailer]
    }

    static func composition(_ left: UInt32, _ right: UInt32) -> UInt32? {
        if (leading..<leading + 19).contains(left), (vowel..<vowel + vowels).contains(right) {
            return first + ((left - leading) * vowels + right - vowel) * trailers
        }
        if let syllable = HangulSyllable(left), syllable.index % trailers == 0,
            (trailing + 1..<trailing + trailers).contains(right)
        {
            return left + right - trailing
        }
        return nil
    }
}
