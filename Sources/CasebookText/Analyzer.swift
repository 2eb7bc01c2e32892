/// What one code point is to the analyzer.
package enum CharacterClass: UInt8, Sendable {
    case separator
    /// Written without spaces between words, so cut into pairs: Han, kana, Hangul, Thai, Lao, Khmer, Burmese.
    case solid
    case letter
    case digit
    /// A mark continues the word it stands in and is nothing by itself.
    case mark
    /// `-`, `_`, `.` or `/`: joins two parts of one word.
    case joiner
}

/// The class of a folded code point. `Templates/search/analyzer.js` has the same ranges.
package func characterClass(of scalar: UInt32) -> CharacterClass {
    switch scalar {
    case 0x4E00...0x9FFF: return .solid
    case 0x61...0x7A: return .letter
    case 0x30...0x39: return .digit
    case 0x2D, 0x2E, 0x2F, 0x5F: return .joiner
    case 0..<0x80, 0x3001...0x3003, 0x3008...0x3011, 0x2010...0x2027: return .separator
    case 0x3400...0x4DBF, 0x3005...0x3007, 0x20000...0x3FFFF: return .solid
    default: break
    }
    guard let character = Unicode.Scalar(scalar) else { return .separator }
    switch character.properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
        return isSetSolid(scalar) ? .solid : .letter
    case .decimalNumber, .letterNumber, .otherNumber: return isSetSolid(scalar) ? .solid : .digit
    case .nonspacingMark, .spacingMark, .enclosingMark: return isSetSolid(scalar) ? .solid : .mark
    default: return .separator
    }
}

private func isSetSolid(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3040...0x30FF, 0x31F0...0x31FF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x0E00...0x0EFF, 0x1000...0x109F,
        0x1780...0x17FF:
        true
    default: false
    }
}

/// A stretch of folded text without separators: all solid characters, or one word with its joiners.
package struct TextRun: Hashable, Sendable {
    package enum Form: UInt8, Sendable { case solid, word }

    package var form: Form
    package var range: Range<Int>

    package init(_ form: Form, _ range: Range<Int>) {
        self.form = form
        self.range = range
    }
}

/// Cuts folded text into runs and terms. Every term is a stretch of the text that was given.
///
/// - A solid run gives its overlapping pairs, and its last character alone: with it every character begins a term, and a
///   query of one character is a question for a prefix.
/// - A word gives itself whole, and, where that is more than one, its parts between joiners and where letters meet digits.
package enum Analyzer {
    /// Longer words (encoded data, addresses) are cut here, on both sides alike.
    package static let longestTerm = 40

    package static func forEachRun(in scalars: UnsafeBufferPointer<UInt32>, _ body: (TextRun) -> Void) {
        var position = 0
        while position < scalars.count {
            switch characterClass(of: scalars[position]) {
            case .solid:
                let start = position
                repeat {
                    position += 1
                } while position < scalars.count && characterClass(of: scalars[position]) == .solid
                body(TextRun(.solid, start..<position))
            case .letter, .digit:
                let end = endOfWord(in: scalars, from: position)
                body(TextRun(.word, position..<end))
                position = end
            case .separator, .mark, .joiner:
                position += 1
            }
        }
    }

    private static func endOfWord(in scalars: UnsafeBufferPointer<UInt32>, from start: Int) -> Int {
        var end = start + 1
        while end < scalars.count {
            switch characterClass(of: scalars[end]) {
            case .letter, .digit, .mark: end += 1
            case .joiner:
                // A joiner joins only what it stands between: `a.` at the end of a sentence is `a`.
                guard end + 1 < scalars.count else { return end }
                let next = characterClass(of: scalars[end + 1])
                guard next == .letter || next == .digit else { return end }
                end += 2
            case .separator, .solid: return end
            }
        }
        return end
    }

    /// The parts of a word run, in order; one that spans the run where there is nothing to cut.
    package static func forEachPart(
        of word: Range<Int>, in scalars: UnsafeBufferPointer<UInt32>, _ body: (Range<Int>) -> Void
    ) {
        var start = word.lowerBound
        var kind = CharacterClass.separator
        for position in word {
            switch characterClass(of: scalars[position]) {
            case .joiner:
                if start < position { body(clipped(start..<position)) }
                start = position + 1
                kind = .separator
            case .letter:
                if kind == .digit {
                    body(clipped(start..<position))
                    start = position
                }
                kind = .letter
            case .digit:
                if kind == .letter {
                    body(clipped(start..<position))
                    start = position
                }
                kind = .digit
            case .mark, .separator, .solid: break
            }
        }
        if start < word.upperBound { body(clipped(start..<word.upperBound)) }
    }

    /// All terms of a text, repeated as often as they occur, as ranges of the text.
    @inline(__always)
    package static func forEachTerm(in scalars: UnsafeBufferPointer<UInt32>, _ body: (Range<Int>) -> Void) {
        forEachRun(in: scalars) { run in
            switch run.form {
            case .solid:
                for start in run.range.dropLast() { body(start..<start + 2) }
                body(run.range.upperBound - 1..<run.range.upperBound)
            case .word:
                let whole = clipped(run.range)
                body(whole)
                forEachPart(of: run.range, in: scalars) { part in
                    if part != whole { body(part) }
                }
            }
        }
    }

    static func clipped(_ range: Range<Int>) -> Range<Int> {
        range.count <= longestTerm ? range : range.lowerBound..<range.lowerBound + longestTerm
    }
}

/// The terms of a text in the order in which the analyzer gives them.
package func terms(of text: some StringProtocol) -> [String] {
    var result: [String] = []
    foldedScalars(text).withUnsafeBufferPointer { scalars in
        Analyzer.forEachTerm(in: scalars) { range in
            var term = ""
            for scalar in scalars[range] { term.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
            result.append(term)
        }
    }
    return result
}
