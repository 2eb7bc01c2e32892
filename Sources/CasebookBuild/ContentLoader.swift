import CasebookCache
import CasebookCheck
import CasebookFiles
import CasebookModel
import CasebookParse

/// The content folder, read and parsed.
struct LoadedContent: Sendable {
    var configuration: Configuration
    /// Of `casebook.yml` as it was read; `nil` where there is none.
    var configurationHash: ContentHash?
    var pathPrefix: String
    var privacy = OwnPrivacy()
    /// In the order of their paths.
    var pages: [ParsedPage] = []
    var vocabularies: [Vocabulary] = []
    var synonyms: [[String]] = []
    var forbiddenWording: [ForbiddenWording] = []
    var searchTests: [SearchTest] = []
    /// Files that are neither pages nor word lists, by path.
    var assets: [ContentEntry] = []
    /// Of the configuration and the word lists, by the path that findings call them by.
    var listExcuses: [String: [Excuse]] = [:]
    /// Every file that was found, in the order of their paths.
    var entries: [ContentEntry] = []
    /// Before files were looked at, in nanoseconds since 1970.
    var observed: Int64 = 0
    /// What the word lists said when they were read, by path; `nil` as a value: they couldn't be.
    var listHashes: [String: Fingerprint?] = [:]
    /// What published text files said when they were checked, by path.
    var assetHashes: [String: Fingerprint] = [:]
    var diagnostics: [Diagnostic] = []
    /// Nothing after the configuration was read: its errors would only be repeated by every page.
    var stopsAtConfiguration = false
}

/// Files and Parse: a source folder becomes parsed pages and word lists.
struct ContentLoader {
    static let forbiddenPath = "forbidden.yml"
    static let synonymsPath = "synonyms.yml"
    static let searchTestsPath = "search-tests.yml"
    private static let listPaths = [forbiddenPath, synonymsPath, searchTestsPath]
    static let vocabularyFolder = "vocabularies/"

    let request: BuildRequest
    let disk: any FileSystem

    /// - Parameter kept: What was parsed before, and afterwards what was parsed now; `nil`: nothing is kept.
    func load(_ times: inout StageTimes, keeping kept: inout KeptParses?) throws(BuildFailure) -> LoadedContent {
        var content = try find(&times)
        if !content.stopsAtConfiguration { parse(into: &content, &times, keeping: &kept) }
        return content
    }

    /// What there is, of which only the configuration has been read.
    func find(_ times: inout StageTimes) throws(BuildFailure) -> LoadedContent {
        let observed = SystemClock.now
        var content = try configuration()
        content.observed = observed
        if content.stopsAtConfiguration { return content }
        let entries: [ContentEntry]
        do {
            let found = try times.measure("discover") { try discover(content) }
            entries = found.value
            content.diagnostics += found.diagnostics
        } catch let error as FileError {
            throw .disk(error)
        } catch {
            throw .noSource(request.source)
        }
        content.entries = entries
        return content
    }

    /// Reads everything that has been found.
    func parse(into content: inout LoadedContent, _ times: inout StageTimes, keeping kept: inout KeptParses?) {
        times.measure("parse") {
            let entries = content.entries
            readWordLists(entries, into: &content)
            readPages(entries, into: &content, keeping: &kept)
        }
    }

    // MARK: - Configuration

    private func configuration() throws(BuildFailure) -> LoadedContent {
        let folder = try sourceFolder()
        let file = request.source.appending(ConfigurationParser.fileName)
        do {
            // One that can't be looked at is there: without it the site would be another.
            guard try disk.statusIfPresent(file) != nil else {
                let title = String(decoding: folder.name, as: UTF8.self)
                return LoadedContent(configuration: ConfigurationParser.implicit(title: title), pathPrefix: "")
            }
            let bytes = try disk.read(disk.realPath(file), limit: 1_000_000).bytes
            let parsed = ConfigurationParser.parse(bytes)
            var content = LoadedContent(configuration: parsed.value, pathPrefix: prefix(parsed.value.content))
            content.configurationHash = ContentHash(of: bytes)
            content.privacy = OwnPrivacy(parsed.value.privacy)
            content.diagnostics =
                parsed.diagnostics
                + PrivateData.find(in: bytes, file: ConfigurationParser.fileName, own: content.privacy)
            content.listExcuses[ConfigurationParser.fileName] = Excuses.find(in: bytes)
            content.stopsAtConfiguration = parsed.diagnostics.contains { $0.severity == .error }
            return content
        } catch {
            throw .disk(error)
        }
    }

    private func sourceFolder() throws(BuildFailure) -> DiskPath {
        let isFolder: Bool
        let folder: DiskPath
        do {
            folder = try disk.realPath(request.source)
            isFolder = try disk.status(folder).kind == .folder
        } catch {
            throw error.isMissing ? .noSource(request.source) : .disk(error)
        }
        guard isFolder else { throw .noSource(request.source) }
        return folder
    }

