import CasebookModel

/// A template file taken apart into text and tags, without knowledge of any view.
struct TemplateSource: Sendable {
    struct Name: Sendable {
        let text: String
        /// Of the name alone, so that a caret stands under it.
        let range: SourceRange
    }

    indirect enum Node: Sendable {
        case text(Range<Int>)
        /// `{{name}}`, or `{{{name}}}` and `{{&name}}` with `raw`.
        case variable(Name, raw: Bool)
        case section(Section)
        /// `indentation`: the blanks in front of a partial that stands alone on its line.
        case partial(Name, indentation: Range<Int>?)
    }

    struct Section: Sendable {
        let name: Name
        let isInverted: Bool
        let opensAlone: Bool
        var closesAlone: Bool
        var nodes: [Node]
    }

    /// As messages show it.
    let path: String
    let bytes: [UInt8]
    private(set) var nodes: [Node] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        var reader = TemplateReader(bytes: bytes)
        reader.read()
        nodes = reader.nodes
        diagnostics = reader.faults.map { Diagnostic(.templateSyntax($0.fault), file: path, at: $0.range) }
    }
}

/// Reads tags one after the other and nests the sections.
private struct TemplateReader {
    let bytes: [UInt8]
    var faults: [(fault: TemplateFault, range: SourceRange)] = []
    private var position = 0
    private var open: [TemplateSource.Section] = []
    private var levels: [[TemplateSource.Node]] = [[]]

    init(bytes: [UInt8]) { self.bytes = bytes }

    var nodes: [TemplateSource.Node] { levels[0] }

    private struct Tag {
        var sigil: UInt8
        var name: TemplateSource.Name
        var range: Range<Int>
        var raw = false
    }

    mutating func read() {
        var textStart = 0
        while let start = find("{{", from: position) {
            guard let tag = tag(at: start) else {
                report(.unclosedTag, SourceRange(start, min(start + 2, bytes.count)))
                position = bytes.count
                break
            }
            let alone = aloneRange(of: tag)
            appendText(textStart..<(alone?.lowerBound ?? tag.range.lowerBound))
            position = alone?.upperBound ?? tag.range.upperBound
            textStart = position
            handle(tag, alone: alone)
        }
        appendText(textStart..<bytes.count)
        while let section = open.last {
            report(.unclosedSection(name: section.name.text), section.name.range)
            closeSection(alone: false)
        }
    }

    private mutating func handle(_ tag: Tag, alone: Range<Int>?) {
        if tag.name.text.isEmpty, tag.sigil != UInt8(ascii: "!") {
            report(.emptyTag, SourceRange(tag.range.lowerBound, tag.range.upperBound))
            return
        }
        switch tag.sigil {
        case UInt8(ascii: "!"): break
        case UInt8(ascii: "#"), UInt8(ascii: "^"):
            open.append(
                TemplateSource.Section(
                    name: tag.name, isInverted: tag.sigil == UInt8(ascii: "^"), opensAlone: alone != nil,
                    closesAlone: false, nodes: []))
            levels.append([])
        case UInt8(ascii: "/"):
            guard let section = open.last else {
                report(.strayClose(name: tag.name.text), tag.name.range)
                return
            }
            if section.name.text != tag.name.text {
                report(.mismatchedClose(name: tag.name.text, expected: section.name.text), tag.name.range)
            }
            closeSection(alone: alone != nil)
        case UInt8(ascii: ">"):
            append(.partial(tag.name, indentation: alone.map { $0.lowerBound..<tag.range.lowerBound }))
        case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: "$"):
            // Changed delimiters and inheritance are not part of what we read.
            report(.wrongUse(name: tag.name.text), tag.name.range)
        default:
            append(.variable(tag.name, raw: tag.raw))
        }
    }

    private mutating func closeSection(alone: Bool) {
        var section = open.removeLast()
        section.nodes = levels.removeLast()
        section.closesAlone = alone
        append(.section(section))
    }

    private mutating func append(_ node: TemplateSource.Node) { levels[levels.count - 1].append(node) }

    private mutating func appendText(_ range: Range<Int>) {
        if !range.isEmpty { append(.text(range)) }
    }

    private mutating func report(_ fault: TemplateFault, _ range: SourceRange) { faults.append((fault, range)) }

    /// The tag that begins with the `{{` at `start`; `nil` where it never ends.
    private func tag(at start: Int) -> Tag? {
        var inner = start + 2
        var close = "}}"
        var raw = false
        var sigil: UInt8 = 0
        if inner < bytes.count {
            switch bytes[inner] {
            case UInt8(ascii: "{"):
                raw = true
                close = "}}}"
                inner += 1
            case UInt8(ascii: "&"):
                raw = true
                inner += 1
            case let byte where "#^/!>=<$".utf8.contains(byte):
                sigil = byte
                inner += 1
            default: break
            }
        }
        guard let end = find(close, from: inner) else { return nil }
        var lower = inner
        var upper = end
        while lower < upper, Self.isBlank(bytes[lower]) || bytes[lower] == UInt8(ascii: "\n") { lower += 1 }
        while upper > lower, Self.isBlank(bytes[upper - 1]) || bytes[upper - 1] == UInt8(ascii: "\n") { upper -= 1 }
        let name = TemplateSource.Name(
            text: String(decoding: bytes[lower..<upper], as: UTF8.self), range: SourceRange(lower, upper))
        return Tag(sigil: sigil, name: name, range: start..<(end + close.utf8.count), raw: raw)
    }

    /// The whole line of a tag that prints nothing itself and stands alone on it, line end included: such a line leaves
    /// no trace in the output.
    private func aloneRange(of tag: Tag) -> Range<Int>? {
        guard tag.sigil != 0 else { return nil }
        var lower = tag.range.lowerBound
        while lower > 0, Self.isBlank(bytes[lower - 1]) { lower -= 1 }
        guard lower == 0 || bytes[lower - 1] == UInt8(ascii: "\n") else { return nil }
        var upper = tag.range.upperBound
        while upper < bytes.count, Self.isBlank(bytes[upper]) { upper += 1 }
        guard upper < bytes.count else { return lower..<upper }
        return bytes[upper] == UInt8(ascii: "\n") ? lower..<(upper + 1) : nil
    }

    private func find(_ text: String, from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        var index = start
        while index + wanted.count <= bytes.count {
            if bytes[index] == wanted[0], bytes[index..<(index + wanted.count)].elementsEqual(wanted) { return index }
            index += 1
        }
        return nil
    }

    /// A carriage return counts as a blank, so that files with CRLF have tags alone on their lines too.
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
