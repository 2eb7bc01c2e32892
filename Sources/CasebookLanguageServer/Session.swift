import CasebookAuthoring
import CasebookBuild
import CasebookFiles
import CasebookModel
import Foundation

/// One editor's conversation: messages in, messages out, and the content as the editor has it.
struct Session {
    private var desk: ContentDesk?
    private var files: OpenFiles
    private let disk: any FileSystem
    private var request: BuildRequest
    private let isSourceGiven: Bool
    private let language: ProgramLanguage
    /// The program's, which the editor may show.
    private let version: String
    private var knowledge: Knowledge?
    /// Files that the editor shows findings of.
    private var marked: Set<String> = []
    /// By path, what the editor calls its open files.
    private var addresses: [DiskPath: FileAddress] = [:]
    private var watchesFiles = false
    /// Whether the editor can change several files and their names at once.
    private var movesFiles = false
    private(set) var wantsLook = false
    private var isShutDown = false
    /// The exit status, once the editor has said that it is over.
    private(set) var exitStatus: Int32?

    /// - Parameter isSourceGiven: Whether the request's source was asked for; else the editor's folder counts.
    init(
        _ request: BuildRequest, isSourceGiven: Bool, language: ProgramLanguage, version: String, disk: any FileSystem
    ) {
        self.version = version
        self.request = request
        self.isSourceGiven = isSourceGiven
        self.language = language
        self.disk = disk
        files = OpenFiles(over: disk)
    }

    // MARK: - Messages

    /// - Returns: What is to be sent, in order.
    mutating func receive(_ message: [UInt8]) -> [[UInt8]] {
        let data = Data(message)
        guard let envelope = try? JSONDecoder().decode(Incoming.Envelope.self, from: data) else {
            return [Reply.failure(nil, .parseError, "not a message")]
        }
        guard let method = envelope.method else { return [] }
        do {
            return try answer(method, envelope.id, data)
        } catch is DecodingError {
            return envelope.id.map { [Reply.failure($0, .invalidParameters, "parameters of \(method)")] } ?? []
        } catch {
            return envelope.id.map { [Reply.failure($0, .failed, "\(error)")] } ?? []
        }
    }

    private mutating func answer(_ method: String, _ id: Incoming.MessageID?, _ data: Data) throws -> [[UInt8]] {
        switch method {
        case "initialize":
            let greeting = try parameters(Incoming.Initialize.self, data)
            start(greeting)
            return [Reply.success(id) { Capabilities.write(version: version, to: &$0) }]
        case "initialized":
            wantsLook = true
            return watchesFiles ? [Capabilities.watchFiles] : []
        case "shutdown":
            isShutDown = true
            return [Reply.success(id) { $0.null() }]
        case "exit":
            exitStatus = isShutDown ? 0 : 1
            return []
        case "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "textDocument/didSave",
            "workspace/didChangeWatchedFiles":
            try take(method, data)
            wantsLook = true
            return []
        case "textDocument/completion", "textDocument/hover", "textDocument/definition":
            let asked = try parameters(Incoming.Asked.self, data)
            // The first question may come before the first pause.
            let found = knowledge == nil && wantsLook ? look() : []
            return found + [Reply.success(id) { write(method, asked, to: &$0) }]
        case "textDocument/prepareRename", "textDocument/rename":
            // What is renamed has to be what is there now.
            let found = wantsLook ? look() : []
            return found + [rename(method, try parameters(Incoming.Asked.self, data), id)]
        default:
            // Notices that nobody understands are passed over, requests are not.
            return id.map { [Reply.failure($0, .unknownMethod, method)] } ?? []
        }
    }

    private func parameters<Parameters: Decodable>(_ type: Parameters.Type, _ data: Data) throws -> Parameters {
        try JSONDecoder().decode(Incoming.Message<Parameters>.self, from: data).params
    }

    private mutating func start(_ greeting: Incoming.Initialize) {
        let folder = (greeting.workspaceFolders?.first?.uri ?? greeting.rootUri).flatMap { FileAddress($0).path }
        if !isSourceGiven, let folder { request.source = folder }
        // Editors name files by whole paths; a link on the way must not make two files of one.
        request.source = (try? disk.realPath(request.source)) ?? request.source
        watchesFiles = greeting.capabilities?.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false
        let edits = greeting.capabilities?.workspace?.workspaceEdit
        movesFiles = edits?.documentChanges == true && edits?.resourceOperations?.contains("rename") == true
        desk = ContentDesk(request)
    }

    // MARK: - Texts

