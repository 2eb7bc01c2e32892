import Foundation
import Testing

@testable import CasebookFiles

/// A folder on the machine's own disk that is removed with the value.
final class TemporaryFolder {
    let path: DiskPath

    init() throws {
        let name = "casebook-tests-\(UUID().uuidString)"
        path = try LocalFileSystem().realPath(DiskPath(NSTemporaryDirectory())).appending(name)
        try LocalFileSystem().makeFolder(path, mode: nil)
    }

    deinit {
        do { try LocalFileSystem().removeTree(path) } catch { Issue.record("left behind: \(error)") }
    }

    func callAsFunction(_ relative: String) -> DiskPath { path.appending(relative) }

    func write(_ relative: String, _ text: String) throws {
        try LocalFileSystem().makeFolders(self(relative).parent)
        try LocalFileSystem().create(self(relative), Array(text.utf8))
    }

    func text(_ relative: String) throws -> String {
        String(decoding: try LocalFileSystem().read(self(relative), limit: 1_000_000).bytes, as: UTF8.self)
    }
}
