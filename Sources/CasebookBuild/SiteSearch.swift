import CasebookFiles
import CasebookSearch

/// Queries against the index of a built site.
package struct SiteSearch: Sendable {
    package enum Failure: Error, Sendable {
        /// The output folder holds no index.
        case noIndex(DiskPath)
        case unreadable(FileError)
        /// Not what `casebook build` writes, or cut short.
        case damaged(DiskPath)
        case unknownVersion(DiskPath, Int)
    }

    private let engine: SearchEngine
    private let path: DiskPath

    /// - Parameter output: The folder of the built site.
    package init(output: DiskPath, disk: any FileSystem = LocalFileSystem()) throws(Failure) {
        let file = output.appending(CasebookSearch.indexRoute.path)
        let bytes: [UInt8]
        do {
            bytes = try disk.read(file, limit: 2_000_000_000).bytes
        } catch {
            throw error.isMissing ? .noIndex(file) : .unreadable(error)
        }
        path = file
        do {
            engine = SearchEngine(try SearchIndexReader(bytes))
        } catch {
            throw Failure(error, file)
        }
    }

    package func hits(_ query: String, limit: Int) throws(Failure) -> [SearchHit] {
        do {
            return try engine.search(query, limit: limit)
        } catch {
            throw Failure(error, path)
        }
    }

    /// The hits as JSON, in the form that other programs rely on.
    package static func json(_ hits: [SearchHit]) -> [UInt8] { encodeHits(hits) }
}

extension SiteSearch.Failure {
    fileprivate init(_ error: SearchIndexError, _ file: DiskPath) {
        switch error {
        case .damaged: self = .damaged(file)
        case .unknownVersion(let version): self = .unknownVersion(file, version)
        }
    }
}
