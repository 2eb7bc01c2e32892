import CasebookModel
import CasebookText

extension BoundedPattern {
    /// Why an expression can't be used; `nil`: it can.
    ///
    /// - Parameter text: As it was written, perhaps between slashes.
    static func problem(_ expression: String, as text: String) -> Problem? {
        guard let pattern = BoundedPattern(expression) else { return .invalidPattern(pattern: text) }
        return pattern.shape.nestsRepetitions ? .runawayPattern(pattern: text) : nil
    }
}
