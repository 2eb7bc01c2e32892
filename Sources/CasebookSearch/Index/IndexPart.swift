import CasebookModel
import CasebookText

/// The index of a run of pages, ready to be joined with those before and after it.
package struct IndexPart: Sendable {
    package var outline: Outline
    /// By slice; empty once they were given away (``TermSlices``).
    package internal(set) var terms: [PostingTable]
    package internal(set) var lane: LanePart
    /// `nil` once they were written (``PackWriting``).
    var records: PageRecords?

    /// The numbers of the pages, which all addresses in the part are counted from.
    package var pages: Range<Int> { outline.pages }

    /// What little of a part is wanted of every part; the rest is wanted of those that have changed.
    package struct Outline: Sendable {
        package var pages: Range<Int>
        /// The facets' values, in the order of the pages.
        var facets: [FacetValue]
        /// Han characters that folding may have replaced as traditional.
        var replaced: Set<UInt32>
        /// Of the page records, in bytes.
        var recordsSize: Int
        /// Of what each slice of the terms holds, and of the lane; empty and `nil` where nobody asked.
        package var slices: [Fingerprint] = []
        package var laneKey: Fingerprint?
    }

    struct FacetValue: Sendable {
        var facet: Int32
        var value: Int32
        /// The page's number, counted from the part's first.
        var page: Int32
    }
}

/// Indexes a range of pages. Pure; ranges can be done on any thread and in any order.
///
/// - Parameter bounds: Where the terms are cut into slices (``SearchPlan/sliceBounds(_:)``).
/// - Precondition: At most 16 million pages.
package func indexPart(of plan: SearchPlan, pages: Range<Int>, cutAt bounds: [UInt64]) -> IndexPart {
    var builder = IndexPartBuilder(plan: plan, pages: pages)
    for page in pages { builder.add(page) }
    return builder.finish(cutAt: bounds)
}

private struct IndexPartBuilder {
    private let plan: SearchPlan
    private let pages: Range<Int>
    private var terms: PostingTableBuilder
    private var lane = LaneBuilder()
    private var facets: [IndexPart.FacetValue] = []
    private var records = JSONWriter()
    private var recordStarts: [Int] = []
    private var links: [UInt8] = []
    private var replaced: Set<UInt32> = []
    /// Kept between texts to spare allocations.
    private var scalars: [UInt32] = []

    init(plan: SearchPlan, pages: Range<Int>) {
        self.plan = plan
        self.pages = pages
        // Nearly every character of a page is the start of a term.
        terms = PostingTableBuilder(capacity: pages.count * 1200)
    }

    mutating func add(_ number: Int) {
        let page = plan.page(number)
        let text = PageText(page, in: plan.site)
        let local = number - pages.lowerBound
        links.append(UInt8(linkStep(inbound: plan.inbound(ofPage: number))))
        addHead(text.title, .title, local, pinyin: page.fields.text("pinyin"))
        for words in text.aliases { addHead(words, .alias, local) }
        for words in text.tags { addHead(words, .alias, local, length: Ranking.tagLength) }
        fold(text.summary)
        addTerms(at: PostingTableBuilder.place(page: local, detail: 0, .body))
        text.bytes.withUnsafeBufferPointer { utf8 in
            for (offset, block) in text.blocks.enumerated() {
                scalars.removeAll(keepingCapacity: true)
                fold(UnsafeBufferPointer(rebasing: utf8[block.range]))
                let detail = min(offset + 1, BlockAddress.blocksPerPage - 1)
                let place = PostingTableBuilder.place(page: local, detail: detail, block.field.group)
                addTerms(at: place)
                if block.field == .heading { lane.add(scalars, at: place) }
            }
        }
        writeRecord(number, page, text)
    }

    private mutating func fold(_ text: String) {
        var text = text
        scalars.removeAll(keepingCapacity: true)
        text.withUTF8 { fold($0) }
    }

    private mutating func fold(_ utf8: UnsafeBufferPointer<UInt8>) {
        appendFolded(utf8, to: &scalars, noting: { replaced.insert($0) })
    }

    private mutating func addTerms(at place: UInt32) {
        scalars.withUnsafeBufferPointer { scalars in
            Analyzer.forEachTerm(in: scalars) { terms.add(scalars, $0, at: place) }
        }
    }

    /// - Parameter length: What counts as the text's length; its own by default.
    private mutating func addHead(
        _ text: String, _ group: FieldGroup, _ page: Int, length: Int? = nil, pinyin: String? = nil
    ) {
        fold(text)
        var own = 0
        scalars.withUnsafeBufferPointer { Analyzer.forEachRun(in: $0) { own += $0.range.count } }
        let place = PostingTableBuilder.place(page: page, detail: length ?? min(own, Ranking.longestLength), group)
        addTerms(at: place)
        lane.add(scalars, at: place, pinyin: pinyin)
    }

    private mutating func writeRecord(_ number: Int, _ page: Page, _ text: PageText) {
        let record = PageRecord(number, page, text, in: plan)
        let local = Int32(number - pages.lowerBound)
        facets.append(IndexPart.FacetValue(facet: 0, value: Int32(record.kind), page: local))
        for facet in record.facets {
            for value in facet.dropFirst() {
                facets.append(IndexPart.FacetValue(facet: Int32(facet[0]), value: Int32(value), page: local))
            }
        }
        recordStarts.append(records.bytes.count)
        records.beginDocument()
        record.write(to: &records)
    }

    consuming func finish(cutAt bounds: [UInt64]) -> IndexPart {
        IndexPart(
            outline: IndexPart.Outline(
                pages: pages, facets: facets, replaced: replaced, recordsSize: records.bytes.count),
            terms: terms.finish(links: links, cutAt: bounds), lane: lane.finish(links: links),
            records: PageRecords(
                pages: pages, bytes: records.bytes.withoutRoom, starts: recordStarts + [records.bytes.count]))
    }
}
