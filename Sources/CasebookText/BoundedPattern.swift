import Foundation

/// A regular expression that somebody wrote into a file, which can't hold up whoever looks for it.
///
/// ICU's engine tries all ways in which an expression may fit: `(a|aa)+$` takes twice as long for every further `a`. Foundation
/// hands on how far the engine is every 10,000 steps, but also each place that it begins at. So what may take long is
/// tried first by an expression that begins at one place only and goes through the text as looking for all hits does: what
/// it reports are steps alone, the same number on any machine. Only where that ends is the pattern itself looked for.
package struct BoundedPattern: Sendable {
    package let shape: ExpressionShape
    private let expression: NSRegularExpression
    /// `nil`: there are so few ways at each place that nobody has to count.
    private let trial: NSRegularExpression?

    /// - Returns: `nil` where it is no valid expression.
    package init?(_ pattern: String) {
        guard let expression = try? NSRegularExpression(pattern: pattern) else { return nil }
        self.expression = expression
        shape = ExpressionShape(pattern)
        if let ways = shape.ways, ways <= 1_000 {
            trial = nil
        } else {
            // A comment at the end (`(?x)`) would hide the bracket that follows.
            let trial = [pattern, pattern + "\n"].lazy
                .compactMap { [shape] in try? NSRegularExpression(pattern: Self.trial(of: $0, shape)) }.first
            guard let trial else { return nil }
            self.trial = trial
        }
    }

    private static func trial(of pattern: String, _ shape: ExpressionShape) -> String {
        // From hit to hit. A hit without length would end that, so there every place is tried, and refused.
        shape.mayBeEmpty ? "[\\s\\S]*?(?=\(pattern))(?!)" : "(?>[\\s\\S]*?(?:\(pattern)))*+"
    }

    package var pattern: String { expression.pattern }

    /// Whether it can't take long anywhere.
    package var hasFewWays: Bool { trial == nil }

    /// All hits that have a length, in UTF-16.
    ///
    /// - Returns: `nil` where looking takes more than three million steps, and 50 for each character of a long text: some
    ///   40 ms. Looking for ordinary words takes two steps for a character.
    package func hits(in text: String) -> [NSRange]? {
        let whole = NSRange(location: 0, length: text.utf16.count)
        if let trial, !Self.ends(trial, in: text, whole) { return nil }
        return expression.matches(in: text, range: whole).lazy.map(\.range).filter { $0.length > 0 }
    }

    private static func ends(_ trial: NSRegularExpression, in text: String, _ whole: NSRange) -> Bool {
        let most = 300 + whole.length / 200
        var reports = 0
        var ends = true
        trial.enumerateMatches(in: text, options: [.anchored, .reportProgress, .reportCompletion], range: whole) {
            _, flags, stop in
            // Out of the engine's own memory, which it keeps to 8 MB.
            if flags.contains(.internalError) { ends = false }
            if flags.contains(.progress) {
                reports += 1
                if reports > most { ends = false }
            }
            if !ends { stop.pointee = true }
        }
        return ends
    }
}
