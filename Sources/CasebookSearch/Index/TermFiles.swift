import CasebookModel

/// How the terms are spread over files: shards that follow each other in code-point order, and behind them the tails.
struct TermFiles: Sendable {
    /// Raw bytes of terms in a shard, at most, unless one term has more: up to 20 KB gzipped.
    static let shardSize = 38_000
    /// The same of a tail. Few queries need one, so that fewer and larger files are the better bargain.
    static let tailSize = 80_000

    private let slices: [MergedTerms]
    /// The number of each slice's first entry, and of its first tail; one more at the end.
    private let firstEntries: [Int]
    private let firstTails: [Int]
    /// Where each file's entries begin, by number in all slices together; one more at the end.
    private let shardStarts: [Int]
    private let tailStarts: [Int]
    /// Raw bytes of all without hints.
    let size: Int

    init(_ slices: [MergedTerms]) {
        self.slices = slices
        firstEntries = slices.reduce(into: [0]) { $0.append($0.last! + $1.entries.count) }
        firstTails = slices.reduce(into: [0]) { $0.append($0.last! + $1.tails.count) }
        var shards = Cuts(target: TermFiles.shardSize)
        var tails = Cuts(target: TermFiles.tailSize)
        var hints = 0
        for slice in slices {
            hints += slice.entries.reduce(0) { $0 + Int($1.hints) }
            for entry in slice.entries.indices { shards.add(slice.range(ofEntry: entry).count + 1) }
            for tail in slice.tails.indices { tails.add(slice.range(ofTail: tail).count + 1) }
        }
        // A site without terms has a shard, too, so that readers find what they look for.
        shardStarts = shards.starts.isEmpty ? [0, 0] : shards.starts + [shards.count]
        tailStarts = tails.starts + [tails.count]
        size = shards.size + tails.size - hints
    }

    /// Cuts a row of entries into files of about the target's size.
    private struct Cuts {
        let target: Int
        var starts: [Int] = []
        var count = 0
        var size = 0
        private var open = Int.max

        init(target: Int) { self.target = target }

        mutating func add(_ bytes: Int) {
            if open >= target || open + bytes > target {
                starts.append(count)
                open = 0
            }
            open += bytes
            size += bytes
            count += 1
        }
    }

    var shardCount: Int { shardStarts.count - 1 }
    var count: Int { shardCount + tailStarts.count - 1 }

    /// The first term of each shard but the first.
    func writeBoundaries(to json: inout JSONWriter) {
        json.beginRawString()
        for (number, start) in shardStarts.dropFirst().dropLast().enumerated() {
            if number > 0 { json.appendRaw(UInt8(ascii: " ")) }
            json.appendRaw(term(start))
        }
        json.endRawString()
    }

    /// A term's characters.
    func term(_ entry: Int) -> [UInt8] {
        let (slice, local) = TermFiles.place(of: entry, firstEntries)
        var text: [UInt8] = []
        appendScalar(slices[slice].entries[local].firstCharacter, to: &text)
        return text + slices[slice].rest(ofEntry: local)
    }

    func forEachEntry(_ body: (_ firstCharacter: UInt32, _ rest: ArraySlice<UInt8>, _ pages: Int) -> Void) {
        for slice in slices {
            for entry in slice.entries.indices {
                body(
                    slice.entries[entry].firstCharacter, slice.rest(ofEntry: entry), Int(slice.entries[entry].pages))
            }
        }
    }

    /// - Parameter hasHints: They save requests; where all files come in one there are none to save.
    func file(_ number: Int, hasHints: Bool) -> [UInt8] {
        number < shardCount ? shard(number, hasHints: hasHints) : tail(number - shardCount)
    }

