import CasebookFiles
import CasebookModel

/// A part of a site's parses: small enough to be written again for one page.
package struct ParseShard: Sendable {
    /// A file's parse, not read yet.
    package struct Entry: Sendable {
        package var path: String
        /// Of the file's bytes.
        package var hash: Fingerprint
        /// Of what the page says but its body.
        package var head: Fingerprint
        fileprivate var content: ArraySlice<UInt8>

        /// What the file was parsed to, with its findings.
        package func parse() throws(CacheDamage) -> Outcome<ParsedPage?> {
            var reader = CacheReader(content)
            let diagnostics = try reader.diagnostics()
            let page = try reader.page()
            guard reader.isAtEnd, page.path == path, page.fingerprint == hash else { throw .damaged }
            return Outcome(page, diagnostics)
        }
    }

    /// Of what parses depend on besides their files.
    package var rules: Fingerprint
    package var entries: [Entry]

    package init(_ reader: CacheReader) throws(CacheDamage) {
        var reader = reader
        rules = try reader.fingerprint()
        entries = try reader.list { reader throws(CacheDamage) in
            Entry(
                path: try reader.string(), hash: try reader.fingerprint(), head: try reader.fingerprint(),
                content: try reader.blob())
        }
        guard reader.isAtEnd else { throw .damaged }
    }

    /// The payload of a shard. A file that gave no page is left out: reading it again is the only way to say why.
    ///
    /// - Parameter head: See ``head(of:)``.
    package static func payload(
        rules: Fingerprint, _ parses: [Outcome<ParsedPage?>], head: (ParsedPage) -> Fingerprint = head(of:)
    ) -> [UInt8] {
        var writer = CacheWriter(capacity: parses.count * 8192 + 64)
        writer.fingerprint(rules)
        let pages = parses.compactMap { parse in parse.value.map { (page: $0, diagnostics: parse.diagnostics) } }
        writer.list(pages) { writer, parse in
            var content = CacheWriter(capacity: 8192)
            content.diagnostics(parse.diagnostics)
            content.page(parse.page)
            writer.string(parse.page.path)
            writer.fingerprint(parse.page.fingerprint)
            writer.fingerprint(head(parse.page))
            writer.blob(content.bytes)
        }
        return writer.bytes
    }

    /// A hash of what a page says but for its body: what others can show of it without it.
    package static func head(of page: ParsedPage) -> Fingerprint {
        var writer = CacheWriter(capacity: 2048)
        writer.head(page)
        return ContentHash(of: writer.bytes).fingerprint
    }

    // MARK: - Which shard

    /// How many shards a site's parses are divided into: a power of two, about a hundred pages each.
    package static func count(pages: Int) -> Int {
        var count = 1
        while count < 1024, count * 160 < pages { count *= 2 }
        return count
    }

    /// The shard of a file, by its path alone, so that others don't move when one is added.
    package static func number(of path: String, count: Int) -> Int {
        Int(ShortHash.place(of: path, below: UInt64(count)))
    }

    package static func name(_ number: Int, of count: Int) -> String { "parses-\(number)-of-\(count)" }
}
