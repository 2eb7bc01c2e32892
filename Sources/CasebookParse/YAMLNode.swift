import CasebookModel
import Yams

/// A YAML value with the bytes it was written at, in the whole file.
///
/// Everything that reads YAML works on this and not on Yams' own nodes: those know lines and columns of the text they
/// were given, not bytes of a file, and know no ends.
indirect enum YAMLNode: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode], SourceRange)
    case mapping([YAMLPair], SourceRange)

    var range: SourceRange {
        switch self {
        case .scalar(let scalar): scalar.range
        case .sequence(_, let range), .mapping(_, let range): range
        }
    }

    /// The pairs of a mapping; `nil` for anything else.
    var pairs: [YAMLPair]? {
        if case .mapping(let pairs, _) = self { pairs } else { nil }
    }

    var isNull: Bool {
        if case .scalar(let scalar) = self { scalar.isNull } else { false }
    }

    /// How a message quotes the value: short, one line.
    var excerpt: String {
        switch self {
        case .scalar(let scalar):
            let line = scalar.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
            return line.count > 40 ? String(line.prefix(40)) + "…" : line
        case .sequence: return "[…]"
        case .mapping: return "{…}"
        }
    }
}

/// A type of its own rather than a tuple: the compiler loses its way in an enumeration that holds itself in tuples.
struct YAMLPair: Sendable {
    var key: YAMLScalar
    var value: YAMLNode
}

struct YAMLScalar: Sendable {
    var text: String
    /// Without quotes: only then are `true` and `12` a flag and a number, and is an empty text no value at all.
    var isPlain: Bool
    var range: SourceRange

    /// A key without a value, `~` or `null`.
    var isNull: Bool { isPlain && (text.isEmpty || text == "~" || text == "null") }
}

/// Reads YAML through libYAML (Yams), bounded so that no input costs more than its size.
enum YAMLReader {
    static let byteLimit = 256 * 1024
    static let aliasLimit = 16
    static let depthLimit = 32

    /// - Parameters:
    ///   - bytes: The whole file, valid UTF-8.
    ///   - range: The YAML in it.
    /// - Returns: `nil` for an empty text (comments only), or with a diagnostic.
    static func read(_ bytes: [UInt8], _ range: SourceRange, file: String) -> Outcome<YAMLNode?> {
        guard range.end - range.start <= byteLimit else {
            let problem = Problem.frontMatterTooLarge(bytes: range.end - range.start, limit: byteLimit)
            return Outcome(nil, [Diagnostic(problem, file: file, at: SourceRange(range.start, range.start))])
        }
        if let problem = refusal(of: bytes[range.start..<range.end]) {
            return Outcome(nil, [Diagnostic(problem, file: file, at: SourceRange(range.start, range.start))])
        }
        let places = YAMLPlaces(bytes, range)
        do {
            let text = String(decoding: bytes[range.start..<range.end], as: UTF8.self)
            // Without the resolver of implicit types: it matches every scalar with a dozen regular expressions, and the
            // declared field says what a scalar is. The default encoding is looked up in the environment each time.
            guard let root = try Yams.compose(yaml: text, .basic, .default, .utf8) else { return Outcome(nil) }
            return Outcome(convert(root, places))
        } catch let error as YamlError {
            let (problem, offset) = YAMLReader.problem(for: error, bytes, places)
            return Outcome(nil, [Diagnostic(problem, file: file, at: SourceRange(offset, offset))])
        } catch {
            let problem = Problem.yamlSyntax(problem: "\(error)")
            return Outcome(nil, [Diagnostic(problem, file: file, at: SourceRange(range.start, range.start))])
        }
    }

