/// Gives terms numbers, from 0 in the order of their first use.
///
/// The hot spot of building: asked once for every character of every page. So terms of up to three characters, which
/// nearly all are, fit one machine word, and a look-up touches one line of the table.
struct TermTable: Sendable {
    struct Term: Sendable {
        /// The first three code points, 21 bits each, the first highest: ordered as the terms are.
        var prefix: UInt64
        /// All code points in `longer`; empty for terms that the prefix holds whole.
        var start: Int32
        var end: Int32

        var isLong: Bool { end > start }
        /// Whether it has two characters.
        var isPair: Bool { prefix & 0x1F_FFFF == 0 && prefix >> 21 & 0x1F_FFFF != 0 }
    }

    private(set) var terms: [Term] = []
    private var longer: [UInt32] = []
    /// Numbers of terms plus 1 by hash, 0 for a free place; a power of two in length.
    private var slots: [Int32]
    /// The prefix of the term in each slot, beside the number so that most look-ups read nothing else.
    private var prefixes: [UInt64]

    init() {
        slots = [Int32](repeating: 0, count: 1 << 14)
        prefixes = [UInt64](repeating: 0, count: 1 << 14)
    }

    @inline(__always)
    mutating func number(of term: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Int32 {
        let prefix = TermTable.prefix(of: term, range)
        let isLong = range.count > 3
        var hash = prefix
        if isLong { for position in range.dropFirst(3) { hash = hash &* 31 &+ UInt64(term[position]) } }
        let mask = slots.count - 1
        // Multiplication by 2^64 divided by the golden ratio spreads the low bits over the high ones.
        var slot = Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while slots[slot] != 0 {
            if prefixes[slot] == prefix, matches(Int(slots[slot]) - 1, term, range, isLong) { return slots[slot] - 1 }
            slot = (slot + 1) & mask
        }
        return insert(prefix, term, range, isLong, at: slot)
    }

    private func matches(_ number: Int, _ term: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, _ isLong: Bool)
        -> Bool
    {
        let known = terms[number]
        guard isLong || known.isLong else { return true }
        return Int(known.end - known.start) == range.count
            && longer[Int(known.start)..<Int(known.end)].elementsEqual(term[range])
    }

    @inline(never)
    private mutating func insert(
        _ prefix: UInt64, _ term: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, _ isLong: Bool, at slot: Int
    ) -> Int32 {
        let start = Int32(longer.count)
        if isLong { longer.append(contentsOf: term[range]) }
        terms.append(Term(prefix: prefix, start: start, end: Int32(longer.count)))
        slots[slot] = Int32(terms.count)
        prefixes[slot] = prefix
        if terms.count * 2 > slots.count { grow() }
        return Int32(terms.count - 1)
    }

    private mutating func grow() {
        let count = slots.count * 2
        let old = slots
        slots = [Int32](repeating: 0, count: count)
        prefixes = [UInt64](repeating: 0, count: count)
        for number in old where number != 0 {
            let term = terms[Int(number) - 1]
            var hash = term.prefix
            if term.isLong {
                for scalar in longer[Int(term.start) + 3..<Int(term.end)] { hash = hash &* 31 &+ UInt64(scalar) }
            }
            var slot = Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & (count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = number
            prefixes[slot] = term.prefix
        }
    }

    @inline(__always)
    static func prefix(of term: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> UInt64 {
        var prefix = UInt64(term[range.lowerBound]) << 42
        if range.count > 1 { prefix |= UInt64(term[range.lowerBound + 1]) << 21 }
        if range.count > 2 { prefix |= UInt64(term[range.lowerBound + 2]) }
        return prefix
    }

    /// The numbers of all terms in code-point order.
    func sortedNumbers() -> [Int32] {
        (0..<Int32(terms.count)).sorted { left, right in
            let (a, b) = (terms[Int(left)], terms[Int(right)])
            return a.prefix != b.prefix ? a.prefix < b.prefix : rest(of: a).lexicographicallyPrecedes(rest(of: b))
        }
    }

    /// The code points behind the prefix.
    func rest(of term: Term) -> ArraySlice<UInt32> {
        term.isLong ? longer[Int(term.start) + 3..<Int(term.end)] : []
    }
}
