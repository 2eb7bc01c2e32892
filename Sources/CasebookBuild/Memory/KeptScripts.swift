import CasebookCache
import CasebookFiles
import CasebookModel
import CasebookRender
import Synchronization

/// Scripts of the theme with short names, by what they were made of. Making them was a tenth of an edit at 1,000 pages, and
/// they are the same until somebody changes a script or a word in it.
final class KeptScripts: Sendable {
    static let name = "scripts"

    private let earlier: [Fingerprint: [UInt8]]
    /// Those of this build.
    private let made = Mutex<[Fingerprint: [UInt8]]>([:])

    init(_ earlier: [Fingerprint: [UInt8]]) { self.earlier = earlier }

    func shortened(_ script: [UInt8]) -> [UInt8] {
        let key = ContentHash(of: script).fingerprint
        let short = earlier[key] ?? Theme.shortened(script)
        made.withLock { $0[key] = short }
        return short
    }

    /// What to keep; `nil` where that is what was kept before.
    var news: [Fingerprint: [UInt8]]? {
        let made = made.withLock { $0 }
        return made.keys == earlier.keys ? nil : made
    }
}

extension CacheWriter {
    mutating func scripts(_ scripts: [Fingerprint: [UInt8]]) {
        list(scripts.sorted { ($0.key.high, $0.key.low) < ($1.key.high, $1.key.low) }) { writer, script in
            writer.fingerprint(script.key)
            writer.blob(script.value)
        }
    }
}

extension CacheReader {
    mutating func scripts() throws(CacheDamage) -> [Fingerprint: [UInt8]] {
        let scripts = try list { reader throws(CacheDamage) in
            (key: try reader.fingerprint(), short: Array(try reader.blob()))
        }
        guard isAtEnd else { throw .damaged }
        return Dictionary(scripts.map { ($0.key, $0.short) }, uniquingKeysWith: { first, _ in first })
    }
}
