import CasebookModel

/// What browsers keep of a site for times without a network, and the service worker that keeps it.
///
/// Takes the site's renderer and what all its other files are called, weigh and hash to, so it is made last; gives two files. It
/// can't fail. Every part of it is a function of those files: a site that didn't change has the same worker, byte by byte,
/// and browsers install nothing.
package struct OfflineCopy: Sendable {
    /// A file of the finished site.
    package struct File: Sendable {
        package var path: String
        package var size: Int
        /// The beginning of its SHA-256.
        package var fingerprint: Fingerprint

        package init(path: String, size: Int, fingerprint: Fingerprint) {
            self.path = path
            self.size = size
            self.fingerprint = fingerprint
        }
    }

    /// In bytes, before any server packs them: what a site may take of an agent's disk without being asked.
    package static let mostBytes = 20_000_000
    /// Storing a file takes a browser about a millisecond however small it is, and naming it some 60 bytes of the list.
    package static let mostFiles = 5_000

    package static let workerRoute = Route("service-worker.js")
    static let listRoute = Route("assets/offline.json")

    /// The service worker and the list that it fetches when it is installed.
    package let outputs: [OutputFile]
    /// Paths of what is kept, sorted.
    let kept: [String]

    /// - Parameters:
    ///   - searchVersion: The version that the search index says of itself.
    ///   - files: All of the finished site but these.
    ///   - hash: SHA-256 in hexadecimal digits.
    package init(
        of renderer: Renderer, searchVersion: String, files: [File], mostBytes: Int = Self.mostBytes,
        mostFiles: Int = Self.mostFiles, hash: ([UInt8]) -> String
    ) {
        let plan = OfflinePlan(renderer.shared)
        let chosen = plan.choice(of: files, mostBytes: mostBytes, mostFiles: mostFiles)
        let list = Self.list(of: chosen)
        kept = chosen.map(\.path)
        var json = JSONWriter()
        json.object { json in
            let texts = [
                ("version", Self.short(hash(list))), ("list", Self.listRoute.path), ("search", searchVersion),
                ("missing", plan.missingPage.path),
            ]
            for (key, text) in texts {
                json.member(key, text)
            }
            json.member("kept", chosen.count { plan.isPage($0.path) })
            json.member("pages", files.count { plan.isPage($0.path) })
        }
        let edition = Array("const casebookEdition = ".utf8) + json.bytes + Array(";\n".utf8)
        outputs = [
            OutputFile(Self.listRoute, list), OutputFile(Self.workerRoute, edition + renderer.shared.theme.worker),
        ]
    }

    /// Enough of a hash to tell editions and files apart; all of it would make the list twice as long.
    private static func short(_ hash: String) -> String { String(hash.prefix(16)) }

    /// One line for each file, so that two lists compare well.
    private static func list(of files: [File]) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("files")
            json.beginObject()
            for file in files {
                json.startLine()
                json.member(file.path, file.fingerprint.shortHex)
            }
            json.endObject()
        }
        json.appendRaw(UInt8(ascii: "\n"))
        return json.bytes
    }
}
