import CasebookModel
import CasebookText

/// The terms of a whole index, spread over files.
package struct IndexTerms: Sendable {
    let files: TermFiles
    let common: CommonTerms

    /// - Parameter slices: All slices of the terms, in order.
    package init(_ slices: [MergedTerms], in plan: SearchPlan) {
        files = TermFiles(slices)
        common = CommonTerms(files, pageCount: plan.pageCount)
    }

    /// All that the lane is made of besides the parts' lanes, to be hashed.
    package var laneKey: [UInt8] {
        var key = RowWriter()
        key.row(common.pairs.flatMap { [$0.0, $0.1] })
        return key.bytes
    }
}

/// The pinyin lane of a whole index, spread over files; where all of them are kept, only what the root says of it.
package struct IndexLane: Sendable {
    let count: Int
    let size: Int
    let directory: String
    let files: LaneFiles?

    init(count: Int, size: Int, directory: String) {
        self.count = count
        self.size = size
        self.directory = directory
        files = nil
    }

    package init(_ lanes: [LanePart], firstPages: [Int], _ terms: IndexTerms) throws(KeptIndexDamage) {
        let files = try LaneFiles(lanes, firstPages: firstPages, common: terms.common.pairs)
        count = files.count
        size = files.size
        directory = files.directory
        self.files = files
    }
}

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
    private let packs: Packs
    private let parts: [IndexPart.Outline]
    /// Parallel to `parts`: those that were indexed just now, which may have their pages' records at hand.
    private let indexed: [IndexPart?]
    private let terms: TermFiles
    private let common: CommonTerms
    private let lane: IndexLane
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
    ) throws(KeptIndexDamage) {
        let terms = IndexTerms(slices, in: plan)
        let lane = try IndexLane(parts.map(\.lane), firstPages: parts.map(\.pages.lowerBound), terms)
        self.init(
            plan, parts: parts.map(\.outline), indexed: parts, terms: terms, lane: lane, form: form, hash: hash)
    }

    /// The same of parts that were indexed before; `indexed` is parallel to them, `nil` in their place.
    package init(
        _ plan: SearchPlan, parts: [IndexPart.Outline], indexed: [IndexPart?], terms: IndexTerms, lane: IndexLane,
        form: SearchForm? = nil, hash: @escaping @Sendable ([UInt8]) -> String
    ) {
        self.plan = plan
        packs = Packs(plan: plan)
        self.parts = parts
        self.indexed = indexed
        self.hash = hash
        self.terms = terms.files
        self.common = terms.common
        self.lane = lane
        let size = terms.files.size + lane.size + parts.reduce(0) { $0 + $1.recordsSize }
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
        package fileprivate(set) var name: String
        package fileprivate(set) var hash: String
        /// Kept where the root holds the file.
        fileprivate var bytes: [UInt8]
    }

    package var jobs: [Job] {
        func ranges(_ count: Int) -> [Range<Int>] {
            stride(from: 0, to: count, by: IndexLayout.filesPerJob).map {
                $0..<min($0 + IndexLayout.filesPerJob, count)
            }
        }
        var contents = ranges(packs.count).map { Job.Content.packs($0) }
        contents += ranges(terms.count).map { .terms($0) }
        contents += ranges(lane.count).map { .lane($0) }
        return (contents + [.facets, .folding, .readings]).map { Job(content: $0) }
    }

    /// Makes the files of a job and, unless the root will hold them, gives them to the sink.
    ///
    /// - Parameter kept: The hashes of files that lie in their place already, by name: they are not made again.
    package func run(_ job: Job, keeping kept: [String: String] = [:], to sink: OutputSink) throws -> [Finished] {
        var finished: [Finished] = []
        func write(_ name: String, isSeparate: Bool, _ make: () -> [UInt8]) throws {
            if let hash = kept[name] {
                finished.append(Finished(name: name, hash: hash, bytes: []))
                return
            }
            let json = make()
            finished.append(Finished(name: name, hash: hash(json), bytes: isSeparate ? [] : json))
            if isSeparate { try plan.write(name, json, to: sink) }
        }
        let isSharded = form == .sharded
        switch job.content {
        case .terms(let numbers):
            for number in numbers {
                try write(SearchFile.terms(number), isSeparate: isSharded) { terms.file(number, hasHints: isSharded) }
            }
        case .packs(let numbers):
            for number in numbers {
                try write(SearchFile.pack(number), isSeparate: isSharded) { packs.file(number, record(ofPage:)) }
            }
        case .lane(let numbers):
            for number in numbers {
                try write(SearchFile.lane(number), isSeparate: isSharded) { lane.files?.file(number) ?? [] }
            }
        case .facets:
            for (name, json) in facetFiles(parts, plan.facets) { try write(name, isSeparate: isSharded) { json } }
        case .folding: try write(SearchFile.folding, isSeparate: true) { foldingFile() }
        case .readings: try write(SearchFile.readings, isSeparate: true) { readingsFile() }
        }
        return finished
    }

    private func record(ofPage page: Int) -> ArraySlice<UInt8>? {
        // Parts follow each other; empty ones hold no page.
        parts.firstIndex { $0.pages.contains(page) }.flatMap { indexed[$0]?.records?[page] }
    }

    // MARK: - What files are made of

    /// The names of files that may be kept, each with a hash of all that it is made of. Where files come in one there are
    /// none.
    ///
    /// - Parameters:
    ///   - pages: By page number, as ``SearchPlan/key(ofPage:)`` says it, hashed.
    ///   - lane: Of all that the lane is made of.
    package func keys(
        pages: [Fingerprint], lane laneKey: Fingerprint, hash: ([UInt8]) -> Fingerprint
    ) -> [(name: String, key: Fingerprint)] {
        guard form == .sharded else { return [] }
        var keys: [(name: String, key: Fingerprint)] = []
        for number in 0..<terms.count {
            guard let key = terms.key(ofFile: number, hasHints: true) else { continue }
            keys.append((SearchFile.terms(number), hash(key)))
        }
        for number in 0..<packs.count {
            var writer = RowWriter()
            writer.fingerprints(Array(pages[packs.pages(of: number)]))
            keys.append((SearchFile.pack(number), hash(writer.bytes)))
        }
        for number in 0..<lane.count { keys.append((SearchFile.lane(number), laneKey)) }
        return keys
    }

    /// The slices of the terms that files are made of which aren't kept, and whose lists have to be loaded for it.
    package func missingSlices(keeping kept: [String: String]) -> [Int] {
        var missing: Set<Int> = []
        for number in 0..<terms.count where kept[SearchFile.terms(number)] == nil {
            for place in terms.places(ofFile: number) where !terms.slice(place.slice).lists.isLoaded {
                missing.insert(place.slice)
            }
        }
        return missing.sorted()
    }

    /// Whether a file of the lane has to be made and can't be.
    package func lacksLane(keeping kept: [String: String]) -> Bool {
        lane.files == nil && (0..<lane.count).contains { kept[SearchFile.lane($0)] == nil }
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
        try plan.write(form.rootName, json.bytes, to: sink)
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
