import CasebookFiles
import CasebookModel

/// What is asked of a run, with every default filled in.
package struct BuildRequest: Sendable {
    /// The folder with `casebook.yml`, or of plain Markdown.
    package var source: DiskPath
    /// `nil`: `Site` in the source folder.
    package var output: DiskPath?
    package var edition: Edition
    /// Warnings keep the site from being published, too.
    package var isStrict: Bool
    /// Threads; at least 1.
    package var jobs: Int
    /// The default theme by path below `Templates/`, which the site's own files override.
    package var theme: [String: [UInt8]]
    /// The site that people use already, whose addresses have to stay alive; `nil` where nobody asked.
    package var published: PublishedSite?
    /// How long to wait for another build of the same output.
    package var patience: Duration
    /// Tells programs apart that may make different things of the same input. `nil`: a build neither reads nor writes a cache.
    package var program: Fingerprint?
    /// Whether the search index of a small site, too, is divided into files, as that of a large one is.
    package var dividesIndex = false

    package init(
        source: DiskPath, output: DiskPath?, edition: Edition, isStrict: Bool, jobs: Int, theme: [String: [UInt8]],
        patience: Duration = .seconds(30), program: Fingerprint? = nil
    ) {
        self.source = source
        self.output = output
        self.edition = edition
        self.isStrict = isStrict
        self.jobs = jobs
        self.theme = theme
        self.patience = patience
        self.program = program
    }

    package var outputFolder: DiskPath { output ?? source.appending("Site") }
}

/// What ends a run: nothing to do with the content.
package enum BuildFailure: Error, Sendable {
    case disk(FileError)
    case publish(PublishError)
    /// The source folder isn't there or is no folder.
    case noSource(DiskPath)

    package var message: LocalizedText {
        switch self {
        case .disk(let error): error.message
        case .publish(let error): error.message
        case .noSource(let path):
            LocalizedText("没有文件夹“\(path)”，请检查 --source", "there is no folder \(path); check --source")
        }
    }
}

/// What a run came to.
package struct BuildReport: Sendable {
    /// Sorted, weighed, excused.
    package var diagnostics: [Diagnostic]
    /// The files that diagnostics are in, by the path that they name, for lines, columns and excerpts.
    package var lines: [String: LineTable]
    /// Content pages of the site.
    package var pageCount: Int
    /// `nil` where nothing was to be published, or errors kept it from being.
    package var publication: Publication?
    package var stages: StageTimes
    /// Files of the content folder that were looked at.
    package var fileCount: Int
    /// The site has no public address, and therefore no sitemap, feed and canonical links.
    package var lacksURL: Bool
    /// Why the cache could not be used or kept; `nil` where there is nothing to say.
    package var cacheNote: LocalizedText?
    /// What was taken from before, in the order of the stages.
    package var reuse: [Reuse] = []

    package struct Reuse: Sendable {
        /// In the plural: `parses`.
        package var what: String
        package var count: Int
        package var total: Int
    }

    package func count(_ severity: Severity) -> Int { diagnostics.count { $0.severity == severity } }

    /// Whether the findings keep the site from being published.
    package func isRefused(strict: Bool) -> Bool {
        diagnostics.contains { diagnostic in
            diagnostic.severity == .error
                || strict && diagnostic.severity == .warning && !diagnostic.isInUnpublishedPage
        }
    }
}

/// How long each stage took, in order: on the clock, and on all processors together.
package struct StageTimes: Sendable {
    package private(set) var stages: [(name: String, duration: Duration, processor: Duration)] = []

    /// Runs a stage and keeps its time.
    mutating func measure<Result, Failure: Error>(
        _ name: String, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let (start, spent) = (ContinuousClock.now, ProcessorClock.now)
        defer { stages.append((name, ContinuousClock.now - start, ProcessorClock.now - spent)) }
        return try body()
    }

    package var total: Duration { stages.reduce(.zero) { $0 + $1.duration } }
}
