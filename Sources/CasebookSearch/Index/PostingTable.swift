import CasebookModel
import CasebookText

/// Terms and where they stand in a range of pages, ready to be joined with the tables before and after it.
///
/// Addresses count from the range's first page. A list's first posting is kept apart from the bytes of the others:
/// joining two lists then rewrites one number and copies the rest.
package struct PostingTable: Sendable {
    /// Of 24 bytes: a page leaves some seven of them.
    struct List: Sendable {
        /// The address of the first posting, and what stands beside it: a count, or length and links.
        var first: UInt32 = 0
        var firstDetail: UInt32 = 0
        /// The address of the last posting.
        var last: UInt32 = 0
        /// Behind the postings after the first, in ``PostingTable/bytes``; they begin where those of the list before end.
        var end: UInt32 = 0
        /// Behind the hints of all postings, in ``PostingTable/hints``; so do they.
        var hintsEnd: UInt32 = 0
        var group: FieldGroup
    }

    /// The terms' prefixes in code-point order. Joining walks the terms in order, and memory with them.
    var prefixes: [UInt64] = []
    /// Behind the rest of each term in `rests`, in that order.
    var restEnds: [Int32] = []
    /// What terms have behind their prefix; most have nothing.
    var rests: [UInt32] = []
    /// On how many pages each term stands, in that order.
    var pageCounts: [Int32] = []
    /// Behind each term's lists in `lists`, in that order.
    var listEnds: [Int32] = []
    /// By term in order, then by group.
    var lists: [List] = []
    var bytes: [UInt8] = []
    /// A ``NeighborHint`` for each occurrence of a pair, in the order of the postings; for names each different one once, and
    /// before them how many they are.
    var hints: [UInt8] = []

    /// The numbers of a term's lists.
    func lists(ofRank rank: Int) -> Range<Int> { (rank == 0 ? 0 : Int(listEnds[rank - 1]))..<Int(listEnds[rank]) }

    /// A list's postings behind the first, in `bytes`.
    func postings(ofList number: Int) -> Range<Int> {
        (number == 0 ? 0 : Int(lists[number - 1].end))..<Int(lists[number].end)
    }

    /// A list's hints, in `hints`.
    func hints(ofList number: Int) -> Range<Int> {
        (number == 0 ? 0 : Int(lists[number - 1].hintsEnd))..<Int(lists[number].hintsEnd)
    }

    /// The code points of a term behind its first three; most have none.
    func rest(ofRank rank: Int) -> ArraySlice<UInt32> {
        rests[(rank == 0 ? 0 : Int(restEnds[rank - 1]))..<Int(restEnds[rank])]
    }
}
