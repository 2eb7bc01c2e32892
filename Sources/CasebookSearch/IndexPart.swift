import CasebookModel
import CasebookText

/// The index of a run of pages, ready to be joined with those before and after it.
///
/// Addresses count from the part's first page. A list's first posting is kept apart from the bytes of the others:
/// joining two lists then rewrites one number and copies the rest.
package struct IndexPart: Sendable {
    struct PostingList: Sendable {
        /// In ``IndexPart/terms``'s order.
        var group: FieldGroup
        var first: Posting
        /// The address of the last posting.
        var last: Int
        /// The postings behind the first, in ``IndexPart/postingBytes``.
        var rest: Range<Int>
    }

    /// The range of `Site.pages` that was indexed.
    package let pages: Range<Int>
    var terms: TermTable
    /// The numbers of the terms in code-point order.
    var order: [Int32]
    /// The terms' prefixes in that order.
    var prefixes: [UInt64]
    /// Where each term's lists start in `lists`, in that order; one more at the end. Joining walks the terms in order,
    /// and memory with them.
    var listStarts: [Int32]
    /// By term in order, then by group.
    var lists: [PostingList]
    var postingBytes: [UInt8]
    /// The page records as JSON, one after the other, and where each begins; one more at the end.
    var records: [UInt8]
    var recordStarts: [Int]
    /// Characters of all titles, and of all blocks.
    var titleLength: Int
    var bodyLength: Int
    /// Han characters that folding may have replaced as traditional.
    var replaced: Set<UInt32>
}

/// Indexes a range of pages. Pure; ranges can be done on any thread and in any order.
package func indexPart(of site: Site, pages: Range<Int>) -> IndexPart {
    var builder = IndexPartBuilder(site: site, pages: pages)
    for page in pages { builder.add(page) }
    return builder.finish()
}

private struct IndexPartBuilder {
    /// A term somewhere: the address and the field group in one number.
    private struct Occurrence {
        var term: Int32
        var place: UInt32
    }

    private let site: Site
    private let pages: Range<Int>
    private let facets: Facets
    private let kindNumbers: [String: Int]
    private var terms = TermTable()
    private var occurrences: [Occurrence] = []
    private var records = JSONWriter()
    private var recordStarts: [Int] = []
    private var titleLength = 0
    private var bodyLength = 0
    private var replaced: Set<UInt32> = []
    /// Kept between texts to spare allocations.
    private var scalars: [UInt32] = []

    init(site: Site, pages: Range<Int>) {
        self.site = site
        self.pages = pages
        facets = Facets(site)
        let kinds = site.configuration.kinds.kinds
        kindNumbers = Dictionary(uniqueKeysWithValues: kinds.indices.map { (kinds[$0].name, $0) })
        // Nearly every character of a page is the start of a term.
        occurrences.reserveCapacity(pages.count * 1200)
    }

    mutating func add(_ index: Int) {
        let page = site.pages[index]
        let text = PageText(page, in: site)
        let number = index - pages.lowerBound
        let head = BlockAddress.address(page: number, block: 0)
        let title = add(text.title, .title, head)
        for words in text.aliases + text.tags { _ = add(words, .alias, head) }
        _ = add(text.summary, .body, head)
        var length = 0
        text.bytes.withUnsafeBufferPointer { utf8 in
            for (offset, block) in text.blocks.enumerated() {
                let address = BlockAddress.address(page: number, block: offset + 1)
                length += add(UnsafeBufferPointer(rebasing: utf8[block.range]), block.field.group, address)
            }
        }
        titleLength += title
        bodyLength += length
        recordStarts.append(records.bytes.count)
        records.beginDocument()
        writeRecord(page, text, titleLength: title, bodyLength: length)
    }

    /// The number of characters added.
    private mutating func add(_ text: String, _ group: FieldGroup, _ address: Int) -> Int {
        var text = text
        return text.withUTF8 { add($0, group, address) }
    }

