import CasebookModel
import CasebookText

/// A site's index, joined and laid out: what is left is to write its files.
///
/// ``jobs`` don't depend on each other and can be run on any thread in any order; ``writeRoot(_:to:)`` comes last, with
/// what they left, since the root's version is a hash of all other files.
package struct IndexLayout: Sendable {
    /// Above so many bytes of terms, lane and page records (about 400 KB gzipped) a site gets its index in shards.
    static let mostInOneFile = 840_000
    private static let filesPerJob = 16

    /// How the files are laid out; pages have to say it before the index is asked for.
    package let form: SearchForm
    private let plan: SearchPlan
    private let parts: [IndexPart]
    private let terms: TermFiles
    private let common: CommonTerms
    private let lane: LaneFiles
    private let hash: @Sendable ([UInt8]) -> String

    /// - Parameters:
    ///   - parts: Parts whose ranges of pages follow each other from 0 to the last page. The files don't depend on where
    ///     one ends and the next begins.
    ///   - terms: All slices of the parts' terms, in order.
    ///   - form: `nil`: by size.
    ///   - hash: At least sixteen hexadecimal digits of a hash of a file's content.
    package init(
        _ plan: SearchPlan, parts: [IndexPart], terms slices: [MergedTerms], form: SearchForm? = nil,
        hash: @escaping @Sendable ([UInt8]) -> String
    ) {
        self.plan = plan
        self.parts = parts
        self.hash = hash
        terms = TermFiles(slices)
        common = CommonTerms(terms, pageCount: plan.pageCount)
        lane = LaneFiles(parts, common: common.pairs)
        let size = terms.size + lane.size + parts.reduce(0) { $0 + $1.records.count }
        self.form = form ?? (size <= IndexLayout.mostInOneFile ? .single : .sharded)
    }

    // MARK: - Files

    /// A part of the work, independent of all others.
    package struct Job: Sendable {
        fileprivate enum Content {
            case terms(Range<Int>), packs(Range<Int>), lane(Range<Int>)
            case facets, folding, readings
        }

        fileprivate var content: Content
    }

    /// What a job leaves behind for the root.
    package struct Finished: Sendable {
        fileprivate var name: String
        fileprivate var hash: String
        /// Kept where the root holds the file.
        fileprivate var bytes: [UInt8]
    }

    package var jobs: [Job] {
        func ranges(_ count: Int) -> [Range<Int>] {
            stride(from: 0, to: count, by: IndexLayout.filesPerJob).map {
                $0..<min($0 + IndexLayout.filesPerJob, count)
            }
        }
        var contents = ranges(packCount).map { Job.Content.packs($0) }
        contents += ranges(terms.count).map { .terms($0) }
        contents += ranges(lane.count).map { .lane($0) }
        return (contents + [.facets, .folding, .readings]).map { Job(content: $0) }
    }

    /// Makes the files of a job and, unless the root will hold them, gives them to the sink.
    package func run(_ job: Job, to sink: OutputSink) throws -> [Finished] {
        var finished: [Finished] = []
        func write(_ name: String, _ json: [UInt8], isSeparate: Bool) throws {
            finished.append(Finished(name: name, hash: hash(json), bytes: isSeparate ? [] : json))
            if isSeparate { try self.write(name, json, to: sink) }
        }
        let isSharded = form == .sharded
        switch job.content {
        case .terms(let numbers):
            for number in numbers {
                try write(
                    SearchFile.terms(number), terms.file(number, hasHints: isSharded), isSeparate: isSharded)
            }
        case .packs(let numbers):
            for number in numbers { try write(SearchFile.pack(number), pack(number), isSeparate: isSharded) }
        case .lane(let numbers):
            for number in numbers {
                try write(SearchFile.lane(number), lane.file(number), isSeparate: isSharded)
            }
        case .facets:
            for (name, json) in facetFiles(parts, plan.facets) { try write(name, json, isSeparate: isSharded) }
        case .folding: try write(SearchFile.folding, foldingFile(), isSeparate: true)
        case .readings: try write(SearchFile.readings, readingsFile(), isSeparate: true)
        }
        return finished
    }

    private func write(_ name: String, _ json: [UInt8], to sink: OutputSink) throws {
        try sink(OutputFile(SearchFile.route(name), json))
        guard plan.site.edition.portable else { return }
        let script = Array("casebookSearchFile(\"\(name)\", ".utf8) + json + Array(");\n".utf8)
        try sink(OutputFile(SearchFile.scriptRoute(name), script))
    }

    private var packCount: Int { (plan.pageCount + CasebookSearch.pagesPerPack - 1) / CasebookSearch.pagesPerPack }

    private func pack(_ number: Int) -> [UInt8] {
        let first = number * CasebookSearch.pagesPerPack
        var json = JSONWriter()
        json.beginFile()
        json.key("pages")
        json.beginArray()
        for page in first..<min(first + CasebookSearch.pagesPerPack, plan.pageCount) {
            // Parts follow each other; empty ones hold no page.
            let part = parts.first { $0.pages.contains(page) }!
            let local = page - part.pages.lowerBound
            json.raw(part.records[part.recordStarts[local]..<part.recordStarts[local + 1]])
        }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    // MARK: - The root

    /// Writes the file that leads to all others, or holds them.
    ///
    /// - Parameter finished: What all jobs left, in any order.
    /// - Returns: The index's version, which addresses of its other files carry.
    @discardableResult
    package func writeRoot(_ finished: [Finished], to sink: OutputSink) throws -> String {
        let files = finished.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
        let members = members()
        var hashed: [UInt8] = []
        for file in files { hashed += Array("\(file.name) \(file.hash)\n".utf8) }
        var json = JSONWriter()
        json.reserve(members.count + files.reduce(100) { $0 + $1.bytes.count + 12 })
        json.beginFile()
        json.key("version")
        let version = String(hash(hashed + members).prefix(16))
        json.string(version)
        json.appendRaw(UInt8(ascii: ","))
        json.appendRaw(members.dropFirst())
        if form == .single {
            json.key("files")
            json.beginObject()
            for file in files where !file.bytes.isEmpty {
                json.key(file.name)
                json.raw(file.bytes)
            }
            json.endObject()
        }
        json.endObject()
        try write(form.rootName, json.bytes, to: sink)
        return version
    }

    /// The root's own members as the beginning of an object: after `version`, before `files`.
    private func members() -> [UInt8] {
        var json = JSONWriter()
        let writer = RootMembers(plan: plan, terms: terms, common: common, lane: lane.directory)
        json.beginObject()
        writer.write(replaced: parts.reduce(into: []) { $0.formUnion($1.replaced) }, to: &json)
        return json.bytes
    }
}
