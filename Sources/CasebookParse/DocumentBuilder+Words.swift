import CCMarkGFM
import CasebookModel
import Glibc

/// Words from C into the buffer, and where they stand in the file.
extension DocumentBuilder {
    func string(_ literal: UnsafePointer<CChar>?, restoringBackslash: Bool = false) -> String {
        guard let literal else { return "" }
        guard let escape else { return String(cString: literal) }
        var bytes: [UInt8] = []
        UnsafeBufferPointer(start: literal, count: length(literal)).withMemoryRebound(to: UInt8.self) {
            escape.copy($0, to: &bytes, restoringBackslash: restoringBackslash)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends words to the document's buffer.
    /// - Returns: Where they start.
    @discardableResult
    mutating func append(_ literal: UnsafePointer<CChar>?, restoringBackslash: Bool = false) -> Int {
        let start = document.text.count
        guard let literal else { return start }
        UnsafeBufferPointer(start: literal, count: length(literal)).withMemoryRebound(to: UInt8.self) { bytes in
            if let escape {
                escape.copy(bytes, to: &document.text, restoringBackslash: restoringBackslash)
            } else {
                document.text.append(contentsOf: bytes)
            }
        }
        return start
    }

    func length(_ literal: UnsafePointer<CChar>) -> Int { strlen(literal) }

    /// Where words of the current block stand in the file. libcmark-gfm's inline positions are not reliable
    /// (github/cmark-gfm, issue 222), so the source is searched: each find starts behind the one before, and where
    /// nothing is found the block's start has to do.
    mutating func locate(_ words: [UInt8]) -> SourceRange { find(words) ?? SourceRange(blockStart, blockStart) }

    /// Where a link leads, in the source: behind `](`, else anywhere (autolinks, references), else its words.
    mutating func locate(destination: String, of link: OpaquePointer) -> SourceRange {
        if let found = find(Array("](\(destination)".utf8)) { return SourceRange(found.start + 2, found.end) }
        if let found = find(Array(destination.utf8)) { return found }
        guard let child = cmark_node_first_child(link), cmark_node_get_type(child) == CMARK_NODE_TEXT else {
            return SourceRange(blockStart, blockStart)
        }
        return locate(Array(string(cmark_node_get_literal(child)).utf8))
    }

    /// Looks behind the last find first, then from the block's start: a link's destination stands behind the links and
    /// images among its words.
    mutating func find(_ words: [UInt8]) -> SourceRange? {
        guard !words.isEmpty, searchBudget > 0 else { return nil }
        for start in searchFrom > blockStart ? [searchFrom, blockStart] : [blockStart] {
            if let found = source.firstRange(of: words, from: start, to: blockEnd) {
                searchFrom = found.end
                return found
            }
            searchBudget -= blockEnd - start
        }
        return nil
    }
}
