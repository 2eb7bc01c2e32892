extension JSONWriter {
    /// Where something stands, as the members `file`, `line` and `column`; what is about a whole file stands at its start.
    package mutating func place(_ file: String, _ range: SourceRange, _ lines: [String: LineTable]) {
        let position = lines[file]?.position(of: range.start) ?? SourcePosition(line: 1, column: 1)
        member("file", file)
        member("line", position.line)
        member("column", position.column)
    }
}
