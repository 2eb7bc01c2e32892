import Foundation
import Testing

/// A folder on the machine's own disk that is removed with the value.
final class TemporaryFolder: Sendable {
    let root: URL

    /// - Parameter name: The folder's own name, inside one that nobody else has.
    init(named name: String = "site") throws {
        let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "casebook-e2e-\(UUID().uuidString)")
        root = parent.appending(path: name, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    deinit {
        do { try FileManager.default.removeItem(at: root.deletingLastPathComponent()) } catch {
            Issue.record("left behind: \(error)")
        }
    }

    func url(_ path: String) -> URL { path.isEmpty ? root : root.appending(path: path) }

    func write(_ path: String, _ text: String) throws { try write(path, Data(text.utf8)) }

    func write(_ path: String, _ data: Data) throws {
        try FileManager.default.createDirectory(
            at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url(path))
    }

    /// Puts the new words in the place of the old ones, which must be there.
    func edit(_ path: String, _ old: String, _ new: String) throws {
        let text = try text(path)
        #expect(text.contains(old), "\(path) holds no \"\(old)\"")
        try write(path, text.replacing(old, with: new))
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(at: url(path)) }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

    func data(_ path: String) throws -> Data { try Data(contentsOf: url(path)) }

    func text(_ path: String) throws -> String { String(decoding: try data(path), as: UTF8.self) }

    /// The regular files below a folder by relative path, sorted; what begins with a dot is left out.
    func paths(_ folder: String = "") throws -> [String] {
        let top = url(folder)
        let all = try FileManager.default.subpathsOfDirectory(atPath: top.path)
        return all.filter { path in
            guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else { return false }
            let attributes = try? FileManager.default.attributesOfItem(atPath: top.appending(path: path).path)
            return attributes?[.type] as? FileAttributeType == .typeRegular
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Every file below a folder with its bytes.
    func tree(_ folder: String) throws -> [String: Data] {
        try Dictionary(uniqueKeysWithValues: paths(folder).map { ($0, try data("\(folder)/\($0)")) })
    }

    /// What changes when a file is written: its number on the disk, and when it was modified.
    struct Stamp: Equatable {
        let number: UInt64
        let modified: Date
    }

    func stamps(_ folder: String) throws -> [String: Stamp] {
        try Dictionary(
            uniqueKeysWithValues: paths(folder).map { path in
                let attributes = try FileManager.default.attributesOfItem(atPath: url("\(folder)/\(path)").path)
                let number = try #require(attributes[.systemFileNumber] as? UInt64)
                return (path, Stamp(number: number, modified: try #require(attributes[.modificationDate] as? Date)))
            })
    }
}
