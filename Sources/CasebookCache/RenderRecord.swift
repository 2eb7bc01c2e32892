import CasebookFiles
import CasebookModel

/// Which rendered pages a build made, and what they were made of.
///
/// Pages are numbers, in the order of their addresses. `frame` covers all addresses in this order, so that a number is only
/// ever read where it means the same page.
package struct RenderRecord: Sendable {
    package static let name = "renders"

    /// A page job that made one file.
    package struct Render: Sendable {
        package var page: Site.PageIndex
        /// The pages that were looked at, sorted.
        package var looked: [Site.PageIndex]
        package var path: String
        package var hash: ContentHash

        package init(page: Site.PageIndex, looked: [Site.PageIndex], path: String, hash: ContentHash) {
            self.page = page
            self.looked = looked
            self.path = path
            self.hash = hash
        }
    }

    /// Of settings, theme and vocabularies.
    package var shared: Fingerprint
    /// Of what all pages show of the site.
    package var frame: Fingerprint
    /// Of each page.
    package var pages: [Fingerprint]
    package var renders: [Render]

    package init(shared: Fingerprint, frame: Fingerprint, pages: [Fingerprint], renders: [Render]) {
        self.shared = shared
        self.frame = frame
        self.pages = pages
        self.renders = renders
    }
}

extension CacheWriter {
    package mutating func renders(_ record: RenderRecord) {
        fingerprint(record.shared)
        fingerprint(record.frame)
        list(record.pages) { $0.fingerprint($1) }
        list(record.renders) { writer, render in
            writer.count(render.page)
            writer.string(render.path)
            writer.hash(render.hash)
            // Sorted: steps from one to the next are small.
            writer.count(render.looked.count)
            var last = 0
            for page in render.looked {
                writer.count(page - last)
                last = page
            }
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
        let pages = try list { reader throws(CacheDamage) in try reader.fingerprint() }
        let renders = try list { reader throws(CacheDamage) in try reader.render(pages: pages.count) }
        guard isAtEnd else { throw .damaged }
        return RenderRecord(shared: shared, frame: frame, pages: pages, renders: renders)
    }

    private mutating func render(pages: Int) throws(CacheDamage) -> RenderRecord.Render {
        let page = try size()
        guard page < pages else { throw .damaged }
        let path = try string()
        let hash = try hash()
        var last = 0
        let looked = try list { reader throws(CacheDamage) in
            let step = try reader.size()
            guard step < pages - last else { throw .damaged }
            last += step
            return last
        }
        return RenderRecord.Render(page: page, looked: looked, path: path, hash: hash)
    }

    mutating func hash() throws(CacheDamage) -> ContentHash {
        ContentHash(words: (try word(), try word(), try word(), try word()))
    }
}
