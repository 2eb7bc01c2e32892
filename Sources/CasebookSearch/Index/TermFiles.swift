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
            for entry in slice.entries.indices { shards.add(slice.words(ofEntry: entry).count + 1) }
            for tail in slice.tails.indices { tails.add(slice.words(ofTail: tail).count + 1) }
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
        for entry in shardStarts[number]..<shardStarts[number + 1] {
            let (slice, local) = TermFiles.place(of: entry, firstEntries)
            let terms = slices[slice]
            let words = terms.words(ofEntry: local)
            file.append(
                terms.entries[local].firstCharacter,
                hasHints ? words : words.dropLast(Int(terms.entries[local].hints)))
            let tail = Int(terms.entries[local].tail)
            if tail >= 0 {
                let border = terms.tails[tail].border
                let numbers = [
                    tailFile(firstTails[slice] + tail), border.shortestAlias, border.shortestTitle, border.millionths,
                    border.firstPage,
                ]
                file.append(";" + numbers.map(String.init).joined(separator: ","))
            }
        }
        return file.finish()
    }

    private func tail(_ number: Int) -> [UInt8] {
        var file = TermFileWriter(capacity: TermFiles.tailSize * 5 / 4)
        for tail in tailStarts[number]..<tailStarts[number + 1] {
            let (slice, local) = TermFiles.place(of: tail, firstTails)
            let terms = slices[slice]
            file.append(
                terms.entries[Int(terms.tails[local].entry)].firstCharacter, terms.words(ofTail: local))
        }
        return file.finish()
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