    /// Refuses what would make libYAML or the walk over its nodes cost more than the text's size.
    ///
    /// Yams composes a tree by value: an alias copies its anchor's node, so that nine aliases of nine aliases … take
    /// exponential time once they are walked or, as keys, hashed. Sixteen of them can't grow past some hundred copies.
    /// Nesting is bounded since composing recurses.
    private static func refusal(of yaml: ArraySlice<UInt8>) -> Problem? {
        var anchors = 0
        var aliases = 0
        var depth = 0
        var deepest = 0
        var dashes = 0
        var previous = UInt8(ascii: "\n")
        for index in yaml.indices {
            let byte = yaml[index]
            let next = index + 1 < yaml.endIndex ? yaml[index + 1] : UInt8(ascii: "\n")
            let isName = next > UInt8(ascii: " ") && next != UInt8(ascii: "*") && next != UInt8(ascii: "&")
            switch byte {
            case UInt8(ascii: "&") where startsToken(after: previous) && isName: anchors += 1
            case UInt8(ascii: "*") where startsToken(after: previous) && isName: aliases += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                dashes = 0
                depth = 0
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
                if next == UInt8(ascii: " ") { dashes += 1 }
                deepest = max(deepest, dashes)
            default: break
            }
            previous = byte
        }
        if anchors > 0, aliases > aliasLimit { return .frontMatterTooManyAliases(count: aliases, limit: aliasLimit) }
        // Prose holds many colons and brackets; a hundred in one line is no data.
        return deepest > 3 * depthLimit ? .frontMatterTooDeep(limit: depthLimit) : nil
    }

    /// Whether an anchor or alias may stand behind a byte: any blank or line end (the last bytes of NEL, LS and PS
    /// too), or a mark of YAML's own. Counting one too many does no harm.
    private static func startsToken(after byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x85, 0xA8, 0xA9, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: "?"),
            UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            true
        default: false
        }
    }

    private static func convert(_ node: Node, _ places: YAMLPlaces) -> YAMLNode {
        switch node {
        case .scalar(let scalar): return .scalar(convert(scalar, places))
        case .sequence(let sequence):
            return .sequence(sequence.map { convert($0, places) }, places.start(of: sequence.mark))
        case .mapping(let mapping):
            let pairs = mapping.map { pair -> YAMLPair in
                if case .scalar(let key) = pair.key {
                    return YAMLPair(key: convert(key, places), value: convert(pair.value, places))
                }
                // A list or mapping as a key means nothing in any of our files: its name is unknown everywhere.
                let range = places.start(of: pair.key.mark)
                return YAMLPair(
                    key: YAMLScalar(text: "?", isPlain: true, range: range), value: convert(pair.value, places))
            }
            return .mapping(pairs, places.start(of: mapping.mark))
        case .alias(let alias):
            // Composing resolves aliases; this case is for trees that a program makes.
            return .scalar(YAMLScalar(text: "", isPlain: true, range: places.start(of: alias.mark)))
        }
    }

    private static func convert(_ scalar: Node.Scalar, _ places: YAMLPlaces) -> YAMLScalar {
        let isPlain = scalar.style == .plain || scalar.style == .any
        return YAMLScalar(
            text: scalar.string, isPlain: isPlain,
            range: places.range(of: scalar.string, style: scalar.style, at: scalar.mark))
    }

    private static func problem(for error: YamlError, _ bytes: [UInt8], _ places: YAMLPlaces) -> (Problem, Int) {
        switch error {
        case .scanner(let context?, "could not find expected ':'", _, _):
            // The mark is where the search was given up; the line that lacks the colon is the context.
            let offset = places.offset(of: context.mark)
            let end = SourceText.endOfLine(bytes, offset)
            if let colon = FullWidthColon.first(in: bytes, SourceRange(offset, end)) {
                return (.yamlFullWidthColon, colon)
            }
            return (.yamlSyntax(problem: "could not find expected ':'"), offset)
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let offset = places.offset(of: mark)
            if offset < bytes.count, bytes[offset] == UInt8(ascii: "\t") { return (.yamlTab, offset) }
            if problem.hasPrefix("mapping values are not allowed") { return (.yamlUnquotedColon, offset) }
            return (.yamlSyntax(problem: problem), offset)
        case .duplicatedKeysInMapping(let keys, let context):
            // Yams marks the first of them; the second is the one that was written by mistake.
            let key = keys.first ?? ""
            let first = places.offset(of: context.mark)
            return (.duplicateKey(key: key), places.repeated(key, after: first) ?? first)
        case .reader(let problem, let offset, _, _):
            return (.yamlSyntax(problem: problem), places.offset(ofByte: offset ?? 0))
        default:
            return (.yamlSyntax(problem: "\(error)"), places.offset(ofByte: 0))
        }
    }
}

