import CasebookBuild
import CasebookFiles
import CasebookModel
import Foundation
import Testing

@testable import CasebookLanguageServer

/// An editor that talks to a session about files in memory, as far as the tests need one.
struct EditorTalk {
    private(set) var session: Session
    let disk: MemoryFileSystem
    private var nextID = 1

    static let folder = "/site"

    /// Says hello; the files lie below ``folder``.
    init(_ files: [String: String], language: ProgramLanguage = .chinese) throws {
        disk = MemoryFileSystem()
        for (path, text) in files {
            let path = DiskPath(EditorTalk.folder).appending(path)
            try disk.makeFolders(path.parent)
            try disk.create(path, Array(text.utf8))
        }
        let date = try #require(CalendarDate("2026-08-14"))
        let request = BuildRequest(
            source: DiskPath("."), output: nil, edition: Edition(includesDrafts: false, portable: false, date: date),
            isStrict: false, jobs: 1, theme: [:])
        session = Session(request, isSourceGiven: false, language: language, version: "1.2.3", disk: disk)
        let edits = #"{"documentChanges":true,"resourceOperations":["rename"]}"#
        _ = try ask(
            "initialize", #"{"rootUri":"file:///site","capabilities":{"workspace":{"workspaceEdit":\#(edits)}}}"#)
        tell("initialized", "{}")
    }

    static func address(_ path: String) -> String { FileAddress(DiskPath(folder).appending(path)).text }

    // MARK: - Messages

    /// - Returns: The result, or the error, as JSON with sorted keys.
    mutating func ask(_ method: String, _ parameters: String) throws -> String {
        let id = nextID
        nextID += 1
        let message = #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(parameters)}"#
        for reply in session.receive(Array(message.utf8)) {
            let values = try #require(try JSONSerialization.jsonObject(with: Data(reply)) as? [String: Any])
            guard values["id"] as? Int == id else { continue }
            return try json(values["result"] ?? values["error"] as Any)
        }
        Issue.record("no answer to \(method)")
        return ""
    }

    mutating func tell(_ method: String, _ parameters: String) {
        let message = #"{"jsonrpc":"2.0","method":"\#(method)","params":\#(parameters)}"#
        #expect(session.receive(Array(message.utf8)).isEmpty)
    }

    mutating func open(_ path: String, _ text: String) throws {
        let text = try json(text)
        tell(
            "textDocument/didOpen",
            #"{"textDocument":{"uri":"\#(EditorTalk.address(path))","languageId":"markdown","version":1,"text":\#(text)}}"#
        )
    }

    /// Opens a file whose text has a `‸` at the cursor, and asks about that place.
    mutating func ask(_ method: String, at marked: String, in path: String, more: String = "") throws -> String {
        let parts = marked.components(separatedBy: "‸")
        let document = TextDocument(parts.joined())
        try open(path, parts.joined())
        let place = document.position(of: parts[0].utf8.count)
        return try ask(
            "textDocument/" + method,
            #"{"textDocument":{"uri":"\#(EditorTalk.address(path))"},"position":{"line":\#(place.line),"character":\#(place.character)}\#(more)}"#
        )
    }

    /// Findings by file, a line each: `1:2-1:5 1 unknown-key`.
    mutating func findings() throws -> [String: [String]] {
        var found: [String: [String]] = [:]
        for message in session.look() {
            let notice = try JSONDecoder().decode(Notice.self, from: Data(message))
            let path = try #require(FileAddress(notice.params.uri).path).description.dropFirst(
                EditorTalk.folder.count + 1)
            found[String(path)] = notice.params.diagnostics.map { finding in
                let (start, end) = (finding.range.start, finding.range.end)
                return
                    "\(start.line):\(start.character)-\(end.line):\(end.character) \(finding.severity) \(finding.code)"
            }
        }
        return found
    }

    private struct Notice: Decodable {
        struct Parameters: Decodable {
            var uri: String
            var diagnostics: [Finding]
        }
        struct Finding: Decodable {
            var range: Incoming.Changed.Range
            var severity: Int
            var code: String
        }
        var params: Parameters
    }

    private func json(_ value: Any) throws -> String {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes]
        return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
    }
}

/// What proposals show: `text name`.
struct ProposalList: Decodable {
    struct Item: Decodable {
        struct Edit: Decodable {
            var range: Incoming.Changed.Range
            var newText: String
        }
        var label: String
        var detail: String?
        var textEdit: Edit
    }
    var items: [Item]
    var isIncomplete: Bool

    init(_ json: String) throws {
        self = try JSONDecoder().decode(ProposalList.self, from: Data(json.utf8))
    }

    var labels: [String] { items.map(\.label) }
}
