import CasebookModel
import Yams

/// Reads YAML through libYAML (Yams), bounded so that no input costs more than its size; the plain part of the language,
/// which is most of what people write, by ``PlainYAML``.
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
        if let plain = PlainYAML.read(bytes, range) { return Outcome(plain) }
        return readAll(bytes, range, file: file)
    }

    /// The whole language.
    static func readAll(_ bytes: [UInt8], _ range: SourceRange, file: String) -> Outcome<YAMLNode?> {
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
            // Nothing above `}` counts, and Han text is nothing else.
            if byte > UInt8(ascii: "}") {
                previous = byte
                continue
            }
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