/// `：`, which a Chinese keyboard writes where YAML wants `:`.
enum FullWidthColon {
    static func first(in bytes: [UInt8], _ range: SourceRange) -> Int? {
        SourceText(bytes, range).firstRange(of: Array("：".utf8), from: range.start)?.start
    }
}

/// Turns libYAML's marks into bytes of the whole file.
struct YAMLPlaces {
    private let bytes: [UInt8]
    private let start: Int
    private let end: Int
    /// The number of scalars before each of libYAML's lines.
    private let lines: [Int]
    /// The offset in the file of every 64th scalar: a mark far behind in a line of 100 KB is found as fast as any.
    private let checkpoints: [Int]

    init(_ bytes: [UInt8], _ range: SourceRange) {
        self.bytes = bytes
        start = range.start
        end = range.end
        var lines = [0]
        var checkpoints: [Int] = []
        var scalars = 0
        var index = range.start
        while index < range.end {
            if bytes[index] & 0xC0 != 0x80 {
                if scalars % 64 == 0 { checkpoints.append(index) }
                scalars += 1
            }
            // libYAML also ends lines at NEL, LS and PS (YAML 1.1, 4.2).
            let length: Int
            switch bytes[index] {
            case 0x0A: length = 1
            case 0x0D: length = index + 1 < range.end && bytes[index + 1] == 0x0A ? 0 : 1
            case 0xC2 where index + 1 < range.end && bytes[index + 1] == 0x85: length = 2
            case 0xE2 where index + 2 < range.end && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8:
                length = 3
            default: length = 0
            }
            if length > 0 { lines.append(scalars) }
            index += max(1, length)
        }
        self.lines = lines
        self.checkpoints = checkpoints
    }

    func offset(ofByte byte: Int) -> Int { min(end, start + byte) }

    /// Marks count lines from 1 and columns in scalars from 1.
    func offset(of mark: Mark?) -> Int {
        guard let mark, mark.line >= 1 else { return start }
        guard mark.line <= lines.count else { return end }
        let scalar = lines[mark.line - 1] + max(0, mark.column - 1)
        guard scalar / 64 < checkpoints.count else { return end }
        var offset = checkpoints[scalar / 64]
        for _ in 0..<scalar % 64 where offset < end {
            offset += 1
            while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }

    /// Where a key that stands at `first` stands again, as the first word of a line and as deep; `nil` in flow mappings.
    func repeated(_ key: String, after first: Int) -> Int? {
        let source = SourceText(bytes, SourceRange(start, end))
        func lineStart(_ offset: Int) -> Int {
            bytes[start..<offset].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? start
        }
        let depth = first - lineStart(first)
        var from = first + 1
        while let found = source.firstRange(of: Array("\(key):".utf8), from: from) {
            let line = lineStart(found.start)
            let isFirstWord = bytes[line..<found.start].allSatisfy {
                $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-")
            }
            if isFirstWord, found.start - line == depth { return found.start }
            from = SourceText.endOfLine(bytes, found.end)
        }
        return nil
    }

    func start(of mark: Mark?) -> SourceRange {
        let offset = offset(of: mark)
        return SourceRange(offset, offset)
    }

    /// Where a scalar was written, with its quotes. Ends at the line's end where it runs over several lines.
    func range(of text: String, style: Node.Scalar.Style, at mark: Mark?) -> SourceRange {
        let start = offset(of: mark)
        var position = start
        switch style {
        case .singleQuoted, .doubleQuoted:
            let quote = style == .singleQuoted ? UInt8(ascii: "'") : UInt8(ascii: "\"")
            position += 1
            while position < end {
                if quote == UInt8(ascii: "\""), bytes[position] == UInt8(ascii: "\\") {
                    position += 2
                } else if bytes[position] == quote {
                    guard quote == UInt8(ascii: "'"), position + 1 < end, bytes[position + 1] == quote else { break }
                    position += 2
                } else {
                    position += 1
                }
            }
            return SourceRange(start, min(end, position + 1))
        default:
            var utf8 = Array(text.utf8)[...]
            while position < end, let byte = utf8.first, bytes[position] == byte {
                position += 1
                utf8 = utf8.dropFirst()
            }
            if position == start, !text.isEmpty {
                position = min(end, SourceText.endOfLine(bytes, position))
            }
            return SourceRange(start, max(start, position))
        }
    }
}
