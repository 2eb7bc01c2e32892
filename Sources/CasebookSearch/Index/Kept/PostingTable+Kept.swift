extension PostingTable {
    /// The tables of the terms between some prefixes.
    ///
    /// - Parameter bounds: Ascending, from 0 to the greatest prefix.
    package func sliced(at bounds: [UInt64]) -> [PostingTable] {
        let ranks = bounds.map { rank(of: $0) }
        return zip(ranks, ranks.dropFirst()).map { slice($0..<$1) }
    }

    private func slice(_ ranks: Range<Int>) -> PostingTable {
        guard !ranks.isEmpty else { return PostingTable() }
        let lists = Int(listStarts[ranks.lowerBound])..<Int(listStarts[ranks.upperBound])
        let bytes = lists.isEmpty ? 0..<0 : self.lists[lists.lowerBound].start..<self.lists[lists.upperBound - 1].end
        let hintsEnd = lists.upperBound < self.lists.count ? self.lists[lists.upperBound].hintStart : hints.count
        let hints = lists.isEmpty ? 0..<0 : self.lists[lists.lowerBound].hintStart..<hintsEnd
        let rests = restStart(ofRank: ranks.lowerBound)..<Int(restEnds[ranks.upperBound - 1])
        var part = PostingTable()
        part.prefixes = Array(prefixes[ranks])
        part.pageCounts = Array(pageCounts[ranks])
        part.listStarts = listStarts[ranks.lowerBound...ranks.upperBound].map { $0 - Int32(lists.lowerBound) }
        part.restEnds = restEnds[ranks].map { $0 - Int32(rests.lowerBound) }
        part.rests = Array(self.rests[rests])
        part.bytes = Array(self.bytes[bytes])
        part.hints = Array(self.hints[hints])
        part.lists = self.lists[lists].map { list in
            var list = list
            list.start -= bytes.lowerBound
            list.end -= bytes.lowerBound
            list.hintStart -= hints.lowerBound
            return list
        }
        return part
    }

    func write(to writer: inout RowWriter) {
        writer.row(prefixes)
        writer.row(pageCounts)
        writer.row(listStarts)
        writer.row(restEnds)
        writer.row(rests)
        writer.row(lists.map { UInt8($0.group.rawValue) })
        writer.row(lists.map(\.first))
        writer.row(lists.map(\.firstDetail))
        writer.row(lists.map(\.last))
        writer.row(lists.map { Int32($0.end) })
        writer.row(lists.map { Int32($0.hintStart) })
        writer.row(bytes)
        writer.row(hints)
    }

    init(_ reader: inout RowReader) throws(KeptIndexDamage) {
        self.init()
        prefixes = try reader.row(of: UInt64.self)
        pageCounts = try reader.row(of: Int32.self)
        listStarts = try reader.row(of: Int32.self)
        restEnds = try reader.row(of: Int32.self)
        rests = try reader.row(of: UInt32.self)
        let groups = try reader.row(of: UInt8.self)
        let firsts = try reader.row(of: UInt32.self)
        let details = try reader.row(of: UInt32.self)
        let lasts = try reader.row(of: UInt32.self)
        let ends = try reader.row(of: Int32.self)
        let hintStarts = try reader.row(of: Int32.self)
        bytes = try reader.row(of: UInt8.self)
        hints = try reader.row(of: UInt8.self)
        let terms = prefixes.count
        guard pageCounts.count == terms, restEnds.count == terms, terms == 0 || listStarts.count == terms + 1,
            [firsts.count, details.count, lasts.count, ends.count, hintStarts.count].allSatisfy({ $0 == groups.count }),
            ascends(listStarts, to: groups.count), ascends(restEnds, to: rests.count),
            ascends(ends, to: bytes.count), ascends(hintStarts, to: hints.count)
        else { throw KeptIndexDamage() }
        lists.reserveCapacity(groups.count)
        for number in groups.indices {
            guard let group = FieldGroup(rawValue: Int(groups[number])) else { throw KeptIndexDamage() }
            var list = List(
                group: group, start: number == 0 ? 0 : Int(ends[number - 1]), hintStart: Int(hintStarts[number]))
            list.isEmpty = false
            list.first = firsts[number]
            list.firstDetail = details[number]
            list.last = lasts[number]
            list.end = Int(ends[number])
            lists.append(list)
        }
    }
}
