import CasebookModel

/// A YAML value with the bytes it was written at, in the whole file.
///
/// Everything that reads YAML works on this and not on Yams' own nodes: those know lines and columns of the text they
/// were given, not bytes of a file, and know no ends.
indirect enum YAMLNode: Equatable, Sendable {
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
struct YAMLPair: Equatable, Sendable {
    var key: YAMLScalar
    var value: YAMLNode
}

struct YAMLScalar: Equatable, Sendable {
    var text: String
    /// Without quotes: only then are `true` and `12` a flag and a number, and is an empty text no value at all.
    var isPlain: Bool
    var range: SourceRange

    /// A key without a value, `~` or `null`.
    var isNull: Bool { isPlain && (text.isEmpty || text == "~" || text == "null") }
}
