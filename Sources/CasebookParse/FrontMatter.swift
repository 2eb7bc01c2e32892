import CasebookModel

/// Where the front matter and the body of a file are.
struct FrontMatter {
    /// The YAML between the `---` lines; `nil` where the file begins without one.
    var yaml: SourceRange?
    var body: SourceRange
    var diagnostics: [Diagnostic] = []

    /// A file has front matter if its first line (behind a byte order mark) is `---`; it ends at the next line that is
    /// `---` or `...`. A `---` with a blank line below that no key follows is a thematic break.
    init(_ bytes: [UInt8], file: String) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard FrontMatter.isFence(bytes, at: start, closing: false) else {
            body = SourceRange(start, bytes.count)
            return
        }
        let yamlStart = FrontMatter.nextLine(bytes, start)
        if FrontMatter.isBlank(bytes, yamlStart),
            !FrontMatter.looksLikeKey(bytes, FrontMatter.firstWords(bytes, yamlStart))
        {
            body = SourceRange(start, bytes.count)
            return
        }
        var line = yamlStart
        while line < bytes.count {
            if FrontMatter.isFence(bytes, at: line, closing: true) {
                yaml = SourceRange(yamlStart, line)
                body = SourceRange(FrontMatter.nextLine(bytes, line), bytes.count)
                return
            }
            line = FrontMatter.nextLine(bytes, line)
        }
        // A thematic break at the top of a document without front matter looks the same; a first line that is no
        // "key:" tells them apart.
        if FrontMatter.looksLikeKey(bytes, yamlStart) {
            diagnostics = [Diagnostic(.frontMatterNeverCloses, file: file, at: SourceRange(start, start + 3))]
            body = SourceRange(bytes.count, bytes.count)
            yaml = nil
        } else {
            body = SourceRange(start, bytes.count)
        }
    }

    private static func isFence(_ bytes: [UInt8], at start: Int, closing: Bool) -> Bool {
        guard start + 3 <= bytes.count else { return false }
        let mark = bytes[start]
        guard mark == UInt8(ascii: "-") || (closing && mark == UInt8(ascii: ".")) else { return false }
        guard bytes[start + 1] == mark, bytes[start + 2] == mark else { return false }
        var index = start + 3
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return true
            case UInt8(ascii: " "), UInt8(ascii: "\t"): index += 1
            default: return false
            }
        }
        return true
    }

    private static func nextLine(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\n") { return index + 1 }
            if bytes[index] == UInt8(ascii: "\r") {
                return index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n") ? index + 2 : index + 1
            }
            index += 1
        }
        return index
    }

    /// Where the first line begins that is neither blank nor a comment of YAML's; the end of the file if none does.
    private static func firstWords(_ bytes: [UInt8], _ start: Int) -> Int {
        var line = start
        while line < bytes.count, isBlank(bytes, line) || bytes[line] == UInt8(ascii: "#") {
            line = nextLine(bytes, line)
        }
        return line
    }

    private static func isBlank(_ bytes: [UInt8], _ line: Int) -> Bool {
        bytes[line..<nextLine(bytes, line)].allSatisfy { $0 <= UInt8(ascii: " ") }
    }

    /// Whether a line begins with `word:`.
    private static func looksLikeKey(_ bytes: [UInt8], _ start: Int) -> Bool {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ":"): return index > start
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                index += 1
            default: return false
            }
        }
        return false
    }
}
