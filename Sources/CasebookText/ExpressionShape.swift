/// How a regular expression is built, as far as that says how long looking for it can take, and where it needs no looking for.
/// Reads ICU's syntax and never fails: what isn't an expression is the engine's to refuse.
package struct ExpressionShape: Sendable {
    /// A repetition stands alone in another one, as in `(a+)+` and `(a+b?)*`: the same words can be shared out between the two
    /// in twice as many ways for each further character, and the engine tries them all before it gives up. What may always
    /// stand between, as `-` in `(\d+-)+`, makes it one way.
    package let nestsRepetitions: Bool
    /// Words of no length fit.
    package let mayBeEmpty: Bool
    /// In how many ways it may be tried at one place, at most; `nil` where that depends on the text.
    package let ways: Int?
    package let openings: HitOpenings

    package init(_ expression: String) {
        var reader = ShapeReader(expression)
        let part = reader.alternatives()
        mayBeEmpty = part.mayBeEmpty
        ways = part.ways
        openings = reader.takesLettersAsWritten ? part.openings : .unknown
        nestsRepetitions = reader.nestsRepetitions
    }
}

/// What is known of a part of an expression.
private struct ShapePart {
    var mayBeEmpty: Bool
    /// It can be one repetition without an end, and nothing that has to stand beside it.
    var repeats = false
    /// `nil`: there's no saying.
    var ways: Int?
    var openings: HitOpenings

    static let nothing = ShapePart(mayBeEmpty: true, ways: 1, openings: .nothing)
    static let unknown = ShapePart(mayBeEmpty: true, ways: 1, openings: .unknown)

    /// A character, of all or of those named.
    static func character(_ openings: HitOpenings = .unknown) -> ShapePart {
        ShapePart(mayBeEmpty: false, ways: 1, openings: openings)
    }

    /// One after the other.
    func followed(by next: ShapePart) -> ShapePart {
        ShapePart(
            mayBeEmpty: mayBeEmpty && next.mayBeEmpty,
            repeats: repeats && next.mayBeEmpty || next.repeats && mayBeEmpty, ways: Self.product(ways, next.ways),
            openings: openings.followed(by: next.openings))
    }

    /// One or the other.
    func or(_ other: ShapePart) -> ShapePart {
        let sum: Int? = if let left = ways, let right = other.ways { left + right } else { nil }
        return ShapePart(
            mayBeEmpty: mayBeEmpty || other.mayBeEmpty, repeats: repeats || other.repeats, ways: Self.bounded(sum),
            openings: openings.or(other.openings))
    }

    func repeated(_ quantifier: Quantifier) -> ShapePart {
        var choices: Int?
        if let most = quantifier.most {
            choices = most - quantifier.least + 1
            // Ends after twenty at most: from two ways up that is a million.
            var left = ways == 1 ? 0 : most
            while left > 0, choices != nil {
                choices = Self.product(choices, ways)
                left -= 1
            }
        }
        return ShapePart(
            mayBeEmpty: mayBeEmpty || quantifier.least == 0,
            repeats: quantifier.givesBack && (repeats || quantifier.most == nil), ways: choices,
            openings: openings.repeated(isOptional: quantifier.least == 0, mayRecur: quantifier.most != 1))
    }

    private static func product(_ left: Int?, _ right: Int?) -> Int? {
        guard let left, let right else { return nil }
        return bounded(left * right)
    }

    /// A million ways are no bound worth the name, and products stay far below overflow.
    private static func bounded(_ ways: Int?) -> Int? { ways.flatMap { $0 > 1_000_000 ? nil : max($0, 1) } }
}

private struct Quantifier {
    var least: Int
    /// `nil`: without an end.
    var most: Int?
    /// Not possessive.
    var givesBack = true
}

/// Goes through an expression once.
private struct ShapeReader {
    private let units: [UInt8]
    private var place = 0
    /// Deeper ones are not looked into, which would need a stack: the engine refuses them, or takes the time that it takes.
    private var depth = 0
    private(set) var nestsRepetitions = false
    /// No flag has it that letters are of either case, or that blanks don't count.
    private(set) var takesLettersAsWritten = true

    init(_ expression: String) { units = Array(expression.utf8) }

    private var next: UInt8? { place < units.count ? units[place] : nil }

    private mutating func take(_ text: String) -> Bool {
        guard units[place...].starts(with: text.utf8) else { return false }
        place += text.utf8.count
        return true
    }

    private mutating func skip(past text: String) {
        while place < units.count, !take(text) { place += 1 }
    }

