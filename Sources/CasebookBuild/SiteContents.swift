import CasebookCheck
import CasebookFiles
import CasebookModel
import CasebookRender

/// What a source folder holds, read and parsed but not linked: for commands that make or change files.
package struct SiteContents: Sendable {
    package var configuration: Configuration
    /// The content folder.
    package var folder: DiskPath
    /// What stands before a page's path in messages: the content folder with a final `/`, or nothing.
    package var pathPrefix: String
    /// In the order of their paths.
    package var pages: [ParsedPage]
    package var vocabularies: [Vocabulary]
    package var searchTests: [SearchTest]
    /// Where the files lie on disk, by path below the content folder.
    package var disks: [String: DiskPath]
    private let privacy: OwnPrivacy

    init(_ content: LoadedContent, folder: DiskPath) {
        configuration = content.configuration
        self.folder = folder
        pathPrefix = content.pathPrefix
        pages = content.pages
        vocabularies = content.vocabularies
        searchTests = content.searchTests
        disks = Dictionary(content.entries.map { ($0.path, $0.disk) }, uniquingKeysWith: { first, _ in first })
        privacy = content.privacy
    }

    package static let searchTestsPath = ContentLoader.searchTestsPath

    /// Where a byte of a file is, as a person counts; `nil` where the file can't be read any more.
    package func position(of offset: Int, in path: String) -> SourcePosition? {
        guard let file = disks[path], let read = try? LocalFileSystem().read(file, limit: 10_000_000) else {
            return nil
        }
        return LineTable(read.bytes).position(of: offset)
    }

    /// The private data in a text that is no part of the content yet, as `check` will report it, with the lines to show.
    package func privateData(in bytes: [UInt8], file: String) -> (found: [Diagnostic], lines: [String: LineTable]) {
        let found = PrivateData.find(in: bytes, file: file, own: privacy)
        return (found, [file: LineTable(PrivateData.masked(bytes, in: file, found))])
    }

    /// Words of somebody's document for a message: what is said on a terminal gets into logs.
    package func masked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let found = PrivateData.find(in: bytes, file: "", own: privacy)
        return found.isEmpty ? text : String(decoding: PrivateData.masked(bytes, in: "", found), as: UTF8.self)
    }
}

extension SiteBuild {
    /// - Returns: The contents; or `nil` and the errors of a configuration that says nothing about any kind.
    package func contents() throws(BuildFailure) -> (contents: SiteContents?, report: BuildReport) {
        let (content, report) = try loaded()
        let contents = content.map { content in
            SiteContents(content, folder: request.source.appending(content.configuration.content))
        }
        return (contents, report)
    }

    func loaded() throws(BuildFailure) -> (content: LoadedContent?, report: BuildReport) {
        var times = StageTimes()
        var kept: KeptParses?
        let content = try ContentLoader(request: request, disk: disk).load(&times, keeping: &kept)
        guard content.stopsAtConfiguration else { return (content, BuildReport(stages: times)) }
        let weighed = weighed(content.diagnostics, in: content)
        return (nil, BuildReport(diagnostics: weighed, lines: lines(of: weighed, in: content), stages: times))
    }

    /// For what is compared or printed, not published: nothing of it runs the theme's scripts.
    ///
    /// - Returns: `nil` and the findings where the configuration or the theme can't be read.
    func loadedWithTheme() throws(BuildFailure) -> (loaded: (LoadedContent, Theme)?, report: BuildReport) {
        let (loaded, report) = try loaded()
        guard let content = loaded else { return (nil, report) }
        let theme = loadTheme(try themeFiles(content), content, for: .checking)
        if let theme = theme.value { return ((content, theme), report) }
        var refused = report
        refused.diagnostics = weighed(theme.diagnostics, in: content)
        refused.lines = lines(of: refused.diagnostics, in: content)
        return (nil, refused)
    }

    func weighed(_ found: [Diagnostic], in content: LoadedContent) -> [Diagnostic] {
        FindingsPolicy(
            configuration: content.configuration, pathPrefix: content.pathPrefix, pages: content.pages,
            listExcuses: content.listExcuses
        ).apply(to: found)
    }
}

extension BuildReport {
    /// Of a run that made nothing.
    fileprivate init(diagnostics: [Diagnostic] = [], lines: [String: LineTable] = [:], stages: StageTimes) {
        self.init(
            diagnostics: diagnostics, lines: lines, pageCount: 0, publication: nil, stages: stages, fileCount: 0,
            lacksURL: false)
    }
}
