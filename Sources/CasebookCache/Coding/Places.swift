import CasebookModel

extension CacheWriter {
    /// Places in a file: most are short and near its start.
    mutating func range(_ range: SourceRange) {
        count(range.start)
        count(range.end - range.start)
    }

    mutating func located(_ located: Located<String>) {
        string(located.value)
        range(located.range)
    }
}

extension CacheReader {
    mutating func range() throws(CacheDamage) -> SourceRange {
        let start = try place()
        let length = try place()
        return SourceRange(start, start + length)
    }

    mutating func located() throws(CacheDamage) -> Located<String> { Located(try string(), at: try range()) }

    /// Files are far smaller than this; two of them can be added.
    private mutating func place() throws(CacheDamage) -> Int {
        guard let place = Int32(exactly: try unsigned()) else { throw .damaged }
        return Int(place)
    }
}
