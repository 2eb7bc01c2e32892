/// Where a term (or several as one) stands, and how often.
struct Occurrences {
    /// One kind of place in one block.
    struct Entry {
        /// The block's address times 8, plus the place of the ``FieldGroup``: ascending by page, block, group.
        var key: Int
        /// In text, spoken lines and headings the occurrences; in aliases and titles four times the length of the text,
        /// plus the page's step of inbound links.
        var value: Int

        var page: Int { BlockAddress.page(of: key >> 3) }
        var isName: Bool { key & 7 >= FieldGroup.alias.rawValue }
    }

    /// Ascending by key, each key once.
    private(set) var entries: [Entry] = []

    init() {}

    /// - Parameter lists: As they stand in a file: separated by commas.
    init(_ lists: ArraySlice<UInt8>, groups: [FieldGroup], pageCount: Int) {
        var collector = OccurrenceCollector(pageCount: pageCount)
        collector.add(lists, groups: groups)
        self = collector.finish()
    }

    /// All places of several terms. Where two stand in one place, occurrences add up and the shorter text counts.
    init(union entries: [Entry]) {
        let isAscending = zip(entries, entries.dropFirst()).allSatisfy { $0.key <= $1.key }
        let sorted = isAscending ? entries : entries.sorted { $0.key < $1.key }
        self.entries.reserveCapacity(sorted.count)
        for entry in sorted {
            guard let last = self.entries.last, last.key == entry.key else {
                self.entries.append(entry)
                continue
            }
            let value = entry.isName ? min(last.value, entry.value) : last.value + entry.value
            self.entries[self.entries.count - 1].value = value
        }
    }

    /// The places that all have: what a run of these terms can be in. Of occurrences the fewest, of texts the longest.
    init(common lists: [Occurrences]) {
        let ordered = lists.sorted { $0.entries.count < $1.entries.count }
        guard var common = ordered.first?.entries else { return }
        for list in ordered.dropFirst() where !common.isEmpty {
            var place = 0
            var kept = 0
            for entry in common {
                place = list.lowerBound(of: entry.key, from: place)
                guard place < list.entries.count else { break }
                guard list.entries[place].key == entry.key else { continue }
                let other = list.entries[place].value
                common[kept] = Entry(
                    key: entry.key, value: entry.isName ? max(entry.value, other) : min(entry.value, other))
                kept += 1
            }
            common.removeLast(common.count - kept)
        }
        entries = common
    }

    var isEmpty: Bool { entries.isEmpty }

    /// The place of the first entry whose key is not below `key`. Looks in growing steps, so that walking a long list
    /// along a short one costs the short one's length.
    private func lowerBound(of key: Int, from start: Int) -> Int {
        var step = 1
        var low = start
        while low + step < entries.count, entries[low + step].key < key {
            low += step
            step *= 2
        }
        var high = min(low + step, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The page's step of inbound links; `nil` where neither its title nor an alias is among the places.
    func links(ofPage page: Int) -> Int? {
        let head = BlockAddress.address(page: page, block: 0) << 3
        var place = lowerBound(of: head | FieldGroup.alias.rawValue, from: 0)
        // Before the first entry of the page's text.
        while place < entries.count, entries[place].key <= head | FieldGroup.title.rawValue {
            if entries[place].key >= head, entries[place].isName { return entries[place].value & 3 }
            place += 1
        }
        return nil
    }

    /// What the places come to for each page, ascending by page.
    func byPage() -> [PageMatch] {
        var pages: [PageMatch] = []
        for entry in entries {
            if pages.last?.page != entry.page { pages.append(PageMatch(page: entry.page)) }
            pages[pages.count - 1].add(entry)
        }
        return pages
    }
}

/// What is known from lists about a run on a page.
struct PageMatch {
    var page: Int
    var counts = FieldCounts()
    /// The page's step of inbound links; `nil` where neither title nor alias hold the run.
    var links: Int?

    init(page: Int) { self.page = page }

    fileprivate mutating func add(_ entry: Occurrences.Entry) {
        switch FieldGroup(rawValue: entry.key & 7) {
        case .body: counts.body += entry.value
        case .spoken: counts.spoken += entry.value
        case .heading: counts.heading += entry.value
        case .alias:
            counts.aliasLength = entry.value >> 2
            links = entry.value & 3
        case .title:
            counts.titleLength = entry.value >> 2
            links = entry.value & 3
        case nil: break
        }
    }
}

extension [PageMatch] {
    /// - Precondition: Ascending by page.
    func match(ofPage page: Int) -> PageMatch? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].page < page { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].page == page ? self[low] : nil
    }
}

/// Decodes lists and puts them together.
struct OccurrenceCollector {
    private let pageCount: Int
    private var entries: [Occurrences.Entry] = []

    init(pageCount: Int) { self.pageCount = pageCount }

    /// Stops at what is no list; an index that was tampered with may also name pages that don't exist.
    mutating func add(_ lists: ArraySlice<UInt8>, groups: [FieldGroup]) {
        let limit = pageCount * BlockAddress.blocksPerPage
        lists.withUnsafeBufferPointer { bytes in
            var numbers = NumberReader(bytes)
            for group in groups {
                var address = 0
                while let number = numbers.next() {
                    var value = 1
                    if group == .alias || group == .title {
                        address += number
                        guard let about = numbers.next() else { return }
                        value = about
                    } else {
                        address += number >> 1
                        if number & 1 == 1 {
                            guard let count = numbers.next() else { return }
                            value = min(count, 1 << 20)
                        }
                    }
                    guard address < limit else { return }
                    entries.append(Occurrences.Entry(key: address << 3 | group.rawValue, value: value))
                }
                guard numbers.skipComma() else { return }
            }
        }
    }

    consuming func finish() -> Occurrences { Occurrences(union: entries) }
}

/// Reads base64 VLQ numbers.
struct NumberReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// `nil` where no number begins, or where it is longer than any that is written.
    mutating func next() -> Int? {
        var value = 0
        var shift = 0
        while position < bytes.count, shift < 50 {
            let digit = NumberReader.digits[Int(bytes[position])]
            guard digit < 64 else { return nil }
            position += 1
            value |= Int(digit & 31) << shift
            if digit & 32 == 0 { return value }
            shift += 5
        }
        return nil
    }

    mutating func skipComma() -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { return false }
        position += 1
        return true
    }

    /// The value of each byte as a digit; 255 for what is none.
    private static let digits: [UInt8] = {
        var digits = [UInt8](repeating: 255, count: 256)
        for value in 0..<64 { digits[Int(PostingCode.digits.utf8Start[value])] = UInt8(value) }
        return digits
    }()
}
