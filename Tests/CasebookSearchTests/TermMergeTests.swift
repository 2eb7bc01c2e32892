import Testing

@testable import CasebookSearch

@Suite struct TermMergeTests {
    private func walk(_ tables: TableRow) -> (terms: Int, isDamaged: Bool) {
        tables.bytes.withUnsafeBufferPointer { bytes in
            var merge = TermMerge(bytes, ends: tables.ends, firstPages: tables.ends.indices.map { $0 * 20 })
            var terms = 0
            while merge.next() { terms += 1 }
            return (terms, merge.isDamaged)
        }
    }

    private let tables: [[UInt8]] = {
        var random = RandomSite(seed: 23)
        let plan = SearchPlan(random.site(pages: 40, words: 12))
        return [0..<20, 20..<40].map { pages in
            Array(indexPart(of: plan, pages: pages, cutAt: plan.sliceBounds(1)).terms[0].bytes)
        }
    }()

    @Test func `whole tables are whole`() {
        let (terms, isDamaged) = walk(TableRow(tables.map { PostingTable(bytes: $0[...]) }))
        #expect(terms > 100)
        #expect(!isDamaged)
        #expect(walk(TableRow([])).terms == 0)
    }

    @Test func `walking whatever bytes there are comes to an end`() {
        var random = RandomSite(seed: 29)
        var damaged = 0
        for _ in 0..<3000 {
            var bytes = tables[0]
            for _ in 0...random.number(below: 4) {
                bytes[random.number(below: bytes.count)] = UInt8(random.number(below: 256))
            }
            if random.number(below: 3) == 0 { bytes.removeLast(random.number(below: bytes.count)) }
            let row = TableRow([bytes, tables[1]].map { PostingTable(bytes: $0[...]) })
            let (terms, isDamaged) = walk(row)
            // Each term takes at least two bytes.
            #expect(terms <= row.bytes.count / 2)
            damaged += isDamaged ? 1 : 0
        }
        #expect(damaged > 100)
    }
}
