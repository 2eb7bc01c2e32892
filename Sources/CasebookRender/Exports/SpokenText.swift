import CasebookModel

/// A spoken line of a published script as other programs take it: plain words and slots.
struct SpokenText {
    enum Piece: Equatable {
        case words(String)
        case slot(String)
    }

    let script: Page
    let line: SpokenLine
    /// From 1 among the lines of the same channel: several are alternatives.
    let number: Int
    let pieces: [Piece]

    /// The lines of all approved scripts, by the order of their routes and then of their page. Drafts are in no edition of
    /// an export: what is exported is said to customers.
    static func all(of site: Site) -> [SpokenText] {
        site.pages.flatMap { page -> [SpokenText] in
            guard page.status == .approved, site.kind(of: page).hasSpokenLines else { return [] }
            var counts: [String?: Int] = [:]
            let body = page.parsed.body
            return page.parsed.spokenLines.map { line in
                counts[line.variant, default: 0] += 1
                return SpokenText(
                    script: page, line: line, number: counts[line.variant] ?? 1,
                    pieces: pieces(of: line, of: page, body, site))
            }
        }
    }

    private static func pieces(of line: SpokenLine, of page: Page, _ body: Document, _ site: Site) -> [Piece] {
        // Where the quotation's own words begin and end; its node says nothing itself.
        var start = Int(line.node) + 1
        let end = Int(body.nodes[Int(line.node)].end)
        var pieces: [Piece] = []
        var written: [UInt8] = []
        func title(of link: Int) -> String? {
            guard case .page(let target, _) = page.links[link] else { return nil }
            return site.pages[target].title
        }
        // One buffer for all words: whether a line ends between two pieces depends on what stands before.
        var taken = 0
        func keepWords() {
            if taken < written.count { pieces.append(.words(String(decoding: written[taken...], as: UTF8.self))) }
            taken = written.count
        }
        for index in start..<end where body.nodes[index].kind == .slot {
            body.appendPlainText(start..<index, to: &written, title: title)
            keepWords()
            pieces.append(.slot(body.names[Int(body.nodes[index].index)]))
            // Stands for the slot, so that a block behind it begins on a line of its own.
            written.append(UInt8(ascii: "_"))
            taken = written.count
            start = index + 1
        }
        body.appendPlainText(start..<end, to: &written, title: title)
        keepWords()
        return pieces
    }

    /// As on the page, slots in braces.
    var plain: String {
        pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .slot(let name): "{\(name)}"
            }
        }.joined()
    }

    /// Declared slots that the line says, each once, in the order in which it does.
    var slots: [SlotView] {
        var seen: Set<String> = []
        let used = pieces.compactMap { piece -> String? in
            guard case .slot(let name) = piece, seen.insert(name).inserted else { return nil }
            return name
        }
        let declared = SlotView.slots(of: script)
        return used.compactMap { name in declared.first { $0.name == name } }
    }
}
