import CasebookModel

/// A content file as it is published: an SVG without anything that acts or reaches out, a JPEG without where and with what
/// it was taken, anything else as it is.
///
/// Takes a file's path and bytes; gives the bytes to publish and what was left out. Can't fail: an SVG that can't be read
/// becomes an empty picture.
package struct PublishedAsset: Sendable {
    package let bytes: [UInt8]
    package let problem: Problem?

    package init(path: String, bytes: [UInt8]) {
        switch PublishedAsset.ending(of: path) {
        case "svg":
            let cleaned = SVGCleaner.clean(bytes)
            self.bytes = cleaned.bytes ?? PublishedAsset.emptyPicture
            let isClean = cleaned.bytes != nil && cleaned.removed.isEmpty
            problem = isClean ? nil : .unsafeAsset(path: path, removed: cleaned.removed)
        case "jpg", "jpeg":
            self.bytes = JPEGMetadata.removed(from: bytes)
            // Every telephone writes them; nobody has to be told.
            problem = nil
        default:
            self.bytes = bytes
            problem = nil
        }
    }

    /// Whether the file is text that may hold private data.
    package static func isText(_ path: String) -> Bool { ["svg", "csv", "txt"].contains(ending(of: path)) }

    private static func ending(of path: String) -> String {
        path.lastIndex(of: ".").map { path[path.index(after: $0)...].lowercased() } ?? ""
    }

    private static let emptyPicture = Array(#"<svg xmlns="http://www.w3.org/2000/svg"/>"#.utf8)
}