    /// Up to the bracket that closes the group, or the end.
    mutating func alternatives() -> ShapePart {
        var all: ShapePart?
        while true {
            var part = ShapePart.nothing
            while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
                part = part.followed(by: element())
            }
            all = all?.or(part) ?? part
            if !take("|") { return all ?? part }
        }
    }

    /// A character, a set or a group with what is said about how often.
    private mutating func element() -> ShapePart {
        var isGroup = false
        var part: ShapePart
        if take("(") {
            isGroup = true
            part = group()
        } else if take("[") {
            part = set()
        } else if take("\\") {
            part = escape()
        } else if take("^") || take("$") {
            part = .nothing
        } else if take(".") {
            part = .character()
        } else {
            let start = place
            place += 1
            // The other bytes of a character.
            while let byte = next, byte & 0xC0 == 0x80 { place += 1 }
            part = .character(.anyOf(scalars(start..<place)))
        }
        while let quantifier = quantifier() {
            if isGroup, part.repeats, quantifier.most == nil, quantifier.givesBack { nestsRepetitions = true }
            part = part.repeated(quantifier)
            isGroup = true
        }
        return part
    }

    /// Behind its bracket.
    private mutating func group() -> ShapePart {
        if take("?#") {
            skip(past: ")")
            return .nothing
        }
        let looks = take("?=") || take("?!") || take("?<=") || take("?<!")
        let isAtomic = looks || take("?>")
        if !isAtomic, take("?") {
            if take("<") {
                skip(past: ">")
            } else {
                flags()
                _ = take(":")
            }
        }
        guard depth < 100 else {
            place = units.count
            return ShapePart(mayBeEmpty: true, ways: nil, openings: .unknown)
        }
        depth += 1
        var part = alternatives()
        depth -= 1
        _ = take(")")
        if isAtomic { part.repeats = false }
        if looks {
            part.mayBeEmpty = true
            part.openings = .nothing
        }
        return part
    }

    /// Up to the colon or bracket behind them.
    private mutating func flags() {
        while let byte = next, byte != UInt8(ascii: ":"), byte != UInt8(ascii: ")") {
            if byte == UInt8(ascii: "i") || byte == UInt8(ascii: "x") { takesLettersAsWritten = false }
            place += 1
        }
    }

    private func scalars(_ range: Range<Int>) -> String.UnicodeScalarView {
        String(decoding: units[range], as: UTF8.self).unicodeScalars
    }

    /// Behind its bracket; sets may stand in sets.
    private mutating func set() -> ShapePart {
        let start = place
        var open = 1
        while open > 0, let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\\"): place += 1
            case UInt8(ascii: "["): open += 1
            case UInt8(ascii: "]"): open -= 1
            default: break
            }
        }
        place = min(place, units.count)
        let members = start..<max(start, place - 1)
        // Nothing but a few characters one after the other.
        let isList = !members.isEmpty && !units[members].contains { "^-&[\\".utf8.contains($0) }
        return .character(isList ? .anyOf(scalars(members)) : .unknown)
    }

    /// Behind its backslash.
    private mutating func escape() -> ShapePart {
        guard let byte = next else { return .nothing }
        place += 1
        switch byte {
        case UInt8(ascii: "Q"):
            skip(past: "\\E")
            return .unknown
        case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "z"), UInt8(ascii: "Z"),
            UInt8(ascii: "G"), UInt8(ascii: "E"):
            return .nothing
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            return .unknown
        case UInt8(ascii: "k"):
            skip(past: ">")
            return .unknown
        case UInt8(ascii: "R"), UInt8(ascii: "X"):
            // Several characters, taken as one.
            return .character()
        case UInt8(ascii: "!")...UInt8(ascii: "/"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{")...UInt8(ascii: "}"):
            return .character(.anyOf(CollectionOfOne(Unicode.Scalar(byte))))
        default:
            if take("{") { skip(past: "}") }
            return .character()
        }
    }

    private mutating func quantifier() -> Quantifier? {
        var quantifier: Quantifier
        if take("*") {
            quantifier = Quantifier(least: 0, most: nil)
        } else if take("+") {
            quantifier = Quantifier(least: 1, most: nil)
        } else if take("?") {
            quantifier = Quantifier(least: 0, most: 1)
        } else if next == UInt8(ascii: "{"), let bounds = bounds() {
            quantifier = bounds
        } else {
            return nil
        }
        if take("+") {
            quantifier.givesBack = false
        } else {
            _ = take("?")
        }
        return quantifier
    }

    /// `{2}`, `{2,}` or `{2,5}`; `nil` and no step further where it is something else.
    private mutating func bounds() -> Quantifier? {
        guard let end = units[place...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let numbers = units[(place + 1)..<end].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { Int(String(decoding: $0, as: UTF8.self)) }
        guard let first = numbers.first, let least = first, (1...2).contains(numbers.count) else { return nil }
        place = end + 1
        let most = numbers.count == 1 ? least : numbers[1]
        return Quantifier(least: least, most: most.map { max($0, least) })
    }
}
