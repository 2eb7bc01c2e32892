import Foundation

/// The default theme as named bytes.
///
/// Takes nothing, gives the files of `Templates/` as they stood when the executable was built; can't fail. A site's own
/// templates folder overrides these file by file, which is Build's work.
package enum DefaultTheme {
    /// Every file by its path below `Templates/`, with `/` between the parts.
    package static let files: [String: [UInt8]] = Dictionary(
        uniqueKeysWithValues: embeddedThemeFiles.map { ($0.path, $0.content.bytes) })
}

/// What `casebook explain` says, as it stood in `Documentation/findings/` when the executable was built.
package enum FindingDocuments {
    /// Markdown by the finding's id.
    package static let files: [String: String] = Dictionary(
        uniqueKeysWithValues: embeddedFindings.compactMap { file in
            guard file.path.hasSuffix(".md") else { return nil }
            return (String(file.path.dropLast(3)), String(decoding: file.content.bytes, as: UTF8.self))
        })
}

/// How the generated source holds one file.
enum EmbeddedContent {
    case text(String)
    case base64(String)

    var bytes: [UInt8] {
        switch self {
        case .text(let text): Array(text.utf8)
        // The literal was written by EmbedTheme from the same bytes.
        case .base64(let encoded): [UInt8](Data(base64Encoded: encoded) ?? Data())
        }
    }
}