    private func shard(_ number: Int, hasHints: Bool) -> [UInt8] {
        var file = TermFileWriter(capacity: TermFiles.shardSize * 5 / 4)
        for (slice, range) in places(ofFile: number) {
            let terms = slices[slice]
            let texts = terms.lists.texts.entries
            for local in range {
                let words = texts[terms.range(ofEntry: local)]
                file.append(
                    terms.entries[local].firstCharacter,
                    hasHints ? words : words.dropLast(Int(terms.entries[local].hints)))
                let tail = Int(terms.entries[local].tail)
                if tail >= 0 {
                    let border = terms.tails[tail].border
                    let numbers = [
                        tailFile(firstTails[slice] + tail), border.shortestAlias, border.shortestTitle,
                        border.millionths, border.firstPage,
                    ]
                    file.append(";" + numbers.map(String.init).joined(separator: ","))
                }
            }
        }
        return file.finish()
    }

    private func tail(_ number: Int) -> [UInt8] {
        var file = TermFileWriter(capacity: TermFiles.tailSize * 5 / 4)
        for (slice, range) in places(ofFile: shardCount + number) {
            let terms = slices[slice]
            let texts = terms.lists.texts.tails
            for local in range {
                file.append(
                    terms.entries[Int(terms.tails[local].entry)].firstCharacter, texts[terms.range(ofTail: local)])
            }
        }
        return file.finish()
    }

    // MARK: - What a file is made of

    /// The slices that a file has entries or tails of, with their numbers there.
    func places(ofFile number: Int) -> [(slice: Int, range: Range<Int>)] {
        let isShard = number < shardCount
        let starts = isShard ? firstEntries : firstTails
        let cuts = isShard ? shardStarts : tailStarts
        let place = isShard ? number : number - shardCount
        var places: [(slice: Int, range: Range<Int>)] = []
        var next = cuts[place]
        while next < cuts[place + 1] {
            let (slice, local) = TermFiles.place(of: next, starts)
            let end = min(cuts[place + 1], starts[slice + 1])
            places.append((slice, local..<local + end - next))
            next = end
        }
        return places
    }

    func slice(_ number: Int) -> MergedTerms { slices[number] }

    /// All that a file is made of, as rows to be hashed; `nil` where a slice doesn't say what it was joined from.
    func key(ofFile number: Int, hasHints: Bool) -> [UInt8]? {
        var writer = RowWriter()
        writer.number(hasHints ? 1 : 0)
        for (slice, range) in places(ofFile: number) {
            guard let key = slices[slice].key else { return nil }
            writer.fingerprints([key])
            writer.row([range.lowerBound, range.upperBound])
            guard number < shardCount else { continue }
            // A file names the files of its terms' tails.
            let tails = slices[slice].entries[range].filter { $0.tail >= 0 }
            writer.row(tails.map { tailFile(firstTails[slice] + Int($0.tail)) })
        }
        return writer.bytes
    }

    private func tailFile(_ tail: Int) -> Int { shardCount + TermFiles.place(of: tail, tailStarts).slice }

    /// The slice that holds an element of all slices together, and its number there.
    private static func place(of number: Int, _ starts: [Int]) -> (slice: Int, local: Int) {
        var (low, high) = (0, starts.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= number { low = middle } else { high = middle }
        }
        return (low, number - starts[low])
    }
}

/// The text of a shard or tail in the making: under each first character its terms and their lists.
private struct TermFileWriter {
    private var json = JSONWriter()
    private var open: UInt32?

    init(capacity: Int) {
        json.reserve(capacity)
        json.beginFile()
        json.key("terms")
        json.beginObject()
    }

    mutating func append(_ firstCharacter: UInt32, _ words: ArraySlice<UInt8>) {
        if firstCharacter == open {
            json.appendRaw(UInt8(ascii: " "))
        } else {
            if open != nil { json.endRawString() }
            json.key(String(Character(Unicode.Scalar(firstCharacter) ?? "\u{FFFD}")))
            json.beginRawString()
            open = firstCharacter
        }
        json.appendRaw(words)
    }

    mutating func append(_ text: String) { json.appendRaw(text.utf8) }

    consuming func finish() -> [UInt8] {
        if open != nil { json.endRawString() }
        json.endObject()
        json.endObject()
        return json.bytes
    }
}

extension JSONWriter {
    /// Every file of the index begins so.
    mutating func beginFile() {
        beginObject()
        key("format")
        integer(CasebookSearch.formatVersion)
    }
}
