import CasebookFiles
import CasebookModel

/// What a change of source files would bring about, before anything is written: the content is checked as it is and as it
/// would be.
package struct ChangeTrial: Sendable {
    private let request: BuildRequest
    private let change: FileChange
    /// The path of a file after the change, as findings call it.
    private let moved: @Sendable (String) -> String

    /// - Parameter moved: The path that findings call a file by after the change, by the one before.
    package init(_ request: BuildRequest, _ change: FileChange, moved: @escaping @Sendable (String) -> String) {
        self.request = request
        self.change = change
        self.moved = moved
    }

    /// What would be found after the change that isn't now, with the lines to show it; empty where nothing stands against
    /// the change. What was wrong before may stay so, at another place of the same file.
    package func newFindings(on disk: any FileSystem = LocalFileSystem()) throws(BuildFailure) -> BuildReport {
        let before = try SiteBuild(request, disk: disk).check(.content)
        var after = try SiteBuild(request, disk: EditedDisk(change, on: disk)).check(.content)
        var known: [Kind: Int] = [:]
        for finding in before.diagnostics { known[Kind(finding.id, moved(finding.file)), default: 0] += 1 }
        after.diagnostics.removeAll { finding in
            guard let left = known[Kind(finding.id, finding.file)], left > 0 else { return false }
            known[Kind(finding.id, finding.file)] = left - 1
            return true
        }
        return after
    }

    /// Places move with an edit, so findings are told apart by file and id.
    private struct Kind: Hashable {
        let id: DiagnosticID
        let file: String

        init(_ id: DiagnosticID, _ file: String) {
            self.id = id
            self.file = file
        }
    }
}