    /// `Content` becomes `Content/`; the source folder itself nothing.
    private func prefix(_ folder: String) -> String {
        let trimmed = folder.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        return trimmed.isEmpty ? "" : trimmed + "/"
    }

    private func discover(_ content: LoadedContent) throws -> Outcome<[ContentEntry]> {
        let folder = ContentFolder(
            root: request.source.appending(content.configuration.content), displayPrefix: content.pathPrefix,
            excluded: [request.outputFolder])
        return try disk.discover(folder, share: request.sharing)
    }

    // MARK: - Word lists

    private func readWordLists(_ entries: [ContentEntry], into content: inout LoadedContent) {
        let parser = WordListParser(pathPrefix: content.pathPrefix)
        for entry in entries where entry.format == .yaml {
            let isVocabulary = entry.path.hasPrefix(ContentLoader.vocabularyFolder)
            let isList = ContentLoader.listPaths.contains(entry.path)
            guard !content.configuration.isImplicit, isVocabulary || isList else {
                content.assets.append(entry)
                continue
            }
            let read = disk.read(entry)
            content.diagnostics += read.diagnostics
            content.listHashes[entry.path] = .some(read.value?.fingerprint)
            guard let source = read.value else { continue }
            content.diagnostics += PrivateData.find(
                in: source.bytes, file: entry.displayPath, own: content.privacy)
            content.listExcuses[entry.displayPath] = Excuses.find(in: source.bytes)
            if isVocabulary {
                let vocabulary = parser.vocabulary(source)
                content.diagnostics += vocabulary.diagnostics
                content.vocabularies.append(vocabulary.value)
            } else if entry.path == ContentLoader.forbiddenPath {
                let wording = parser.forbiddenWording(source)
                content.diagnostics += wording.diagnostics
                content.forbiddenWording = wording.value
            } else if entry.path == ContentLoader.searchTestsPath {
                let tests = parser.searchTests(source)
                content.diagnostics += tests.diagnostics
                content.searchTests = tests.value
            } else {
                let synonyms = parser.synonyms(source)
                content.diagnostics += synonyms.diagnostics
                content.synonyms = synonyms.value
            }
        }
    }

    // MARK: - Pages

    private func readPages(
        _ entries: [ContentEntry], into content: inout LoadedContent, keeping kept: inout KeptParses?
    ) {
        let parser = ContentLoader.parser(for: content)
        kept?.adopt(
            KeptParses.Rules(
                configuration: content.configurationHash, channels: ContentLoader.channels(content.vocabularies)))
        let earlier = kept
        let pages = entries.filter { $0.format == .markdown }
        content.assets += entries.filter { $0.format == .asset }
        let disk = disk
        let privacy = content.privacy
        let outcomes = mapInParallel(pages.count, jobs: request.jobs) { index in
            earlier?.outcome(of: pages[index]) ?? ContentLoader.page(pages[index], parser, privacy, disk, earlier)
        }
        kept?.keep(pages, outcomes)
        content.pages.reserveCapacity(outcomes.count)
        for outcome in outcomes {
            content.diagnostics += outcome.diagnostics
            if let page = outcome.value { content.pages.append(page) }
        }
    }

    /// Reads a page by what the site's configuration and vocabularies say.
    static func parser(for content: LoadedContent) -> PageParser {
        PageParser(
            options: PageParser.Options(
                kinds: content.configuration.kinds, isImplicit: content.configuration.isImplicit,
                pathPrefix: content.pathPrefix, channels: channels(content.vocabularies)))
    }

    static func page(
        _ entry: ContentEntry, _ parser: PageParser, _ privacy: OwnPrivacy, _ disk: any FileSystem,
        _ kept: KeptParses? = nil
    ) -> Outcome<ParsedPage?> {
        let read = disk.read(entry)
        guard let source = read.value else { return Outcome(nil, read.diagnostics) }
        if let outcome = kept?.outcome(of: source) { return outcome }
        let parsed = parser.parse(source)
        return Outcome(
            parsed.value?.packed(),
            read.diagnostics + parsed.diagnostics
                + PrivateData.find(in: source.bytes, file: entry.displayPath, own: privacy))
    }

    /// What a heading over spoken lines may call a channel.
    private static func channels(_ vocabularies: [Vocabulary]) -> [String: String] {
        var channels: [String: String] = [:]
        for value in vocabularies.first(where: { $0.name == "channel" })?.values ?? [] {
            for name in [value.name, value.label.chinese, value.label.english] + value.aliases
            where channels[name] == nil {
                channels[name] = value.name
            }
        }
        return channels
    }
}
