/// One line of a script without comments, indentation, and the blanks that separate nothing.
///
/// Reads strings, templates and regular expressions well enough to know what inside them is no comment. Lines stay
/// lines, since JavaScript ends statements at them. Three bytes of four that agents would load for nothing are comments
/// and indentation; ``ShortNames`` takes most of the fourth.
struct ScriptLine: Equatable {
    private(set) var code: [UInt8] = []
    /// Bytes of the line as written.
    let range: Range<Int>
    /// Whether it begins at the left edge, where imports and the names of the top level stand.
    let isTopLevel: Bool
    /// Whether a template literal goes on here: then even an empty line counts.
    let isInTemplate: Bool

    static func lines(of script: [UInt8]) -> [ScriptLine] {
        var context = Context()
        var lines: [ScriptLine] = []
        var start = 0
        for line in script.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            lines.append(ScriptLine(line, range: start..<start + line.count, &context))
            start += line.count + 1
        }
        return lines
    }

    /// What a line leaves open for the next.
    private struct Context {
        var isInComment = false
        /// For each open template literal how many braces are open in its `${…}`; `nil`: in its text.
        var templates: [Int?] = []

        var isInTemplate: Bool { templates.last.map { $0 == nil } ?? false }
    }

    private init(_ line: ArraySlice<UInt8>, range: Range<Int>, _ context: inout Context) {
        self.range = range
        isInTemplate = context.isInTemplate
        let first = line.first
        isTopLevel = !context.isInComment && !isInTemplate && first.map { !ScriptSyntax.isBlank($0) } ?? false
        read(line, &context)
    }

    private mutating func read(_ line: ArraySlice<UInt8>, _ context: inout Context) {
        var place = line.startIndex
        var hasBlank = false
        while place < line.endIndex {
            let byte = line[place]
            let next = place + 1 < line.endIndex ? line[place + 1] : UInt8(ascii: "\n")
            if context.isInComment {
                context.isInComment = byte != UInt8(ascii: "*") || next != UInt8(ascii: "/")
                hasBlank = true
                place += context.isInComment ? 1 : 2
            } else if context.isInTemplate {
                place = readTemplate(line, at: place, byte, next, &context)
            } else if ScriptSyntax.isBlank(byte) {
                hasBlank = true
                place += 1
            } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") {
                return
            } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                context.isInComment = true
                place += 2
            } else {
                if hasBlank, let last = code.last, Self.needsBlank(last, byte) { code.append(UInt8(ascii: " ")) }
                hasBlank = false
                place = readToken(line, at: place, &context)
            }
        }
    }

    /// - Returns: The place behind it.
    private mutating func readToken(_ line: ArraySlice<UInt8>, at place: Int, _ context: inout Context) -> Int {
        let byte = line[place]
        var length = 1
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            length = ScriptSyntax.quotedLength(line[place...], until: byte) ?? 1
        case UInt8(ascii: "/") where isOperandExpected:
            length = ScriptSyntax.expressionLength(line[place...]) ?? 1
        case UInt8(ascii: "`"):
            context.templates.append(nil)
        case UInt8(ascii: "{"):
            if let depth = context.templates.last ?? nil { context.templates[context.templates.count - 1] = depth + 1 }
        case UInt8(ascii: "}"):
            if let depth = context.templates.last ?? nil {
                context.templates[context.templates.count - 1] = depth == 0 ? nil : depth - 1
            }
        default:
            while place + length < line.endIndex, ScriptSyntax.isWordPart(byte),
                ScriptSyntax.isWordPart(line[place + length])
            { length += 1 }
        }
        code += line[place..<place + length]
        return place + length
    }

    /// - Returns: The place behind it.
    private mutating func readTemplate(
        _ line: ArraySlice<UInt8>, at place: Int, _ byte: UInt8, _ next: UInt8, _ context: inout Context
    ) -> Int {
        var length = 1
        if byte == UInt8(ascii: "\\") {
            length = 2
        } else if byte == UInt8(ascii: "`") {
            context.templates.removeLast()
        } else if byte == UInt8(ascii: "$"), next == UInt8(ascii: "{") {
            length = 2
            context.templates[context.templates.count - 1] = 0
        }
        let end = min(place + length, line.endIndex)
        code += line[place..<end]
        return end
    }

    /// Whether a slash begins a regular expression here, and doesn't divide.
    private var isOperandExpected: Bool {
        let code = code.last.map(ScriptSyntax.isBlank) == true ? code.dropLast() : code[...]
        guard let last = code.last else { return true }
        guard ScriptSyntax.isWordPart(last) else { return !")]}'\"`".utf8.contains(last) }
        let word = code[(code.lastIndex { !ScriptSyntax.isWordPart($0) }.map { $0 + 1 } ?? 0)...]
        return ScriptSyntax.wordsBeforeOperands.contains(String(decoding: word, as: UTF8.self))
    }

    /// Whether two tokens would become one, or a comment, without a blank between them.
    private static func needsBlank(_ left: UInt8, _ right: UInt8) -> Bool {
        if ScriptSyntax.isWordPart(left) {
            return ScriptSyntax.isWordPart(right) || right == UInt8(ascii: ".") || right == UInt8(ascii: "/")
        }
        let marks = "+-/*<!".utf8
        return marks.contains(left) && (marks.contains(right) || right == UInt8(ascii: ">"))
    }
}
