import CasebookModel

/// What rules found, and of what.
package struct CheckRecord: Sendable {
    package static let name = "checks"

    /// A file with a hash of what it says.
    package struct Page: Sendable {
        package var path: String
        package var hash: Fingerprint
        /// The words of terms in it, by their numbers; empty too where it isn't in the site.
        package var terms: [TermUse]

        package init(path: String, hash: Fingerprint, terms: [TermUse]) {
            self.path = path
            self.hash = hash
            self.terms = terms
        }
    }

    /// Of declarations, word lists and all else that rules know besides pages.
    package var rules: Fingerprint
    /// Of the words of all terms.
    package var terms: Fingerprint
    /// All that were checked.
    package var pages: [Page]
    /// Found in single pages, each of which is one of `pages`.
    package var ofPages: [Diagnostic]
    /// Of what all pages say but their bodies.
    package var heads: Fingerprint
    /// Found in `heads`.
    package var ofHeads: [Diagnostic]

    package init(
        rules: Fingerprint, terms: Fingerprint, pages: [Page], ofPages: [Diagnostic],
        heads: Fingerprint, ofHeads: [Diagnostic]
    ) {
        self.rules = rules
        self.terms = terms
        self.pages = pages
        self.ofPages = ofPages
        self.heads = heads
        self.ofHeads = ofHeads
    }
}

extension CacheWriter {
    package mutating func checks(_ record: CheckRecord) {
        fingerprint(record.rules)
        fingerprint(record.terms)
        list(record.pages) { writer, page in
            writer.string(page.path)
            writer.fingerprint(page.hash)
            writer.list(page.terms) { writer, use in
                writer.signed(Int64(use.word))
                writer.signed(Int64(use.place))
            }
        }
        diagnostics(record.ofPages)
        fingerprint(record.heads)
        diagnostics(record.ofHeads)
    }
}

extension CacheReader {
    package mutating func checks() throws(CacheDamage) -> CheckRecord {
        let rules = try fingerprint()
        let terms = try fingerprint()
        let pages = try list { reader throws(CacheDamage) in
            CheckRecord.Page(
                path: try reader.string(), hash: try reader.fingerprint(),
                terms: try reader.list { reader throws(CacheDamage) in
                    TermUse(word: try reader.small(), place: try reader.small())
                })
        }
        let record = CheckRecord(
            rules: rules, terms: terms, pages: pages, ofPages: try diagnostics(), heads: try fingerprint(),
            ofHeads: try diagnostics())
        guard isAtEnd else { throw .damaged }
        return record
    }
}