    private mutating func take(_ method: String, _ data: Data) throws {
        switch method {
        case "textDocument/didOpen":
            let text = try parameters(Incoming.Opened.self, data).textDocument
            guard let path = path(of: text.uri) else { return }
            addresses[path] = FileAddress(text.uri)
            files[path] = TextDocument(text.text)
        case "textDocument/didChange":
            let changed = try parameters(Incoming.Changed.self, data)
            guard let path = path(of: changed.textDocument.uri), var document = files[path] else { return }
            for change in changed.contentChanges { document = Session.applied(change, to: document) }
            files[path] = document
        case "textDocument/didClose":
            guard let path = path(of: try parameters(Incoming.Closed.self, data).textDocument.uri) else { return }
            addresses[path] = nil
            files[path] = nil
        default: break
        }
    }

    private static func applied(_ change: Incoming.Changed.Change, to document: TextDocument) -> TextDocument {
        guard let range = change.range else { return TextDocument(change.text) }
        let start = document.offset(of: range.start)
        let end = max(document.offset(of: range.end), start)
        return TextDocument(document.bytes[..<start] + Array(change.text.utf8) + document.bytes[end...])
    }

    private func path(of address: String) -> DiskPath? {
        guard let path = FileAddress(address).path else { return nil }
        return (try? disk.realPath(path)) ?? path
    }

    // MARK: - Looking

    /// Reads and checks the content as it is now, and says what changed in the findings. To be called when nothing has come
    /// for a moment.
    mutating func look() -> [[UInt8]] {
        wantsLook = false
        guard var desk else { return [] }
        defer { self.desk = desk }
        do {
            let look = try desk.look(at: files)
            if let contents = look.contents { knowledge = Knowledge(contents, language: language) }
            return publish(Findings(report: look.report, source: request.source, language: language))
        } catch {
            let words = error.message.text(in: language)
            return [
                Reply.notice("window/showMessage") { json in
                    json.object { json in
                        json.member("type", 1)
                        json.member("message", words)
                    }
                }
            ]
        }
    }

    private mutating func publish(_ findings: Findings) -> [[UInt8]] {
        let now = findings.files
        defer { marked = now }
        return now.union(marked).sorted().map { file in
            let path = request.source.appending(file)
            let address = addresses[path] ?? FileAddress(path)
            return Reply.notice("textDocument/publishDiagnostics") { findings.write(file, at: address, to: &$0) }
        }
    }

    // MARK: - Answers

    private func write(_ method: String, _ asked: Incoming.Asked, to json: inout JSONWriter) {
        guard let page = page(asked.textDocument.uri), let cursor = page.cursor(at: asked.position) else {
            return json.null()
        }
        switch method {
        case "textDocument/completion":
            Answers.write(Completion(page: page).proposals(at: cursor), at: cursor, in: page.document, to: &json)
        case "textDocument/hover":
            Answers.write(Explanation(page: page).words(at: cursor), at: cursor, in: page.document, to: &json)
        default: write(Explanation(page: page).definition(of: cursor), to: &json)
        }
    }

    /// A file that is open and what is known of its site; `nil` before the first look.
    private func page(_ address: String) -> EditedPage? {
        guard let knowledge, let path = path(of: address), let document = files[path] else { return nil }
        return EditedPage(document, at: path, in: knowledge)
    }

    private func rename(_ method: String, _ asked: Incoming.Asked, _ id: Incoming.MessageID?) -> [UInt8] {
        guard let page = page(asked.textDocument.uri) else { return Reply.success(id) { $0.null() } }
        let rename = IDRename(page: page, files: files)
        guard let found = rename.id(at: asked.position) else { return Reply.success(id) { $0.null() } }
        guard let new = asked.newName else {
            return Reply.success(id) { Answers.write(renamed: found.id, at: found.word, in: page.document, to: &$0) }
        }
        guard movesFiles else { return Reply.failure(id, .failed, IDRename.editorCannotMove.text(in: language)) }
        do throws(Renaming.Refusal) {
            let plan = try rename.plan(found.id, to: new)
            return Reply.success(id) { rename.write(plan, addresses: addresses, to: &$0) }
        } catch {
            return Reply.failure(id, .failed, rename.words(for: error))
        }
    }

    private func write(_ place: Explanation.Place?, to json: inout JSONWriter) {
        guard let place,
            let target = files[place.path]
                ?? (try? disk.read(place.path, limit: 5_000_000)).map({ TextDocument($0.bytes) })
        else { return json.null() }
        let end = min(place.range.end, target.bytes.count)
        json.object { json in
            json.member("uri", (addresses[place.path] ?? FileAddress(place.path)).text)
            json.key("range")
            target.write(min(place.range.start, end)..<end, to: &json)
        }
    }
}
