import Synchronization

/// The terms of parts that were indexed just now, by slice: what joins a slice takes its tables away, and they go when it is
/// done. So postings never lie there whole a second time.
package final class TermSlices: Sendable {
    /// By part, then by slice; empty where a part wasn't indexed now, and where a table is gone.
    private let tables: Mutex<[[PostingTable?]]>

    /// - Parameter parts: Parallel to those of the index; `nil` where there is nothing to join anew.
    package init(takingFrom parts: inout [IndexPart?]) {
        var tables: [[PostingTable?]] = []
        for number in parts.indices {
            tables.append(parts[number]?.terms ?? [])
            parts[number]?.terms = []
        }
        self.tables = Mutex(tables)
    }

    /// Each part's table of a slice, for the first who asks.
    package func take(_ slice: Int) -> [PostingTable?] {
        tables.withLock { tables in
            tables.indices.map { part in tables[part].isEmpty ? nil : tables[part][slice].take() }
        }
    }
}
