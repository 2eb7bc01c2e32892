import CasebookModel

/// Labels of footnotes that go over a line's end.
///
/// libcmark-gfm 0.29.0.gfm.6 takes a label's length from its columns, which begin anew at each line: of `[^脚注\n第二行]` it
/// keeps as many bytes as the last line has, so that words are lost and a character may be cut in half (found by
/// fuzzing). No definition has such a label, so nothing but words is meant.
enum FootnoteLabels {
    /// Longer labels are no labels; a bound on what is looked at for each.
    private static let longest = 2_000

    /// Where the carets of such labels stand.
    static func brokenCarets(in body: ArraySlice<UInt8>) -> [Int] {
        var places: [Int] = []
        var index = body.startIndex
        while index + 1 < body.endIndex {
            if body[index] == UInt8(ascii: "\\") {
                index += 2
            } else if body[index] == UInt8(ascii: "["), body[index + 1] == UInt8(ascii: "^") {
                if goesOverALine(body[(index + 2)..<min(body.endIndex, index + longest)]) { places.append(index + 1) }
                index += 2
            } else {
                index += 1
            }
        }
        return places
    }

    /// Whether a line ends before the bracket that closes the label.
    private static func goesOverALine(_ rest: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        var index = rest.startIndex
        while index < rest.endIndex {
            switch rest[index] {
            case 0x0A, 0x0D: return true
            case UInt8(ascii: "\\"): if index + 1 < rest.endIndex, rest[index + 1] > 0x20 { index += 1 }
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"):
                if depth == 0 { return false }
                depth -= 1
            // A bracket in code or in a tag closes nothing. Where those end is a science of its own, and nobody's label
            // holds one.
            case UInt8(ascii: "`"), UInt8(ascii: "<"):
                return rest[index...].contains { $0 == 0x0A || $0 == 0x0D }
            default: break
            }
            index += 1
        }
        return true
    }
}
