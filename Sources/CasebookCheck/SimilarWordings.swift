import CasebookText

/// Finds texts that say nearly the same among many, in time that grows with their length alone.
///
/// A text is the set of its overlapping pieces of three characters (Broder's shingles). One-permutation min-hash (Li, Owen and
/// Zhang 2012) makes a signature of it, whose parts are equal about as often as the sets overlap. Texts meet where three parts
/// in a row are equal, or where the caller says that they belong together; only those that meet are compared piece by piece.
struct SimilarWordings {
    struct Pair: Hashable {
        /// Indices of the texts, `first < second`.
        var first: Int
        var second: Int
        /// The share of pieces that are in both, of those in either (Jaccard), from 0 to 1.
        var overlap: Double
    }

    /// Sorted and unique, one array for each text.
    private let pieces: [[UInt64]]
    private let signatures: [[UInt64]]

    /// Below this overlap no pair is of interest.
    private static let least = 0.45
    private static let signatureLength = 60
    private static let bandLength = 3
    /// Of the texts that meet in one place: a formula that hundreds of scripts begin with would make every pair of them.
    private static let longestList = 40
    /// So many neighbours are looked at in a list that is longer.
    private static let window = 4

    /// - Parameter texts: The lines of each.
    init(_ texts: [[String]]) {
        pieces = texts.map(SimilarWordings.pieces)
        signatures = pieces.map(SimilarWordings.signature)
    }

    /// The pairs that overlap enough to be looked at, sorted.
    ///
    /// - Parameter sharing: Lists of texts that belong together, given the length up to which a list is of use.
    func pairs(sharing lists: (Int) -> [[Int]]) -> [Pair] {
        var seen: Set<UInt64> = []
        var pairs: [Pair] = []
        func meet(_ one: Int, _ other: Int) {
            let (first, second) = (min(one, other), max(one, other))
            guard first < second, seen.insert(UInt64(first) << 32 | UInt64(second)).inserted else { return }
            guard mayOverlap(first, second) else { return }
            let overlap = overlap(first, second)
            if overlap >= SimilarWordings.least { pairs.append(Pair(first: first, second: second, overlap: overlap)) }
        }
        for list in lists(SimilarWordings.longestList) + bandLists() {
            let reach = list.count > SimilarWordings.longestList ? SimilarWordings.window : list.count
            for place in list.indices {
                for other in list[(place + 1)...].prefix(reach) { meet(list[place], other) }
            }
        }
        return pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    }

    // MARK: - Signatures

    /// Pieces of three characters of each line, marks and blanks left out; two at least make a piece of a short line.
    private static func pieces(of lines: [String]) -> [UInt64] {
        var pieces: Set<UInt64> = []
        for line in lines {
            let scalars = foldedScalars(line).filter { characterClass(of: $0) != .separator }
            for start in scalars.indices.dropLast(min(2, max(0, scalars.count - 1))) {
                // Three characters of 21 bits.
                let piece = scalars[start..<min(start + 3, scalars.count)].reduce(UInt64(0)) { $0 << 21 | UInt64($1) }
                pieces.insert(mixed(piece))
            }
        }
        return pieces.sorted()
    }

    /// The least piece of each part of the range of hashes. A part without any takes the next one's, told apart by its distance.
    private static func signature(of pieces: [UInt64]) -> [UInt64] {
        var signature = [UInt64](repeating: .max, count: signatureLength)
        for piece in pieces {
            let part = Int(piece % UInt64(signatureLength))
            signature[part] = min(signature[part], piece)
        }
        guard !pieces.isEmpty else { return signature }
        let full = signature
        for part in signature.indices where full[part] == .max {
            var distance = 1
            while full[(part + distance) % signatureLength] == .max { distance += 1 }
            signature[part] = full[(part + distance) % signatureLength] &+ UInt64(distance)
        }
        return signature
    }

    /// The texts that have three parts in a row alike, in the order of the texts.
    private func bandLists() -> [[Int]] {
        var lists: [[Int]] = []
        for band in stride(from: 0, to: SimilarWordings.signatureLength, by: SimilarWordings.bandLength) {
            var buckets: [UInt64: [Int]] = [:]
            for text in signatures.indices where !pieces[text].isEmpty {
                let key = signatures[text][band..<band + SimilarWordings.bandLength].reduce(UInt64(band)) {
                    SimilarWordings.mixed($0 ^ $1)
                }
                buckets[key, default: []].append(text)
            }
            lists += buckets.values.filter { $0.count > 1 }.sorted { $0.lexicographicallyPrecedes($1) }
        }
        return lists
    }

    /// SplitMix64's last step: spreads what characters have in common over all bits.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var bits = value &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    // MARK: - Comparing

    /// Whether sizes and signatures allow enough overlap. The share of equal parts is off by 0.065 (one standard deviation), so
    /// that a third less than what is wanted is far enough away.
    private func mayOverlap(_ first: Int, _ second: Int) -> Bool {
        let smaller = min(pieces[first].count, pieces[second].count)
        let larger = max(pieces[first].count, pieces[second].count)
        guard larger > 0, Double(smaller) >= Double(larger) * SimilarWordings.least else { return false }
        let (left, right) = (signatures[first], signatures[second])
        var equal = 0
        for part in 0..<SimilarWordings.signatureLength where left[part] == right[part] { equal += 1 }
        return Double(equal) >= Double(SimilarWordings.signatureLength) * SimilarWordings.least * 2 / 3
    }

    private func overlap(_ first: Int, _ second: Int) -> Double {
        let (left, right) = (pieces[first], pieces[second])
        var (i, j, common) = (0, 0, 0)
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                common += 1
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return Double(common) / Double(left.count + right.count - common)
    }
}
