import CasebookModel
import CasebookText

/// A site's own rules about private data, ready to be applied: its patterns are compiled once, not for every file.
package struct OwnPrivacy: Sendable {
    private let patterns: [BoundedPattern]
    private let exceptions: Set<String>

    package init(_ rules: PrivacyRules = PrivacyRules()) {
        // Parse has refused what is no expression.
        patterns = rules.patterns.compactMap { BoundedPattern($0) }
        exceptions = rules.exceptions
    }

    func excepts(_ words: ArraySlice<UInt8>) -> Bool {
        !exceptions.isEmpty && exceptions.contains(String(decoding: words, as: UTF8.self))
    }

    /// What a pattern came to in a file.
    enum Finding {
        /// In bytes.
        case hit(Range<Int>)
        /// It took too long: the rest of the file was not looked through for it.
        case unfinished(pattern: String)
    }

    /// A file that is no UTF-8 is refused elsewhere.
    func findings(in bytes: [UInt8]) -> [Finding] {
        if patterns.isEmpty { return [] }
        let text = String(decoding: bytes, as: UTF8.self)
        return patterns.flatMap { pattern -> [Finding] in
            guard let hits = pattern.hits(in: text) else { return [.unfinished(pattern: pattern.pattern)] }
            return hits.compactMap { hit in
                guard let range = Range(hit, in: text) else { return nil }
                let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
                let end = text.utf8.distance(from: text.startIndex, to: range.upperBound)
                return end <= bytes.count ? .hit(start..<end) : nil
            }
        }
    }
}
