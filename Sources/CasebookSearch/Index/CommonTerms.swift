import CasebookModel
import CasebookText

/// The frequent terms of a site by class, which readers know before they load anything else.
struct CommonTerms: Sendable {
    /// By class: words, and for each first character the second characters of its pairs.
    private var items: [[UInt8]]
    /// The pairs among them.
    private(set) var pairs: [(UInt32, UInt32)] = []

    init(_ terms: TermFiles, pageCount: Int) {
        items = [[UInt8]](repeating: [], count: TermClass.count)
        var open = [UInt32?](repeating: nil, count: TermClass.count)
        terms.forEachEntry { first, rest, pages in
            guard !rest.isEmpty, let number = TermClass.listed(pages: pages, of: pageCount) else { return }
            let isPair = characterClass(of: first) == .solid
            if !isPair || open[number] != first {
                if !items[number].isEmpty { items[number].append(UInt8(ascii: " ")) }
                appendScalar(first, to: &items[number])
            }
            open[number] = isPair ? first : nil
            items[number] += rest
            if isPair { pairs.append((first, rest.withUnsafeBufferPointer { decodeScalar($0, at: 0).scalar })) }
        }
    }

    func write(to json: inout JSONWriter) {
        json.beginArray()
        for item in items { item.withUnsafeBufferPointer { json.string($0) } }
        json.endArray()
    }
}
