import CasebookModel
import CasebookText

/// What findings weigh in the end: the site's own severities, excuses, and what unpublished pages and plain folders get.
///
/// Takes everything that all stages found; gives it sorted. The last word on what an error is lies here and nowhere else.
package struct FindingsPolicy: Sendable {
    private let configuration: Configuration
    /// By the path that findings call a file by.
    private let excuses: [String: [Excuse]]
    private let unpublished: Set<String>

    /// - Parameters:
    ///   - pathPrefix: What stands before a page's path in findings.
    ///   - pages: All parsed pages, for their excuses and their status.
    ///   - listExcuses: Of files that are no pages, by the path that findings call them by.
    package init(
        configuration: Configuration, pathPrefix: String, pages: [ParsedPage], listExcuses: [String: [Excuse]] = [:]
    ) {
        self.configuration = configuration
        var excuses = listExcuses
        var unpublished: Set<String> = []
        for page in pages {
            let file = pathPrefix + page.path
            if !page.excuses.isEmpty { excuses[file] = page.excuses }
            if page.status == .draft || page.status == .inReview { unpublished.insert(file) }
        }
        self.excuses = excuses
        self.unpublished = unpublished
    }

    /// - Parameter awaited: What may be found later still: it can't be told yet whether an excuse of it is of use.
    package func apply(to found: [Diagnostic], awaiting awaited: DiagnosticID? = nil) -> [Diagnostic] {
        var excuses = excuses.mapValues { $0.map { (excuse: $0, isUsed: $0.diagnosticID == awaited?.rawValue) } }
        var kept: [Diagnostic] = []
        for diagnostic in found {
            if let index = excuses[diagnostic.file]?.firstIndex(where: { $0.excuse.covers(diagnostic) }) {
                excuses[diagnostic.file]![index].isUsed = true
                continue
            }
            if let weighed = weigh(diagnostic, isUnpublished: unpublished.contains(diagnostic.file)) {
                kept.append(weighed)
            }
        }
        for (file, entries) in excuses {
            for (excuse, isUsed) in entries {
                guard let problem = problem(of: excuse, isUsed: isUsed) else { continue }
                let diagnostic = Diagnostic(problem, file: file, at: excuse.range)
                if let weighed = weigh(diagnostic, isUnpublished: unpublished.contains(file)) { kept.append(weighed) }
            }
        }
        return kept.sorted(by: Diagnostic.precedes)
    }

    private func problem(of excuse: Excuse, isUsed: Bool) -> Problem? {
        let ids = DiagnosticID.allCases.map(\.rawValue)
        if !ids.contains(excuse.diagnosticID) {
            return .unknownExcuse(id: excuse.diagnosticID, near: nearestName(to: excuse.diagnosticID, among: ids))
        }
        if excuse.reason.isEmpty { return .excuseWithoutReason(id: excuse.diagnosticID) }
        return isUsed ? nil : .unusedExcuse(id: excuse.diagnosticID)
    }

    /// - Returns: `nil` where the site has switched the check off.
    private func weigh(_ diagnostic: Diagnostic, isUnpublished: Bool) -> Diagnostic? {
        var weighed = diagnostic
        switch configuration.checks[diagnostic.id.rawValue] {
        case .some(.some(let severity)): weighed.severity = severity
        case .some(.none): return nil
        case .none: break
        }
        if configuration.isImplicit, weighed.severity == .error, !diagnostic.id.stopsPlainFolders {
            weighed.severity = .warning
        }
        if isUnpublished {
            weighed.isInUnpublishedPage = true
            if weighed.severity == .error, !diagnostic.id.isAlwaysError { weighed.severity = .warning }
        }
        return weighed
    }
}

extension Excuse {
    /// A finding may be excused on its own line or from the line above, with a reason.
    fileprivate func covers(_ diagnostic: Diagnostic) -> Bool {
        diagnosticID == diagnostic.id.rawValue && !reason.isEmpty && diagnostic.range.start >= lines.start
            && diagnostic.range.start <= lines.end
    }
}

extension DiagnosticID {
    /// What stays an error in a folder without configuration.
    fileprivate var stopsPlainFolders: Bool {
        switch self {
        case .notUTF8, .frontMatterSyntax, .addressClash, .lostAddress, .longAddress, .fileTooLarge, .tooComplex,
            .templateSyntax, .templateName:
            true
        default: false
        }
    }
}
