import CasebookModel

/// New bytes for a range of a file; everything else of the file stays as it is.
package struct TextEdit: Hashable, Sendable {
    package var range: SourceRange
    package var replacement: [UInt8]

    package init(_ range: SourceRange, _ replacement: some Sequence<UInt8>) {
        self.range = range
        self.replacement = Array(replacement)
    }
}

/// The edits of one file.
package struct FileEdits: Hashable, Sendable {
    /// Below the content folder, as it is before anything is moved.
    package let path: String
    /// The file as the edits were made for it.
    package let before: [UInt8]
    /// Sorted, none twice, none inside another.
    package let edits: [TextEdit]

    /// - Parameter edits: In any order. One that is there twice counts once: two links may share one address in the text.
    package init(path: String, before: [UInt8], edits: [TextEdit]) {
        self.path = path
        self.before = before
        self.edits = Set(edits).sorted { $0.range.start < $1.range.start }
    }

    package var after: [UInt8] {
        var after: [UInt8] = []
        after.reserveCapacity(before.count + edits.count * 16)
        var position = 0
        for edit in edits {
            after += before[position..<edit.range.start]
            after += edit.replacement
            position = edit.range.end
        }
        return after + before[position...]
    }
}
