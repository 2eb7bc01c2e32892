/// An answer that is whole.
struct Response: Sendable {
    enum Status: Int, Sendable {
        case ok = 200
        case found = 302
        case notModified = 304
        case badRequest = 400
        case forbidden = 403
        case notFound = 404
        case methodNotAllowed = 405
        case tooLate = 408
        case misdirected = 421
        case headTooLarge = 431
        case unavailable = 503

        var phrase: String {
            switch self {
            case .ok: "OK"
            case .found: "Found"
            case .notModified: "Not Modified"
            case .badRequest: "Bad Request"
            case .forbidden: "Forbidden"
            case .notFound: "Not Found"
            case .methodNotAllowed: "Method Not Allowed"
            case .tooLate: "Request Timeout"
            case .misdirected: "Misdirected Request"
            case .headTooLarge: "Request Header Fields Too Large"
            case .unavailable: "Service Unavailable"
            }
        }
    }

    var status: Status
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    /// A status with its own words as the body.
    init(_ status: Status) {
        self.init(status, type: "text/plain; charset=utf-8", body: Array("\(status.rawValue) \(status.phrase)\n".utf8))
        if status == .methodNotAllowed { headers.append(("Allow", "GET, HEAD")) }
    }

    init(_ status: Status, type: String, body: [UInt8], headers: [(name: String, value: String)] = []) {
        self.status = status
        self.body = body
        self.headers = [("Content-Type", type)] + headers
    }

    static func redirect(to address: String) -> Response {
        Response(.found, type: "text/plain; charset=utf-8", body: [], headers: [("Location", address)])
    }

    /// What every answer says: nobody else's page may read or frame it, and the browser asks each time whether it is
    /// still the same.
    static let common = """
        Cache-Control: no-cache\r
        X-Content-Type-Options: nosniff\r
        Cross-Origin-Resource-Policy: same-origin\r
        Content-Security-Policy: frame-ancestors 'self'\r

        """

    /// - Parameters:
    ///   - isHead: The body is counted, and left out.
    ///   - closes: The connection ends with the answer.
    func bytes(isHead: Bool, closes: Bool) -> [UInt8] {
        var head = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\n" + Self.common
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if closes { head += "Connection: close\r\n" }
        if status != .notModified { head += "Content-Length: \(body.count)\r\n" }
        head += "\r\n"
        return Array(head.utf8) + (isHead || status == .notModified ? [] : body)
    }
}
