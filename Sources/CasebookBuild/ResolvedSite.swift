import CasebookModel
import CasebookResolve

/// A site as far as Resolve brings it, for commands that tell about it and publish nothing.
package struct ResolvedSite: Sendable {
    package var site: Site
    /// Errors that were found on the way; `casebook check` names them.
    package var errorCount: Int
}

extension SiteBuild {
    /// - Returns: The site, or `nil` and the errors of a configuration that says nothing about any kind.
    package func resolvedSite() throws(BuildFailure) -> (resolved: ResolvedSite?, report: BuildReport) {
        let (contents, report) = try loaded()
        guard let contents else { return (nil, report) }
        let resolved = SiteResolver.resolve(resolverInput(contents))
        let weighed = weighed(contents.diagnostics + resolved.diagnostics, in: contents)
        return (
            ResolvedSite(site: resolved.value, errorCount: weighed.count { $0.severity == .error }), report
        )
    }
}
