import CasebookModel
import TestSupport
import Testing

@testable import CasebookParse

@Suite struct BytesTests {
    @Test(
        arguments: [
            ([0xFF], 0), ([0x61, 0x80], 1), ([0xC0, 0xAF], 0), ([0xC2], 0), ([0xE4, 0xB8], 0),
            ([0x61, 0xE4, 0xB8, 0x61], 1), ([0xE0, 0x80, 0x80], 0),
            ([0xED, 0xA0, 0x80], 0), ([0xF0, 0x80, 0x80, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
            ([0xF5, 0x80, 0x80, 0x80], 0), ([0xD6, 0xD0], 0),
            ([0xE4, 0xB8, 0xAD, 0xD6, 0xD0], 3),
        ] as [([UInt8], Int)])
    func `the first byte that is no UTF-8 is found`(bytes: [UInt8], place: Int) {
        let outcome = parse(bytes)
        #expect(outcome.value == nil)
        #expect(outcome.diagnostics.map(\.problem) == [.notUTF8(byte: bytes[place])])
        #expect(outcome.diagnostics.map(\.range) == [SourceRange(place, place)])
    }

    @Test func `bytes are UTF-8 exactly where the standard library says so`() {
        var generator = Generator(state: 29)
        let interesting: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE4, 0xED, 0xEF, 0xF0,
            0xF3, 0xF4, 0xF5, 0xFF,
        ]
        for _ in 0..<20_000 {
            let bytes = (0..<generator.below(7)).map { _ in generator.pick(interesting) }
            #expect((UTF8Check.firstInvalidByte(bytes) == nil) == (String(validating: bytes, as: UTF8.self) != nil))
        }
    }

    @Test(arguments: ["", "\u{FEFF}", "\n", " ", "\u{0}"])
    func `a file with nothing in it is a page without a title`(text: String) {
        let outcome = parse(text, "leer.md")
        #expect(outcome.diagnostics.map(\.problem) == [.missingTitle])
        #expect(outcome.page.title.value == "leer")
    }

    // MARK: - Shipped content

    @Test func `two threads parse the shipped content as one does`() async {
        let files = shippedPages
        let alone = files.map { fingerprint(parse($0.bytes, $0.path)) }
        let together = await withTaskGroup(of: (Int, Int).self) { group in
            for round in 0..<30 {
                for index in files.indices {
                    let file = files[(index + round) % files.count]
                    group.addTask { ((index + round) % files.count, fingerprint(parse(file.bytes, file.path))) }
                }
            }
            var differing: Set<String> = []
            for await (index, found) in group where found != alone[index] { differing.insert(files[index].path) }
            return differing
        }
        #expect(together == [])
    }

    /// Bytes of real pages, changed at random: nothing crashes, and every range lies inside the file.
    @Test func `mutated pages parse, and everything that is found has a place in them`() {
        var generator = Generator(state: 31)
        let tokens = [
            "---\n", "\n", "\r", "[[", "]]", "![[", "{", "}", "\\{", "> ", "|", "- ", "# ", "```", "<!--", "-->", ": ",
            "：", "'", "\"", "[", "]", "&a ", "*a ", "\t",
            "\u{FEFF}", "\u{0}", "中", "👍", "\u{2028}", "[^1]", "[^1]: ", "https://x.y/", "%", "<b>", "|--|\n",
            "casebook-allow:", "    ", "~~", "&#x4E2D;",
        ].map { Array($0.utf8) }
        for _ in 0..<4000 {
            let file = generator.pick(shippedPages)
            var bytes = file.bytes
            for _ in 0..<1 + generator.below(6) {
                let place = generator.below(bytes.count + 1)
                switch generator.below(4) {
                case 0: bytes.insert(contentsOf: generator.pick(tokens), at: place)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + generator.below(40)))
                case 2: if place < bytes.count { bytes[place] = UInt8(generator.below(128)) }
                default:
                    let end = min(bytes.count, place + generator.below(200))
                    bytes.insert(contentsOf: bytes[place..<end], at: generator.below(bytes.count + 1))
                }
            }
            let outcome = parse(bytes, file.path)
            let ranges = outcome.diagnostics.map(\.range) + (outcome.value.map(allRanges) ?? [])
            #expect(ranges.allSatisfy { $0.start >= 0 && $0.end <= bytes.count }, "\(file.path)")
            if let page = outcome.value {
                #expect(page.body.blocks.last.map { Int($0.nodes.upperBound) } ?? 0 == page.body.nodes.count)
            }
        }
    }

    private func allRanges(_ page: ParsedPage) -> [SourceRange] {
        [page.kindRange, page.idRange, page.title.range, page.bodyRange]
            + page.fields.flatMap { [$0.nameRange, $0.value.range] }
            + page.body.links.map(\.range) + page.body.headings.map(\.range) + page.spokenLines.map(\.range)
            + page.usedSlots.map(\.range)
            + page.excuses.flatMap { [$0.lines, $0.range] } + page.unusedKeys.map(\.range)
            + page.body.nodes.map { SourceRange(Int($0.source), Int($0.source)) }
    }

    private func fingerprint(_ outcome: Outcome<ParsedPage?>) -> Int {
        var hasher = Hasher()
        hasher.combine(outcome.diagnostics)
        if let page = outcome.value {
            hasher.combine(page.body)
            hasher.combine(page.fields)
            hasher.combine(page.spokenLines)
            hasher.combine(page.usedSlots)
            hasher.combine(page.title)
            hasher.combine(page.id)
        }
        return hasher.finalize()
    }
}
