import CasebookModel
import CasebookText

/// Which words of terms stand on which pages.
package struct TermUses: Sendable {
    let table: TermTable
    /// Parallel to the site's pages.
    let uses: [[TermUse]]

    package init(_ table: TermTable, _ uses: [[TermUse]]) {
        self.table = table
        self.uses = uses
    }

    /// `nil` where the site explains no word.
    init?(_ site: Site) {
        guard let table = TermTable(site) else { return nil }
        self.init(table, site.pages.map(table.uses))
    }
}

/// The words of all terms as a tree of characters, so that a text is read once for all of them.
package struct TermTable: Sendable {
    /// The ids of terms with their words, in an order that follows from the site. Where they are the same, so are the uses
    /// in a page, numbers and all.
    package private(set) var words: [(id: String, word: String)] = []
    /// Parallel to `words`.
    private var pages: [Site.PageIndex] = []

    /// The node behind a node and a character.
    private var nodes: [UInt64: UInt32] = [:]
    /// The number of the word that ends at a node.
    private var ends: [UInt32: Int32] = [:]
    /// Whether a word begins with a character of the basic plane: most don't, and this is asked of each in the site.
    private var begins = [Bool](repeating: false, count: 0x10000)

    /// `nil` where the site explains no word.
    package init?(_ site: Site) {
        guard !site.configuration.isImplicit else { return nil }
        for index in site.pages.indices where site.pages[index].kind == "term" {
            let page = site.pages[index]
            guard page.status == .approved, !site.introductions.values.contains(index) else { continue }
            for word in [page.title] + page.aliases where TermTable.isTelling(word, isTitle: word == page.title) {
                add(word, page.id, index)
            }
        }
        if ends.isEmpty { return nil }
    }

    /// Three Han characters, or two of a title; four letters.
    private static func isTelling(_ word: String, isTitle: Bool) -> Bool {
        word.unicodeScalars.count >= (word.utf8.count == word.unicodeScalars.count ? 4 : isTitle ? 2 : 3)
    }

    private mutating func add(_ word: String, _ id: String, _ term: Site.PageIndex) {
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
        guard ends[node] == nil else { return }
        ends[node] = Int32(words.count)
        words.append((id, word))
        pages.append(term)
    }

    private static func key(_ node: UInt32, _ scalar: UInt32) -> UInt64 { UInt64(node) << 32 | UInt64(scalar) }

    func page(of use: TermUse) -> Site.PageIndex { pages[Int(use.word)] }

    /// The first use of each term in a page's running text; none in a page that isn't approved.
    package func uses(in page: Page) -> [TermUse] {
        page.status == .approved && !page.parsed.isBroken ? uses(in: page.parsed.body) : []
    }

    private func uses(in body: Document) -> [TermUse] {
        var uses: [TermUse] = []
        var index = 0
        while index < body.nodes.count {
            let node = body.nodes[index]
            switch node.kind {
            case .quotation, .heading, .link, .codeBlock, .htmlBlock, .pageLink, .card:
                index = Int(node.end)
            case .text:
                find(in: body.words(of: node)) { word in
                    if !uses.contains(where: { pages[Int($0.word)] == pages[Int(word)] }) {
                        uses.append(TermUse(word: word, place: node.source))
                    }
                }
                index += 1
            default: index += 1
            }
        }
        return uses
    }

    private func find(in text: ArraySlice<UInt8>, _ body: (Int32) -> Void) {
        text.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                let (scalar, length) = TermTable.scalar(in: buffer, at: index)
                if scalar < 0x10000, begins[Int(scalar)], let match = longestMatch(in: buffer, at: index) {
                    body(match.word)
                    index = match.end
                } else {
                    index += length
                }
            }
        }
    }

    private func longestMatch(
        in buffer: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> (word: Int32, end: Int)? {
        var node: UInt32 = 0
        var index = start
        var match: (word: Int32, end: Int)?
        while index < buffer.count {
            let (scalar, length) = TermTable.scalar(in: buffer, at: index)
            guard let next = nodes[TermTable.key(node, scalar)] else { break }
            node = next
            index += length
            if let word = ends[node] { match = (word, index) }
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
