import CasebookModel
import Foundation

/// A site's own rules about private data, ready to be applied: its patterns are compiled once, not for every file.
package struct OwnPrivacy: Sendable {
    private let expressions: [NSRegularExpression]
    private let exceptions: Set<String>

    package init(_ rules: PrivacyRules = PrivacyRules()) {
        // Parse has refused what is no expression.
        expressions = rules.patterns.compactMap { try? NSRegularExpression(pattern: $0) }
        exceptions = rules.exceptions
    }

    func excepts(_ words: ArraySlice<UInt8>) -> Bool {
        !exceptions.isEmpty && exceptions.contains(String(decoding: words, as: UTF8.self))
    }

    /// Where the patterns hit, in bytes. A file that is no UTF-8 is refused elsewhere.
    func findings(in bytes: [UInt8]) -> [Range<Int>] {
        if expressions.isEmpty { return [] }
        let text = String(decoding: bytes, as: UTF8.self)
        let whole = NSRange(location: 0, length: text.utf16.count)
        return expressions.flatMap { expression in
            expression.matches(in: text, range: whole).compactMap { match in
                guard match.range.length > 0, let range = Range(match.range, in: text) else { return nil }
                let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
                let end = text.utf8.distance(from: text.startIndex, to: range.upperBound)
                return end <= bytes.count ? start..<end : nil
            }
        }
    }
}
