/// Terms and where they stand in a range of pages, ready to be joined with the tables before and after it.
///
/// Bytes that are read from front to end (``TermMerge``) and lie in the cache as they are: the parts of a site of 10,000
/// pages have 600,000 terms between them, most with a single posting, so that what stands beside the postings weighs as
/// much as they do. Numbers have seven bits a byte, lowest first, 128 added to each but the last. Of each term, in code-point
/// order:
///
/// - the distance of its prefix (``TermTable/Term``) from that of the term before;
/// - where its third code point isn't 0: the length of what is behind that in UTF-8, and this;
/// - on how many pages it stands, and a byte with a bit for each field group that it has a list in;
/// - its lists.
///
/// Of each list: the address of its first posting, counted from the range's first page, and what stands beside it (a count, or
/// length and links); the distance from there to the last posting; unless that is 0, the length of all postings but the
/// first; of a pair, the length of the hints; then these postings (``PostingCode``) and hints. The first posting is kept apart
/// since joining two lists then rewrites one number and copies the rest.
///
/// Hints are ``NeighborHint``s, for each occurrence in the order of the postings; for names each different one once, and
/// before them how many they are.
package struct PostingTable: Sendable {
    let bytes: ArraySlice<UInt8>
}

/// What the parts of an index have of a slice: their tables, one behind the other.
struct TableRow: Sendable {
    let bytes: [UInt8]
    /// Behind each table.
    let ends: [Int]

    init(_ tables: [PostingTable]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(tables.reduce(0) { $0 + $1.bytes.count })
        var ends: [Int] = []
        for table in tables {
            bytes += table.bytes
            ends.append(bytes.count)
        }
        self.bytes = bytes
        self.ends = ends
    }
}
