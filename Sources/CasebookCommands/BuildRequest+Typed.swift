import CasebookBuild
import CasebookFiles
import CasebookModel

extension BuildRequest {
    /// As meant, from what was typed: every default filled in.
    ///
    /// - Parameters:
    ///   - date: Looked at by ``SourceOptions/validate(date:jobs:)`` before.
    ///   - theme: Empty for commands that render nothing.
    ///   - program: `nil` for commands that neither read nor write a cache.
    init(
        source: String, output: String? = nil, drafts: Bool = false, portable: Bool = false, date: String? = nil,
        strict: Bool = false, jobs: Int? = nil, theme: [String: [UInt8]] = [:], program: Fingerprint? = nil
    ) {
        self.init(
            source: DiskPath(source), output: output.map { DiskPath($0) },
            edition: Edition(
                includesDrafts: drafts, portable: portable, date: date.flatMap { CalendarDate($0) } ?? Today.date),
            isStrict: strict, jobs: jobs ?? Processors.count, theme: theme, program: program)
    }
}
