import CasebookModel
import Synchronization

/// Writes packs while parts are being indexed, where it is certain that the index won't fit into one file: the records of a
/// large site, half of its index, then needn't lie there until its terms are joined.
package final class PackWriting: Sendable {
    private let packs: Packs
    private let form: SearchForm?
    private let hash: @Sendable ([UInt8]) -> String
    /// Of all records so far, in bytes.
    private let size = Atomic<Int>(0)
    private let hashes = Mutex<[String: String]>([:])

    /// - Parameters:
    ///   - form: `nil`: by size.
    ///   - hash: As ``IndexLayout`` takes it.
    package init(_ plan: SearchPlan, form: SearchForm?, hash: @escaping @Sendable ([UInt8]) -> String) {
        packs = Packs(plan: plan)
        self.form = form
        self.hash = hash
    }

    /// The hashes of the packs that were written, by name.
    package var written: [String: String] { hashes.withLock { $0 } }

    /// Writes the packs that a part has all pages of, and lets go of its records. What it shares a pack with another part is
    /// made again from the pages.
    package func write(_ part: inout IndexPart, to sink: OutputSink) throws {
        let size = size.wrappingAdd(part.outline.recordsSize, ordering: .relaxed).newValue
        guard (form ?? (size > IndexLayout.mostInOneFile ? .sharded : .single)) == .sharded else { return }
        for number in wholePacks(part.pages) {
            let json = packs.file(number) { part.records?[$0] }
            let name = SearchFile.pack(number)
            let hash = hash(json)
            hashes.withLock { $0[name] = hash }
            try packs.plan.write(name, json, to: sink)
        }
        part.records = nil
    }

    private func wholePacks(_ pages: Range<Int>) -> Range<Int> {
        let size = CasebookSearch.pagesPerPack
        let first = (pages.lowerBound + size - 1) / size
        let end = pages.upperBound == packs.plan.pageCount ? packs.count : pages.upperBound / size
        return first..<max(first, end)
    }
}

extension SearchPlan {
    /// Gives a file to the sink, and the same in a script where the site is to work from disk.
    func write(_ name: String, _ json: [UInt8], to sink: OutputSink) throws {
        try sink(OutputFile(SearchFile.route(name), json))
        guard site.edition.portable else { return }
        let script = Array("casebookSearchFile(\"\(name)\", ".utf8) + json + Array(");\n".utf8)
        try sink(OutputFile(SearchFile.scriptRoute(name), script))
    }
}
