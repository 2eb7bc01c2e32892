import CasebookModel
import Foundation

/// Findings are kept as JSON of what the compiler knows of them: there are seventy-odd kinds with facts of their own, of
/// which a site has few at a time.
extension CacheWriter {
    package mutating func diagnostics(_ diagnostics: [Diagnostic]) {
        guard !diagnostics.isEmpty else { return blob([]) }
        let encoder = JSONEncoder()
        // The same bytes for the same findings: they are hashed, too.
        encoder.outputFormatting = .sortedKeys
        do {
            blob(Array(try encoder.encode(diagnostics)))
        } catch {
            // Strings, numbers and flags, of which none is a floating-point number.
            preconditionFailure("\(error)")
        }
    }
}

extension CacheReader {
    package mutating func diagnostics() throws(CacheDamage) -> [Diagnostic] {
        let json = try blob()
        if json.isEmpty { return [] }
        do {
            return try JSONDecoder().decode([Diagnostic].self, from: Data(json))
        } catch {
            throw .damaged
        }
    }
}
