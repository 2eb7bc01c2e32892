import CasebookModel

/// A folder of content, and how it is called in messages.
package struct ContentFolder: Sendable {
    package var root: DiskPath
    /// What stands before a path below `root` in diagnostics: `Content/`, or nothing where the content is the source
    /// folder itself.
    package var displayPrefix: String
    /// Folders that are no content even where they lie below `root`: the output. Need not exist.
    package var excluded: [DiskPath]

    package init(root: DiskPath, displayPrefix: String, excluded: [DiskPath] = []) {
        self.root = root
        self.displayPrefix = displayPrefix
        self.excluded = excluded
    }
}

/// A file of the content folder that has been found and not yet read.
package struct ContentEntry: Sendable {
    package enum Format: Hashable, Sendable {
        case markdown, yaml, asset

        /// By the name's extension, in any case.
        package init(name: String) {
            let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
            switch dot.map({ name[name.utf8.index(after: $0)...].lowercased() }) {
            case "md", "markdown": self = .markdown
            case "yml", "yaml": self = .yaml
            default: self = .asset
            }
        }

        /// In bytes. Text of this size is no page, and an asset has to fit into memory a few times.
        package var limit: Int { self == .asset ? 256_000_000 : 5_000_000 }
    }

    /// Below the content folder, parts joined by `/`, in Unicode normalisation form C.
    package var path: String
    /// How diagnostics call the file.
    package var displayPath: String
    package var disk: DiskPath
    package var format: Format
    /// As it was when found: with size, time and inode a later build can tell that it need not read the file again.
    package var status: FileStatus
}
