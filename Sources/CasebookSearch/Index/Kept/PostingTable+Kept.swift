extension PostingTable {
    func write(to writer: inout RowWriter) {
        writer.row(prefixes)
        writer.row(pageCounts)
        writer.row(restEnds)
        writer.row(listEnds)
        writer.row(rests)
        writer.row(lists.map { UInt8($0.group.rawValue) })
        writer.row(lists.map(\.first))
        writer.row(lists.map(\.firstDetail))
        writer.row(lists.map(\.last))
        writer.row(lists.map(\.end))
        writer.row(lists.map(\.hintsEnd))
        writer.row(bytes)
        writer.row(hints)
    }

    init(_ reader: inout RowReader) throws(KeptIndexDamage) {
        self.init()
        prefixes = try reader.row(of: UInt64.self)
        pageCounts = try reader.row(of: Int32.self)
        restEnds = try reader.row(of: Int32.self)
        listEnds = try reader.row(of: Int32.self)
        rests = try reader.row(of: UInt32.self)
        let groups = try reader.row(of: UInt8.self)
        let firsts = try reader.row(of: UInt32.self)
        let details = try reader.row(of: UInt32.self)
        let lasts = try reader.row(of: UInt32.self)
        let ends = try reader.row(of: UInt32.self)
        let hintsEnds = try reader.row(of: UInt32.self)
        bytes = try reader.row(of: UInt8.self)
        hints = try reader.row(of: UInt8.self)
        guard [pageCounts.count, restEnds.count, listEnds.count].allSatisfy({ $0 == prefixes.count }),
            [firsts.count, details.count, lasts.count, ends.count, hintsEnds.count].allSatisfy({ $0 == groups.count }),
            ascends(listEnds, to: groups.count), ascends(restEnds, to: rests.count),
            ascends(ends, to: bytes.count), ascends(hintsEnds, to: hints.count)
        else { throw KeptIndexDamage() }
        lists.reserveCapacity(groups.count)
        for number in groups.indices {
            guard let group = FieldGroup(rawValue: Int(groups[number])) else { throw KeptIndexDamage() }
            lists.append(
                List(
                    first: firsts[number], firstDetail: details[number], last: lasts[number], end: ends[number],
                    hintsEnd: hintsEnds[number], group: group))
        }
    }
}