    private mutating func add(_ utf8: UnsafeBufferPointer<UInt8>, _ group: FieldGroup, _ address: Int) -> Int {
        scalars.removeAll(keepingCapacity: true)
        appendFolded(utf8, to: &scalars, noting: { replaced.insert($0) })
        let place = UInt32(address) << 3 | UInt32(group.rawValue)
        scalars.withUnsafeBufferPointer { scalars in
            Analyzer.forEachTerm(in: scalars) { range in
                occurrences.append(Occurrence(term: terms.number(of: scalars, range), place: place))
            }
        }
        return scalars.count
    }

    private mutating func writeRecord(_ page: Page, _ text: PageText, titleLength: Int, bodyLength: Int) {
        var record = PageRecord(
            page: page, text: text, kind: kindNumbers[page.kind] ?? 0, facets: facets.numbers(of: page, in: site),
            titleLength: titleLength, bodyLength: bodyLength)
        record.inbound = page.backlinks.count + page.relations.reduce(0) { $0 + ($1.isInverse ? $1.entries.count : 0) }
        record.write(to: &records)
    }

    mutating func finish() -> IndexPart {
        let order = terms.sortedNumbers()
        var ranks = [Int32](repeating: 0, count: order.count)
        for (rank, term) in order.enumerated() { ranks[Int(term)] = Int32(rank) }
        let starts = startsByTerm(ranks)
        let sorted = placesByTerm(ranks, starts)
        occurrences = []
        var lists: [IndexPart.PostingList] = []
        var listStarts: [Int32] = []
        listStarts.reserveCapacity(order.count + 1)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(sorted.count * 2)
        sorted.withUnsafeBufferPointer { places in
            for rank in order.indices {
                listStarts.append(Int32(lists.count))
                appendLists(UnsafeBufferPointer(rebasing: places[starts[rank]..<starts[rank + 1]]), to: &lists, &bytes)
            }
        }
        listStarts.append(Int32(lists.count))
        return IndexPart(
            pages: pages, terms: terms, order: order, prefixes: order.map { terms.terms[Int($0)].prefix },
            listStarts: listStarts, lists: lists, postingBytes: bytes, records: records.bytes,
            recordStarts: recordStarts + [records.bytes.count], titleLength: titleLength, bodyLength: bodyLength,
            replaced: replaced)
    }

    private func startsByTerm(_ ranks: [Int32]) -> [Int] {
        var starts = [Int](repeating: 0, count: ranks.count + 1)
        for occurrence in occurrences { starts[Int(ranks[Int(occurrence.term)]) + 1] += 1 }
        for rank in 1..<starts.count { starts[rank] += starts[rank - 1] }
        return starts
    }

    /// A counting sort: places stay in the order of the pages, as they came.
    private func placesByTerm(_ ranks: [Int32], _ starts: [Int]) -> [UInt32] {
        var next = starts
        return [UInt32](unsafeUninitializedCapacity: occurrences.count) { places, count in
            for occurrence in occurrences {
                let rank = Int(ranks[Int(occurrence.term)])
                places[next[rank]] = occurrence.place
                next[rank] += 1
            }
            count = occurrences.count
        }
    }

    private func appendLists(
        _ places: UnsafeBufferPointer<UInt32>, to lists: inout [IndexPart.PostingList], _ bytes: inout [UInt8]
    ) {
        var groups: UInt32 = 0
        for place in places { groups |= 1 << (place & 7) }
        for group in FieldGroup.allCases where groups & 1 << UInt32(group.rawValue) != 0 {
            var first: Posting?
            var last = 0
            let start = bytes.count
            var open = Posting(address: -1, count: 0)
            func close(_ bytes: inout [UInt8]) {
                guard open.count > 0 else { return }
                if first == nil { first = open } else { PostingCode.append(open, after: last, to: &bytes) }
                last = open.address
            }
            for place in places where place & 7 == UInt32(group.rawValue) {
                let address = Int(place >> 3)
                if address == open.address {
                    open.count += 1
                } else {
                    close(&bytes)
                    open = Posting(address: address, count: 1)
                }
            }
            close(&bytes)
            guard let first else { continue }
            lists.append(IndexPart.PostingList(group: group, first: first, last: last, rest: start..<bytes.count))
        }
    }
}
