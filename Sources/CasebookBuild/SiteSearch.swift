import CasebookFiles
import CasebookSearch

/// Queries against the index of a built site.
package struct SiteSearch {
    package enum Failure: Error, Sendable {
        /// The output folder holds no index.
        case noIndex(DiskPath)
        /// A file that the index names isn't there.
        case missing(DiskPath)
        case unreadable(FileError)
        /// Not what `casebook build` writes, or cut short.
        case damaged(DiskPath)
        case unknownVersion(DiskPath, Int)
    }

    package typealias Hit = SearchHit
    package typealias Filters = SearchFilters

    private let engine: SearchEngine
    private let folder: DiskPath

    /// - Parameter output: The folder of the built site.
    package init(output: DiskPath, disk: any FileSystem = LocalFileSystem()) throws(Failure) {
        folder = output.appending("search")
        let folder = folder
        let store = SearchStore { (name) throws(SearchIndexError) in
            do throws(FileError) {
                return try disk.read(folder.appending(name + ".json"), limit: 2_000_000_000).bytes
            } catch {
                if error.isMissing { return nil }
                throw .unreadable(name, error)
            }
        }
        do throws(SearchIndexError) {
            engine = try SearchEngine(store)
        } catch {
            throw Failure(error, folder)
        }
    }

    /// The fields that results can be narrowed by.
    package var filterFields: [String] { engine.filterFields }

    /// The names of a field's values; `nil` where the index has no such field.
    package func filterValues(_ field: String) throws(Failure) -> [String]? {
        do {
            return try engine.filterValues(field)
        } catch {
            throw Failure(error, folder)
        }
    }

    package func hits(_ query: String, filters: Filters = Filters(), limit: Int) throws(Failure) -> [Hit] {
        do {
            return try engine.search(query, filters: filters, limit: limit).hits
        } catch {
            throw Failure(error, folder)
        }
    }

    /// The hits as JSON, in the form that other programs rely on.
    package static func json(_ hits: [Hit]) -> [UInt8] { encodeHits(hits) }
}

extension SiteSearch.Failure {
    fileprivate init(_ error: SearchIndexError, _ folder: DiskPath) {
        func file(_ name: String) -> DiskPath { folder.appending(name + ".json") }
        switch error {
        case .missing("root"): self = .noIndex(folder)
        case .missing(let name): self = .missing(file(name))
        case .damaged(let name): self = .damaged(file(name))
        case .unknownVersion(let name, let version): self = .unknownVersion(file(name), version)
        case .unreadable(_, let reason as FileError): self = .unreadable(reason)
        case .unreadable(let name, _): self = .missing(file(name))
        }
    }
}
