import CasebookModel

/// `unlinked-term`: a page uses the word of a term's page and leads nobody there.
///
/// Said once for each page and term, and only of running text: what is quoted or said aloud can't hold a link. Words of the
/// whole trade (坐席) stand on so many pages that their readers know them; a word without a link on more than a twentieth of all
/// pages is passed over, since a link on each would be noise. Short aliases are passed over too: 稳定性 holds 定性.
struct UnlinkedTermRule: Rule {
    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        let site = input.site
        guard !site.configuration.isImplicit, let terms = TermTable(site) else { return }
        let introductions = Set(site.introductions.values)
        var uses: [Site.PageIndex: [(page: Site.PageIndex, use: TermTable.Use)]] = [:]
        for index in site.pages.indices where !introductions.contains(index) {
            let page = site.pages[index]
            guard page.status == .approved, !page.parsed.isBroken else { continue }
            let found = terms.uses(in: page.parsed.body).filter { $0.term != index }
            if found.isEmpty { continue }
            let linked = targets(of: page)
            for use in found where !linked.contains(use.term) { uses[use.term, default: []].append((index, use)) }
        }
        let most = max(5, site.pages.count / 20)
        for (term, pages) in uses.sorted(by: { $0.key < $1.key }) where pages.count <= most {
            for (page, use) in pages {
                report.add(
                    .unlinkedTerm(word: use.word, id: site.pages[term].id), in: site.pages[page].parsed,
                    at: SourceRange(use.place, use.place))
            }
        }
    }

    /// The pages that a page leads to, by link or relation.
    private func targets(of page: Page) -> Set<Site.PageIndex> {
        var targets = Set(page.relations.flatMap { $0.entries.map(\.page) })
        for link in page.links + page.proseTargets.values {
            if case .page(let target, _) = link { targets.insert(target) }
        }
        return targets
    }
}

/// The words of all terms as a tree of characters, so that a text is read once for all of them.
private struct TermTable {
    struct Use {
        var term: Site.PageIndex
        var word: String
        /// Where the block begins that it stands in.
        var place: Int
    }

    /// The node behind a node and a character.
    private var nodes: [UInt64: UInt32] = [:]
    /// The term that ends at a node, with its word.
    private var ends: [UInt32: (term: Site.PageIndex, word: String)] = [:]
    /// Whether a word begins with a character of the basic plane: most don't, and this is asked of each in the site.
    private var begins = [Bool](repeating: false, count: 0x10000)

    /// `nil` where the site explains no word.
    init?(_ site: Site) {
        for index in site.pages.indices where site.pages[index].kind == "term" {
            let page = site.pages[index]
            guard page.status == .approved, !site.introductions.values.contains(index) else { continue }
            for word in [page.title] + page.aliases where TermTable.isTelling(word, isTitle: word == page.title) {
                add(word, index)
            }
        }
        if ends.isEmpty { return nil }
    }

    /// Three Han characters, or two of a title; four letters.
    private static func isTelling(_ word: String, isTitle: Bool) -> Bool {
        word.unicodeScalars.count >= (word.utf8.count == word.unicodeScalars.count ? 4 : isTitle ? 2 : 3)
    }

    private mutating func add(_ word: String, _ term: Site.PageIndex) {
        var node: UInt32 = 0
        for (place, scalar) in word.unicodeScalars.enumerated() {
            if place == 0 {
                guard scalar.value < 0x10000 else { return }
                begins[Int(scalar.value)] = true
            }
            let key = TermTable.key(node, scalar.value)
            node = nodes[key] ?? UInt32(nodes.count + 1)
            nodes[key] = node
        }
        if ends[node] == nil { ends[node] = (term, word) }
    }

    private static func key(_ node: UInt32, _ scalar: UInt32) -> UInt64 { UInt64(node) << 32 | UInt64(scalar) }

    /// The first use of each term in running text.
    func uses(in body: Document) -> [Use] {
        var uses: [Use] = []
        var index = 0
        while index < body.nodes.count {
            let node = body.nodes[index]
            switch node.kind {
            case .quotation, .heading, .link, .codeBlock, .htmlBlock, .pageLink, .card:
                index = Int(node.end)
            case .text:
                find(in: body.words(of: node)) { term, word in
                    if !uses.contains(where: { $0.term == term }) {
                        uses.append(Use(term: term, word: word, place: Int(node.source)))
                    }
                }
                index += 1
            default: index += 1
            }
        }
        return uses
    }

    private func find(in text: ArraySlice<UInt8>, _ body: (Site.PageIndex, String) -> Void) {
        text.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                let (scalar, length) = TermTable.scalar(in: buffer, at: index)
                if scalar < 0x10000, begins[Int(scalar)], let match = longestMatch(in: buffer, at: index) {
                    body(match.term, match.word)
                    index += match.word.utf8.count
                } else {
                    index += length
                }
            }
        }
    }

    private func longestMatch(
        in buffer: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> (term: Site.PageIndex, word: String)? {
        var node: UInt32 = 0
        var index = start
        var match: (term: Site.PageIndex, word: String)?
        while index < buffer.count {
            let (scalar, length) = TermTable.scalar(in: buffer, at: index)
            guard let next = nodes[TermTable.key(node, scalar)] else { break }
            node = next
            index += length
            match = ends[node] ?? match
        }
        return match
    }

    /// A document's text is whole UTF-8: no check is made.
    private static func scalar(in buffer: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, length: Int) {
        let lead = UInt32(buffer[index])
        func continuation(_ offset: Int) -> UInt32 { UInt32(buffer[index + offset] & 0x3F) }
        if lead < 0x80 { return (lead, 1) }
        if lead < 0xE0 { return ((lead & 0x1F) << 6 | continuation(1), 2) }
        if lead < 0xF0 { return ((lead & 0x0F) << 12 | continuation(1) << 6 | continuation(2), 3) }
        return ((lead & 0x07) << 18 | continuation(1) << 12 | continuation(2) << 6 | continuation(3), 4)
    }
}
