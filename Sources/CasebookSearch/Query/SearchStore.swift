/// Why an index can't be used. Each names the file, as `root` or `t/3`.
package enum SearchIndexError: Error, Sendable {
    /// Not JSON, cut short, or not of the described shape.
    case damaged(String)
    /// Made by another version of the program.
    case unknownVersion(String, Int)
    case missing(String)
    /// There, but the disk doesn't give it.
    case unreadable(String, any Error)
}

/// Where the files of an index come from.
package struct SearchStore {
    /// The bytes of a file by its name under `search/` without extension: `root`, `index`, `t/0`, `d/3`, `p/ts`, `f/kind`,
    /// `folding`, `readings`. `nil` where there is none.
    package let read: (_ name: String) throws(SearchIndexError) -> [UInt8]?

    package init(read: @escaping (_ name: String) throws(SearchIndexError) -> [UInt8]?) { self.read = read }

    /// Files in memory, by name.
    package init(_ files: [String: [UInt8]]) {
        self.init { (name) throws(SearchIndexError) in files[name] }
    }
}

/// A file of the index, by itself or inside the single form.
struct IndexFile {
    let name: String
    let bytes: [UInt8]
    let range: Range<Int>
}

/// The files asked for so far.
final class SearchFiles {
    private let store: SearchStore
    private var files: [String: IndexFile] = [:]
    /// The names of the files that were loaded, in order: what a browser would have to fetch.
    private(set) var loaded: [String] = []
    /// The file that holds all others, and where each is in it; `nil` in the sharded form.
    private var single: (file: IndexFile, members: [String: Range<Int>])?

    init(_ store: SearchStore) { self.store = store }

    var isSingle: Bool { single != nil }

    /// The root: `root` in the sharded form, else `index`.
    func root() throws(SearchIndexError) -> IndexFile {
        for name in ["root", "index"] {
            guard let bytes = try store.read(name) else { continue }
            loaded.append(name)
            return IndexFile(name: name, bytes: bytes, range: 0..<bytes.count)
        }
        throw .missing("root")
    }

    /// - Parameter members: Where each file stands in `file`, by name.
    func setSingle(_ file: IndexFile, members: [String: Range<Int>]) { single = (file, members) }

    /// - Throws: Also where there is no such file: names come from the root, so it has to be there.
    func file(_ name: String) throws(SearchIndexError) -> IndexFile {
        if let file = files[name] { return file }
        let file: IndexFile
        if let single, let range = single.members[name] {
            file = IndexFile(name: name, bytes: single.file.bytes, range: range)
        } else if let bytes = try store.read(name) {
            loaded.append(name)
            file = IndexFile(name: name, bytes: bytes, range: 0..<bytes.count)
        } else {
            throw .missing(name)
        }
        files[name] = file
        return file
    }
}

extension IndexFile {
    /// Reads the members of a file, an object that begins with the version of its format.
    ///
    /// - Parameter body: Is called for each member but the version and has to read or skip its value.
    func members(_ body: (inout JSONScanner, String) throws(SearchIndexError) -> Void) throws(SearchIndexError) {
        var scanner = JSONScanner(self)
        var hasFormat = false
        try scanner.object { (scanner, key) throws(SearchIndexError) in
            if key == "format" {
                let format = try scanner.count()
                // Of another version nothing further can be taken for granted.
                guard format == CasebookSearch.formatVersion else { throw .unknownVersion(name, format) }
                hasFormat = true
            } else {
                guard hasFormat else { throw scanner.damage }
                try body(&scanner, key)
            }
        }
        guard hasFormat, scanner.isAtEnd() else { throw scanner.damage }
    }
}
