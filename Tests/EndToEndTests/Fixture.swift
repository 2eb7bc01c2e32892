import Foundation
import TestSupport
import Testing

/// A site of `Tests/Fixtures/<feature>/<case>/`: what is run, and under `expected/` what should come of it.
struct Fixture: CustomTestStringConvertible, Sendable {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let repository = tests.deletingLastPathComponent()

    let name: String

    var testDescription: String { name }

    private var url: URL { Fixture.tests.appending(path: "Fixtures/\(name)") }

    init(_ name: String) { self.name = name }

    static func all(_ feature: String) -> [Fixture] {
        let folder = tests.appending(path: "Fixtures/\(feature)").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { Fixture("\(feature)/\($0)") }
    }

    /// A copy to work in, without what is expected of it.
    func copy(named folder: String = "site") throws -> TemporaryFolder {
        let copy = try TemporaryFolder(named: folder)
        for entry in try FileManager.default.contentsOfDirectory(atPath: url.path) where entry != "expected" {
            try FileManager.default.copyItem(at: url.appending(path: entry), to: copy.url(entry))
        }
        return copy
    }

    /// A file of the fixture; `nil` where there is none.
    func text(_ path: String) -> String? { try? String(contentsOf: url.appending(path: path), encoding: .utf8) }

    /// Compares with `expected/` whole: a file too many is a failure, as is one too few.
    ///
    /// With `CASEBOOK_RECORD=1` what was found becomes what is expected. A recording that changes anything fails, so
    /// that nobody takes it for a test that passed: look at the difference, then run again without it.
    func expect(_ found: [String: String]) throws {
        let folder = url.appending(path: "expected")
        var expected: [String: String] = [:]
        for path in (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? [] {
            var isFolder: ObjCBool = false
            let file = folder.appending(path: path)
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            expected[path] = try String(contentsOf: file, encoding: .utf8)
        }
        let different = differences(expected, found)
        guard ProcessInfo.processInfo.environment["CASEBOOK_RECORD"] == "1" else {
            #expect(!expected.isEmpty, "\(name) expects nothing: record it with CASEBOOK_RECORD=1")
            for path in different {
                Issue.record("\(name)/expected/\(path)\n\(Fixture.difference(expected[path], found[path]))")
            }
            return
        }
        for path in different {
            let file = folder.appending(path: path)
            guard let text = found[path] else {
                try FileManager.default.removeItem(at: file)
                continue
            }
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(different.isEmpty, "recorded \(name): \(different.joined(separator: ", "))")
    }

    /// The lines around the first one that differs.
    private static func difference(_ expected: String?, _ found: String?) -> String {
        guard let expected else { return "not expected:\n\(found ?? "")" }
        guard let found else { return "missing" }
        let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let right = found.split(separator: "\n", omittingEmptySubsequences: false)
        let first = zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset ?? min(left.count, right.count)
        let excerpt = { (lines: [Substring]) in
            lines.dropFirst(max(0, first - 2)).prefix(8).joined(separator: "\n")
        }
        return "from line \(first + 1) expected:\n\(excerpt(left))\nfound:\n\(excerpt(right))"
    }
}
