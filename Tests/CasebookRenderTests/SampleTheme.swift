import CasebookModel
import Foundation
import Synchronization

@testable import CasebookRender

/// Themes for tests: of a few lines, or the shipped one.
enum SampleTheme {
    struct Failure: Error {
        let diagnostics: [Diagnostic]
    }

    /// A theme whose templates print their name and the given ones what they say; a word is `word <key>`.
    static func load(_ templates: [String: String], _ configuration: Configuration) throws -> Theme {
        let names = [
            "page", "retired", "tree", "list", "home", "cause-tree", "comparison", "glossary", "vocabulary", "value",
            "coverage", "health", "quiz", "role-play", "role-plays", "book", "search", "not-found", "offline",
            "redirect",
        ]
        var files: [String: [UInt8]] = [:]
        for name in names { files[name + ".mustache"] = Array(name.utf8) }
        for (name, text) in templates { files[name + ".mustache"] = Array(text.utf8) }
        let keys = InterfaceWord.allCases.map(\.rawValue)
        let page = keys.map { "\"\($0)\": \"word \($0)\(["entries", "showAll"].contains($0) ? " {n}" : "")\"" }
        for language in SiteLanguage.allCases {
            files["messages/\(language.rawValue).json"] = Array(
                "{\"page\": {\(page.joined(separator: ","))}, \"script\": {\"copied\": \"ok\"}}".utf8)
        }
        return try load(files, configuration)
    }

    static func load(_ files: [String: [UInt8]], _ configuration: Configuration) throws -> Theme {
        let outcome = Theme.load(files: files, configuration: configuration, hash: hash)
        guard let theme = outcome.value else { throw Failure(diagnostics: outcome.diagnostics) }
        return theme
    }

    /// Not a good hash, but one that tells the tests' files apart.
    static func hash(_ bytes: [UInt8]) -> String {
        let sum = bytes.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) }
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// The repository.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The files of `Templates/`, as they lie beside the tests.
    static func shippedFiles() throws -> [String: [UInt8]] {
        let root = root.appending(path: "Templates")
        var files: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
            let file = root.appending(path: path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            files[path] = [UInt8](try Data(contentsOf: file))
        }
        return files
    }

    /// What a job gives, by path.
    static func outputs(of renderer: Renderer, _ job: RenderJob) throws -> [String: String] {
        let files = Mutex<[String: String]>([:])
        try renderer.run(job) { file in
            files.withLock { $0[file.route.path] = String(decoding: file.bytes, as: UTF8.self) }
        }
        return files.withLock { $0 }
    }

    static func allOutputs(of renderer: Renderer) throws -> [String: String] {
        try renderer.jobs.reduce(into: [:]) { all, job in
            all.merge(try outputs(of: renderer, job)) { _, _ in
                preconditionFailure("two jobs make one file")
            }
        }
    }
}
