import CasebookCheck
import CasebookFiles
import CasebookModel
import CasebookResolve

/// The content while somebody writes it: read, linked and checked again and again.
///
/// As `check` does it, but for what only a whole site says: theme, search tests. Files that are still the same are not
/// parsed again.
package struct ContentDesk {
    package struct Look: Sendable {
        /// `nil` where the configuration can't be read.
        package var contents: SiteContents?
        package var report: BuildReport
    }

    private let request: BuildRequest
    private var kept: KeptParses? = KeptParses()

    package init(_ request: BuildRequest) {
        self.request = request
    }

    package mutating func look(at disk: any FileSystem) throws(BuildFailure) -> Look {
        let build = SiteBuild(request, disk: disk)
        var times = StageTimes()
        let content = try ContentLoader(request: request, disk: disk).load(&times, keeping: &kept)
        let prepared = build.examine(content, Outcome(nil), &times)
        let folder = request.source.appending(content.configuration.content)
        return Look(
            contents: content.stopsAtConfiguration ? nil : SiteContents(content, folder: folder),
            report: prepared.report(times))
    }
}
