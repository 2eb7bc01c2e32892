import CasebookModel

/// What rules found, and of what.
package struct CheckRecord: Sendable {
    package static let name = "checks"

    /// A file with a hash of what it says.
    package struct Page: Sendable {
        package var path: String
        package var hash: Fingerprint

        package init(path: String, hash: Fingerprint) {
            self.path = path
            self.hash = hash
        }
    }

    /// Of declarations, word lists and all else that rules know besides pages.
    package var rules: Fingerprint
    /// All that were checked.
    package var pages: [Page]
    /// Found in single pages, each of which is one of `pages`.
    package var ofPages: [Diagnostic]
    /// Of what all pages say but their bodies.
    package var heads: Fingerprint
    /// Found in `heads`.
    package var ofHeads: [Diagnostic]

    package init(
        rules: Fingerprint, pages: [Page], ofPages: [Diagnostic], heads: Fingerprint, ofHeads: [Diagnostic]
    ) {
        self.rules = rules
        self.pages = pages
        self.ofPages = ofPages
        self.heads = heads
        self.ofHeads = ofHeads
    }
}

extension CacheWriter {
    package mutating func checks(_ record: CheckRecord) {
        fingerprint(record.rules)
        list(record.pages) { writer, page in
            writer.string(page.path)
            writer.fingerprint(page.hash)
        }
        diagnostics(record.ofPages)
        fingerprint(record.heads)
        diagnostics(record.ofHeads)
    }
}

extension CacheReader {
    package mutating func checks() throws(CacheDamage) -> CheckRecord {
        let rules = try fingerprint()
        let pages = try list { reader throws(CacheDamage) in
            CheckRecord.Page(path: try reader.string(), hash: try reader.fingerprint())
        }
        let record = CheckRecord(
            rules: rules, pages: pages, ofPages: try diagnostics(), heads: try fingerprint(),
            ofHeads: try diagnostics())
        guard isAtEnd else { throw .damaged }
        return record
    }
}
