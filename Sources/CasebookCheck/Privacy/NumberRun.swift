import CasebookModel

/// A run of digits with what people put between them. A date or a time may stand before a number (`2026-05-06 138…`), so
/// that every group of digits is a possible beginning.
struct NumberRun {
    /// What stands between two groups.
    enum Separator {
        /// Blanks, also around a hyphen.
        case blank
        /// A hyphen without blanks: what it joins is mostly one identifier.
        case hyphen
        case dot
        case parenthesis
        /// Nothing: Chinese numerals follow others, or the other way round.
        case nothing

        var isTight: Bool { self == .hyphen || self == .dot }
    }

    struct Group {
        var range: Range<Int>
        var digits: [UInt8]
        var isHan: Bool
        /// Before it; `nil` for the first.
        var separator: Separator?
        /// Nothing but tight separators from the run's first group to this one.
        var isTightFromStart: Bool
    }

    private let bytes: [UInt8]
    private let groups: [Group]

    init(_ bytes: [UInt8], at start: Int) {
        self.bytes = bytes
        var groups: [Group] = []
        var separator: Separator?
        var index = start
        while let first = WrittenDigit(in: bytes, at: index) {
            let isTight = separator.map { $0.isTight && groups.last?.isTightFromStart == true } ?? true
            var group = Group(
                range: index..<index, digits: [], isHan: first.isHan, separator: separator, isTightFromStart: isTight)
            while let digit = WrittenDigit(in: bytes, at: index), digit.isHan == first.isHan {
                group.digits.append(digit.value)
                index += digit.length
            }
            group.range = group.range.lowerBound..<index
            groups.append(group)
            guard let (next, end) = NumberRun.separator(in: bytes, at: index) else { break }
            (separator, index) = (next, end)
        }
        self.groups = groups
    }

    /// How many digits a run has, and where it ends, without making one.
    static func extent(in bytes: [UInt8], at start: Int) -> (digits: Int, end: Int) {
        var digits = 0
        var index = start
        while index < bytes.count {
            if let digit = WrittenDigit(in: bytes, at: index) {
                digits += 1
                index += digit.length
            } else if let (_, end) = separator(in: bytes, at: index) {
                index = end
            } else {
                break
            }
        }
        return (digits, index)
    }

    /// The separator at a place and where the digit behind it begins.
    private static func separator(in bytes: [UInt8], at start: Int) -> (Separator, end: Int)? {
        if WrittenDigit(in: bytes, at: start) != nil { return (.nothing, start) }
        var index = start
        var found: Separator?
        // ` - ` and `）` with a blank are the longest.
        for _ in 0..<3 {
            guard let (mark, length) = mark(in: bytes, at: index) else { return nil }
            switch (found, mark) {
            case (nil, _): found = mark
            case (.blank, .hyphen), (.hyphen, .blank), (.blank, .blank): found = .blank
            case (.parenthesis, .blank), (.parenthesis, .hyphen): break
            default: return nil
            }
            index += length
            if WrittenDigit(in: bytes, at: index) != nil { return found.map { ($0, index) } }
        }
        return nil
    }

    private static func mark(in bytes: [UInt8], at index: Int) -> (Separator, length: Int)? {
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: " "): return (.blank, 1)
        case UInt8(ascii: "-"): return (.hyphen, 1)
        case UInt8(ascii: "."): return (.dot, 1)
        case UInt8(ascii: ")"): return (.parenthesis, 1)
        case 0xC2, 0xE2, 0xE3, 0xEF: break
        default: return nil
        }
        return marks.first { bytes[index...].starts(with: $0.0) }.map { ($0.1, $0.0.count) }
    }

    /// The ones that are not ASCII.
    private static let marks: [([UInt8], Separator)] = {
        let blanks = ["\u{A0}", "\u{3000}"]
        let hyphens = ["‐", "‑", "‒", "–", "—", "―", "−", "－"]
        let dots = ["·", "•", "・", "．"]
        var marks: [([UInt8], Separator)] = [(Array("）".utf8), .parenthesis)]
        marks += blanks.map { (Array($0.utf8), Separator.blank) }
        marks += hyphens.map { (Array($0.utf8), Separator.hyphen) }
        return marks + dots.map { (Array($0.utf8), Separator.dot) }
    }()

    // MARK: - Findings

    /// Every number in the run.
    func forEachFinding(_ body: (PrivateDataKind, Range<Int>) -> Void) {
        var first = 0
        while first < groups.count {
            let found = counts(from: first).reversed().lazy.compactMap { finding(first, count: $0) }.first
            if let found { body(found.kind, found.range) }
            first += found?.count ?? 1
        }
    }

    /// How many groups from one on have as many digits as a number of a person has.
    private func counts(from first: Int) -> [Int] {
        var digits = 0
        var counts: [Int] = []
        // Eleven groups are the most that any number has: a mobile number said digit by digit.
        for count in 1...min(11, groups.count - first) {
            digits += groups[first + count - 1].digits.count
            if digits > 19 { break }
            if digits >= 10 { counts.append(count) }
        }
        return counts
    }

    private func finding(_ first: Int, count: Int) -> (kind: PrivateDataKind, range: Range<Int>, count: Int)? {
        let window = groups[first..<first + count]
        let number = PrivateNumber(groups: Array(window), isWholeRun: count == groups.count)
        let start = window[first].range.lowerBound
        var end = window[first + count - 1].range.upperBound
        // The check digit of an ID number may be an X.
        let checkLength = number.digits.count == 17 ? lengthOfX(at: end) : 0
        end += checkLength
        let surroundings = NumberSurroundings(bytes: bytes, number: start..<end)
        guard let kind = number.kind(endsWithX: checkLength > 0, surroundings) else { return nil }
        if isJoined(first, count: count) || surroundings.isPartOfWord || surroundings.isAmount { return nil }
        return (kind, start..<end, count)
    }

    private func lengthOfX(at index: Int) -> Int {
        guard index < bytes.count else { return 0 }
        if bytes[index] | 0x20 == UInt8(ascii: "x") { return 1 }
        return ["Ｘ", "ｘ"].contains { bytes[index...].starts(with: $0.utf8) } ? 3 : 0
    }

    /// Part of an identifier, a version or a decimal: a hyphen or dot holds it to other digits, which are neither a
    /// country code before it nor an extension behind it nor another number.
    private func isJoined(_ first: Int, count: Int) -> Bool {
        func isMobile(_ group: Group) -> Bool { PhoneNumber.isMobile(group.digits) }
        if first > 0, groups[first].separator?.isTight == true, !isMobile(groups[first - 1]) { return true }
        // A word that the run's first group belongs to goes on over its hyphens.
        if first > 0, groups[first].isTightFromStart {
            let run = NumberSurroundings(bytes: bytes, number: groups[0].range)
            if run.isPartOfWord { return true }
        }
        let next = first + count
        guard next < groups.count, groups[next].separator?.isTight == true else { return false }
        return groups[next].separator == .dot || groups[next].digits.count > 6 && !isMobile(groups[next])
    }
}
