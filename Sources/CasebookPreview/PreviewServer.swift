import CasebookBuild
import CasebookFiles
import CasebookModel
import Foundation

/// Answers browsers on this machine with what a ``PreviewState`` shows.
///
/// Takes requests, gives files of the site and a stream of news. Everything is looked up among the site's addresses: no
/// part of a request becomes a path on disk. A client that is slow, sends too much or asks from another site is refused
/// (``ConnectionLimits``, ``RequestRules``).
final class PreviewServer: Sendable {
    private let state: PreviewState
    private let listener: Listener
    private let rules: RequestRules
    private let limits: ConnectionLimits
    private let language: ProgramLanguage

    /// A page that doesn't exist has this version, so that the script sees it come.
    private static let missing = "missing"
    /// What stands there as long as there is no site: once there is one, even a missing page looks otherwise.
    private static let waiting = "waiting"
    private static let heartbeat = Duration.seconds(15)

    init(_ state: PreviewState, on listener: Listener, limits: ConnectionLimits, language: ProgramLanguage) {
        self.state = state
        self.listener = listener
        self.limits = limits
        self.language = language
        rules = RequestRules(port: listener.port)
    }

    func start() {
        Thread.detachNewThread { [self] in listener.run(limits) { self.serve($0) } }
    }

    func stop() {
        listener.stop()
        state.close()
    }

    // MARK: - Connections

    private func serve(_ connection: Connection) {
        do throws(Connection.Ending) {
            while try answer(connection) {}
        } catch {
            let response: Response? =
                switch error {
                case .closed: nil
                case .headTooLarge: Response(.headTooLarge)
                case .headTooSlow: Response(.tooLate)
                }
            if let response { try? connection.writeLast(response) }
        }
    }

    /// - Returns: Whether another request may follow.
    private func answer(_ connection: Connection) throws(Connection.Ending) -> Bool {
        let bytes = try connection.nextHead()
        let head: RequestHead
        do {
            head = try RequestHead(bytes)
        } catch {
            try connection.writeLast(Response(.badRequest))
            return false
        }
        if let refusal = rules.refusal(of: head) {
            try connection.writeLast(refusal, isHead: head.method == "HEAD")
            return false
        }
        guard let target = RequestTarget(head.target) else {
            try connection.writeLast(Response(.badRequest), isHead: head.method == "HEAD")
            return false
        }
        if target.path == PreviewFiles.events, head.method == "GET" {
            try sendNews(to: connection, target)
            return false
        }
        let closes = !head.isVersion11 || head["connection"]?.lowercased() == "close"
        let response = response(to: target, known: head["if-none-match"])
        try connection.write(response.bytes(isHead: head.method == "HEAD", closes: closes))
        return !closes
    }

    // MARK: - Files

    private func response(to target: RequestTarget, known: String?) -> Response {
        let edition = state.moment.edition
        let path = Self.page(target.path)
        if let own = PreviewFiles.file(at: path) { return tagged(own, path, known) }
        guard let edition, let file = edition.file(at: path) else {
            // `/cases` is a folder, whose page has links relative to `/cases/`.
            if !path.isEmpty, edition?.file(at: path + "/index.html") != nil {
                return .redirect(to: "/" + Route("").reference(to: Route(path)) + "/")
            }
            let page = PreviewFiles.missingPage(language, hasSite: edition != nil)
            let version = edition == nil ? Self.waiting : Self.missing
            return Response(
                edition == nil ? .unavailable : .notFound, type: PreviewFiles.type(of: ".html"),
                body: PreviewFiles.adding(to: page, version: version, language: language))
        }
        guard path.hasSuffix(".html") else { return tagged(file, path, known) }
        let version = edition.version(of: path) ?? Self.missing
        return tagged(PreviewFiles.adding(to: file, version: version, language: language), path, known)
    }

    /// The file that an address means: a folder's is its `index.html`.
    private static func page(_ path: String) -> String {
        path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
    }

    /// With the hash by which the browser asks for it the next time.
    private func tagged(_ bytes: [UInt8], _ path: String, _ known: String?) -> Response {
        let tag = "\"\(ContentHash(of: bytes).hex.prefix(32))\""
        let isKnown = known == tag
        return Response(
            isKnown ? .notModified : .ok, type: PreviewFiles.type(of: path), body: isKnown ? [] : bytes,
            headers: [("ETag", tag)])
    }

    // MARK: - News

    /// Server-sent events: `findings` whenever they differ, `reload` where the page that is shown has changed.
    private func sendNews(to connection: Connection, _ target: RequestTarget) throws(Connection.Ending) {
        guard let bell = state.addBell() else {
            return try connection.writeLast(Response(.unavailable))
        }
        defer { state.remove(bell) }
        try connection.write(
            Array(
                "HTTP/1.1 200 OK\r\n\(Response.common)Content-Type: text/event-stream\r\nConnection: close\r\n\r\n".utf8
            ))
        let path = Self.page(String((target.query["path"] ?? "").drop { $0 == "/" }))
        let shown = target.query["version"]
        var told: [UInt8]?
        while true {
            bell.silence()
            let moment = state.moment
            let version = moment.edition.map { $0.version(of: path) ?? Self.missing }
            if let version, version != shown {
                return try connection.write(Self.event("reload", Array(version.utf8)))
            }
            let findings = moment.findings.json(source: moment.edition?.source(of: path))
            if findings != told {
                try connection.write(Self.event("findings", findings))
                told = findings
            }
            while try !connection.wait(forOther: bell.descriptor, Self.heartbeat) {
                // A client that has gone without a word shows by this.
                try connection.write(Array(":\n\n".utf8))
            }
        }
    }

    /// - Parameter data: In one line.
    private static func event(_ name: String, _ data: [UInt8]) -> [UInt8] {
        Array("event: \(name)\ndata: ".utf8) + data + Array("\n\n".utf8)
    }
}
