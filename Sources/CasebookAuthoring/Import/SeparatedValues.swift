/// A table as text: CSV as RFC 4180 has it, also with semicolons or tabs between the values.
package enum SeparatedValues {
    package struct Unclosed: Error, Hashable, Sendable {
        /// The row whose quoted value doesn't end, counted from 1 as spreadsheets do.
        package var row: Int
    }

    /// Every record, empty ones too, so that their places are the numbers of rows. Line breaks inside quotes stay.
    package static func rows(of text: String) throws(Unclosed) -> [[String]] {
        // A line break of Windows is one character in Swift.
        let separator = separator(in: text)
        var rows: [[String]] = []
        var row: [String] = []
        var value = ""
        var isQuoted = false
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            index = text.index(after: index)
            if isQuoted {
                if character != "\"" {
                    value.append(character.isNewline ? "\n" : character)
                } else if index < text.endIndex, text[index] == "\"" {
                    value.append("\"")
                    index = text.index(after: index)
                } else {
                    isQuoted = false
                }
            } else if character == "\"", value.isEmpty {
                isQuoted = true
            } else if character == separator {
                row.append(value)
                value = ""
            } else if character.isNewline {
                rows.append(row + [value])
                (row, value) = ([], "")
            } else {
                value.append(character)
            }
        }
        if isQuoted { throw Unclosed(row: rows.count + 1) }
        if !row.isEmpty || !value.isEmpty { rows.append(row + [value]) }
        return rows
    }

    /// The mark that the first line has most of.
    private static func separator(in text: String) -> Character {
        var counts: [Character: Int] = [",": 0, ";": 0, "\t": 0]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if isQuoted { continue }
            if character.isNewline { break }
            counts[character]? += 1
        }
        return [",", "\t", ";"].max { counts[$0]! < counts[$1]! }!
    }
}
