/// A set of pages by number.
struct PageSet {
    private var words: [UInt64]
    private(set) var count = 0

    init(pageCount: Int) { words = [UInt64](repeating: 0, count: (pageCount + 63) / 64) }

    /// - Parameter distances: VLQ, from 0.
    init(distances: String, pageCount: Int) {
        self.init(pageCount: pageCount)
        Array(distances.utf8).withUnsafeBufferPointer { bytes in
            var numbers = NumberReader(bytes)
            var page = 0
            while let distance = numbers.next(), page + distance < pageCount {
                page += distance
                insert(page)
            }
        }
    }

    func contains(_ page: Int) -> Bool { words[page >> 6] & 1 << UInt64(page & 63) != 0 }

    mutating func insert(_ page: Int) {
        guard !contains(page) else { return }
        words[page >> 6] |= 1 << UInt64(page & 63)
        count += 1
    }

    func union(_ other: PageSet) -> PageSet { combined(other) { $0 | $1 } }
    func intersection(_ other: PageSet) -> PageSet { combined(other) { $0 & $1 } }

    private func combined(_ other: PageSet, _ operation: (UInt64, UInt64) -> UInt64) -> PageSet {
        var result = self
        for index in words.indices { result.words[index] = operation(words[index], other.words[index]) }
        result.count = result.words.reduce(0) { $0 + $1.nonzeroBitCount }
        return result
    }
}
