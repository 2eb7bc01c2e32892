import CasebookText

/// Breaks the words of a label into lines for a picture, where nothing else breaks them.
///
/// Widths are in tenths of an em and guessed from the characters, on the wide side: a font isn't known at build time. Han
/// text breaks anywhere but before closing and behind opening punctuation, Latin words stay whole where they fit a line.
///
/// - Returns: At most `maximum` lines, at least one; the last ends in `…` where words are left over.
func labelLines(_ words: String, width: Int, maximum: Int) -> [String] {
    let scalars = Array(words.unicodeScalars)
    var lines: [String] = []
    var start = 0
    while start < scalars.count {
        let end = lineEnd(scalars, from: start, width: width)
        if lines.count == maximum - 1, end < scalars.count {
            lines.append(text(scalars[start..<lineEnd(scalars, from: start, width: width - 10)]) + "…")
            return lines
        }
        lines.append(text(scalars[start..<end]))
        start = end
        while start < scalars.count, scalars[start] == " " { start += 1 }
    }
    return lines.isEmpty ? [""] : lines
}

/// Behind the last character of a line that begins at `start`; always behind `start`.
private func lineEnd(_ scalars: [Unicode.Scalar], from start: Int, width: Int) -> Int {
    var used = 0
    var lastBreak = start
    for index in start..<scalars.count {
        if index > start, mayBreak(between: scalars[index - 1], and: scalars[index]) { lastBreak = index }
        used += labelWidth(of: scalars[index])
        // A word that fills a line by itself is torn.
        if used > width, scalars[index] != " " { return lastBreak > start ? lastBreak : max(index, start + 1) }
    }
    return scalars.count
}

private func mayBreak(between left: Unicode.Scalar, and right: Unicode.Scalar) -> Bool {
    if left == " " { return true }
    if left.isASCII, right.isASCII { return false }
    if closingMarks.contains(right) || openingMarks.contains(left) { return false }
    // What has no width of its own belongs to the character before it.
    return right.value < 0x300 || labelWidth(of: right) > 0
}

private let closingMarks: Set<Unicode.Scalar> = [
    "，", "。", "、", "；", "：", "！", "？", "）", "》", "”", "’", "」", "』", "】", "…",
]
private let openingMarks: Set<Unicode.Scalar> = ["（", "《", "“", "‘", "「", "『", "【"]

private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var end = scalars.endIndex
    while end > scalars.startIndex, scalars[end - 1] == " " { end -= 1 }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[scalars.startIndex..<end])
    return String(view)
}

private func labelWidth(of scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "\u{4E00}"..."\u{9FFF}": 10
    case " ": 3
    case "m", "w", "M", "W", "@", "%", "&": 10
    case "A"..."Z": 8
    case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", ";", "'", "(", ")", "-", "/": 5
    // Quotation marks and dashes are as wide as a character in Chinese fonts, and narrow in terminals.
    case "\u{2010}"..."\u{203A}": 10
    default: displayWidth(String(scalar)) * (scalar.isASCII ? 6 : 5)
    }
}
