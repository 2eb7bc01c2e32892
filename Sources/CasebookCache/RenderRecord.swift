import CasebookFiles
import CasebookModel

/// Which files the jobs of rendering made, and what they were made of.
///
/// Pages are numbers, in the order of their addresses. `frame` covers all addresses in this order, so that a number is only
/// ever read where it means the same page.
package struct RenderRecord: Sendable {
    package static let name = "renders"

    /// Something that files are made of, as a set of numbers below so many; what they mean is Build's to know.
    package struct Sources: Sendable {
        /// Pages whose body may have been read too; sorted.
        package var pages: [Site.PageIndex]
        /// Pages without their body; sorted.
        package var heads: [Site.PageIndex]
        /// Numbers of what is worked out of all pages together; sorted.
        package var overviews: [Int]

        package init(pages: [Site.PageIndex], heads: [Site.PageIndex], overviews: [Int]) {
            self.pages = pages
            self.heads = heads
            self.overviews = overviews
        }
    }

    package struct File: Sendable {
        package var path: String
        package var hash: ContentHash

        package init(path: String, hash: ContentHash) {
            self.path = path
            self.hash = hash
        }
    }

    /// A job and the files that it made.
    package struct Render: Sendable {
        package var job: String
        package var sources: Sources
        package var files: [File]

        package init(job: String, sources: Sources, files: [File]) {
            self.job = job
            self.sources = sources
            self.files = files
        }
    }

    /// Of each of the things that files are made of.
    package struct Hashes: Sendable {
        /// Of settings, theme and vocabularies.
        package var shared: Fingerprint
        /// Of what all pages show of the site.
        package var frame: Fingerprint
        package var pages: [Fingerprint]
        /// Parallel to `pages`.
        package var heads: [Fingerprint]
        package var overviews: [Fingerprint]

        package init(
            shared: Fingerprint, frame: Fingerprint, pages: [Fingerprint], heads: [Fingerprint],
            overviews: [Fingerprint]
        ) {
            self.shared = shared
            self.frame = frame
            self.pages = pages
            self.heads = heads
            self.overviews = overviews
        }
    }

    package var hashes: Hashes
    package var renders: [Render]

    package init(hashes: Hashes, renders: [Render]) {
        self.hashes = hashes
        self.renders = renders
    }
}

extension CacheWriter {
    package mutating func renders(_ record: RenderRecord) {
        fingerprint(record.hashes.shared)
        fingerprint(record.hashes.frame)
        for hashes in [record.hashes.pages, record.hashes.heads, record.hashes.overviews] {
            list(hashes) { $0.fingerprint($1) }
        }
        list(record.renders) { writer, render in
            writer.string(render.job)
            writer.list(render.files) { writer, file in
                writer.string(file.path)
                writer.hash(file.hash)
            }
            writer.ascending(render.sources.pages)
            writer.ascending(render.sources.heads)
            writer.ascending(render.sources.overviews)
        }
    }

    /// Steps from one number to the next are small.
    private mutating func ascending(_ numbers: [Int]) {
        var last = 0
        list(numbers) { writer, number in
            writer.count(number - last)
            last = number
        }
    }

    mutating func hash(_ hash: ContentHash) {
        for word in [hash.words.0, hash.words.1, hash.words.2, hash.words.3] { self.word(word) }
    }
}

extension CacheReader {
    package mutating func renders() throws(CacheDamage) -> RenderRecord {
        let shared = try fingerprint()
        let frame = try fingerprint()
        let pages = try fingerprints()
        let heads = try fingerprints()
        let overviews = try fingerprints()
        guard heads.count == pages.count else { throw .damaged }
        let renders = try list { reader throws(CacheDamage) in
            let job = try reader.string()
            let files = try reader.list { reader throws(CacheDamage) in
                RenderRecord.File(path: try reader.string(), hash: try reader.hash())
            }
            let sources = RenderRecord.Sources(
                pages: try reader.ascending(below: pages.count), heads: try reader.ascending(below: pages.count),
                overviews: try reader.ascending(below: overviews.count))
            return RenderRecord.Render(job: job, sources: sources, files: files)
        }
        guard isAtEnd else { throw .damaged }
        return RenderRecord(
            hashes: RenderRecord.Hashes(
                shared: shared, frame: frame, pages: pages, heads: heads, overviews: overviews), renders: renders)
    }

    private mutating func fingerprints() throws(CacheDamage) -> [Fingerprint] {
        try list { reader throws(CacheDamage) in try reader.fingerprint() }
    }

    private mutating func ascending(below limit: Int) throws(CacheDamage) -> [Int] {
        var last = 0
        return try list { reader throws(CacheDamage) in
            let step = try reader.size()
            guard step < limit - last else { throw .damaged }
            last += step
            return last
        }
    }

    mutating func hash() throws(CacheDamage) -> ContentHash {
        ContentHash(words: (try word(), try word(), try word(), try word()))
    }
}
