import CasebookModel

/// Page records as JSON, one after the other.
struct PageRecords: Sendable {
    let pages: Range<Int>
    let bytes: [UInt8]
    /// Where each record begins; one more at the end.
    let starts: [Int]

    /// `nil` where the page is none of them.
    subscript(page: Int) -> ArraySlice<UInt8>? {
        guard pages.contains(page) else { return nil }
        let local = page - pages.lowerBound
        return bytes[starts[local]..<starts[local + 1]]
    }
}

/// The files with page records.
struct Packs: Sendable {
    let plan: SearchPlan

    var count: Int { (plan.pageCount + CasebookSearch.pagesPerPack - 1) / CasebookSearch.pagesPerPack }

    func pages(of number: Int) -> Range<Int> {
        let first = number * CasebookSearch.pagesPerPack
        return first..<min(first + CasebookSearch.pagesPerPack, plan.pageCount)
    }

    /// - Parameter record: A page's record, where it is at hand.
    func file(_ number: Int, _ record: (Int) -> ArraySlice<UInt8>?) -> [UInt8] {
        var json = JSONWriter()
        json.beginFile()
        json.key("pages")
        json.beginArray()
        for page in pages(of: number) {
            if let record = record(page) {
                json.raw(record)
            } else {
                let value = plan.page(page)
                PageRecord(page, value, PageText(value, in: plan.site), in: plan).write(to: &json)
            }
        }
        json.endArray()
        json.endObject()
        return json.bytes
    }
}
