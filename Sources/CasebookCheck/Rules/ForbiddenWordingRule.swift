import CasebookModel
import Foundation

/// `forbidden-wording`: no spoken line says what `forbidden.yml` lists. `avoid` pairs and quotations in cases may.
struct ForbiddenWordingRule: Rule {
    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        guard !input.forbiddenWording.isEmpty else { return }
        let patterns = input.forbiddenWording.map(Pattern.init)
        for page in input.pages {
            for line in page.spokenLines {
                for pattern in patterns {
                    guard let found = pattern.firstOffence(in: line.text) else { continue }
                    let wording = pattern.wording
                    report.add(
                        .forbiddenWording(found: found, reason: wording.reason, instead: wording.instead),
                        severity: wording.severity, in: page, at: line.range,
                        notes: [report.note(.forbiddenHere, path: input.forbiddenPath, at: wording.pattern.range)])
                }
            }
        }
    }
}

/// A wording ready to be looked for.
private struct Pattern {
    let wording: ForbiddenWording
    /// `nil`: the pattern is a phrase. ICU's engine, since the standard library's takes ten times as long (measured:
    /// 12.8 against 1.2 µs for a pattern over a spoken line), and every line meets every pattern.
    private let expression: NSRegularExpression?

    init(_ wording: ForbiddenWording) {
        self.wording = wording
        // Parse has refused what is no expression.
        expression = wording.expression.flatMap { try? NSRegularExpression(pattern: $0) }
    }

    /// The words of the first hit that no exception covers.
    func firstOffence(in text: String) -> String? {
        guard let expression else {
            return text.ranges(of: wording.pattern.value).first { !isExcepted($0, in: text) }.map { String(text[$0]) }
        }
        let whole = NSRange(location: 0, length: text.utf16.count)
        // Most lines hold no hit at all, and looking for the first one is cheaper than listing them.
        guard expression.firstMatch(in: text, range: whole) != nil else { return nil }
        for match in expression.matches(in: text, range: whole) where match.range.length > 0 {
            guard let range = Range(match.range, in: text), !isExcepted(range, in: text) else { continue }
            return String(text[range])
        }
        return nil
    }

    private func isExcepted(_ hit: Range<String.Index>, in text: String) -> Bool {
        wording.except.contains { phrase in
            text.ranges(of: phrase).contains { $0.lowerBound <= hit.lowerBound && hit.upperBound <= $0.upperBound }
        }
    }
}
