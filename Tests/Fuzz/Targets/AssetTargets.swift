import CasebookModel

@testable import CasebookFiles
@testable import CasebookRender

/// Pictures and the manifest.
enum AssetTargets {
    /// What is cleaned stays as it is when it is cleaned again.
    static let svg: Fuzz.Target = { bytes in
        guard let cleaned = SVGCleaner.clean(bytes).bytes else { return }
        let again = SVGCleaner.clean(cleaned)
        precondition(again.bytes == cleaned, "cleaning twice gives something else")
        precondition(again.removed.isEmpty, "something unsafe was left: \(again.removed)")
    }

    static let jpeg: Fuzz.Target = { bytes in
        let removed = JPEGMetadata.removed(from: bytes)
        precondition(JPEGMetadata.removed(from: removed) == removed, "something was left")
    }

    /// What was read is written and read as the same.
    static let manifest: Fuzz.Target = { bytes in
        guard let manifest = try? SiteManifest(json: bytes) else { return }
        let written = manifest.json
        guard let again = try? SiteManifest(json: written) else { preconditionFailure("not read again") }
        precondition(again.json == written, "read as something else")
    }
}
