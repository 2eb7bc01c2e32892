import Glibc

/// What a client may take of the server, in bytes and time.
package struct ConnectionLimits: Sendable {
    /// Of a request's head.
    package var headBytes = 16_384
    /// From a head's first byte to its last.
    package var headPatience = Duration.seconds(5)
    /// Between two requests.
    package var idlePatience = Duration.seconds(15)
    /// Without one byte taken.
    package var writePatience = Duration.seconds(10)
    package var mostConnections = 120

    package init() {}
}

/// A client's socket. Each has a thread of its own: there are few, and each waits most of the time.
final class Connection {
    enum Ending: Error {
        /// The client has gone, or said nothing for too long.
        case closed
        case headTooLarge
        case headTooSlow
    }

    private let socket: Int32
    private let limits: ConnectionLimits
    /// What was read behind the last request.
    private var buffer: [UInt8] = []

    /// - Parameter socket: Is closed with the connection.
    init(_ socket: Int32, _ limits: ConnectionLimits) {
        self.socket = socket
        self.limits = limits
        _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
        var on: Int32 = 1
        // Answers are written whole: nothing is gained by waiting for more.
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(socket) }

    /// The bytes of the next request's head, up to the empty line.
    func nextHead() throws(Ending) -> [UInt8] {
        var start = buffer.isEmpty ? nil : ContinuousClock.now
        while true {
            if let end = Self.endOfHead(buffer) {
                let head = Array(buffer[..<end])
                buffer.removeFirst(end + 4)
                return head
            }
            if buffer.count > limits.headBytes { throw .headTooLarge }
            let left = start.map { limits.headPatience - (.now - $0) } ?? limits.idlePatience
            guard left > .zero, wait(for: POLLIN, left) else { throw start == nil ? .closed : .headTooSlow }
            try read()
            if start == nil { start = .now }
        }
    }

    private func read() throws(Ending) {
        var chunk = [UInt8](repeating: 0, count: 8_192)
        let count = recv(socket, &chunk, chunk.count, 0)
        if count > 0 {
            buffer += chunk[..<count]
        } else if count == 0 || errno != EAGAIN && errno != EINTR {
            throw .closed
        }
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        let end: [UInt8] = [13, 10, 13, 10]
        guard bytes.count >= end.count else { return nil }
        return (0...(bytes.count - end.count)).first { bytes[$0] == 13 && bytes[$0..<($0 + 4)].elementsEqual(end) }
    }

    func write(_ bytes: [UInt8]) throws(Ending) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(socket, $0.baseAddress! + offset, $0.count - offset, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                offset += count
            } else if errno == EAGAIN {
                guard wait(for: POLLOUT, limits.writePatience) else { throw .closed }
            } else if errno != EINTR {
                throw .closed
            }
        }
    }

    /// The last answer. What the client still sends is read and thrown away for a moment: closing before would take the
    /// answer back.
    func writeLast(_ response: Response, isHead: Bool = false) throws(Ending) {
        try write(response.bytes(isHead: isHead, closes: true))
        shutdown(socket, Int32(SHUT_WR))
        let start = ContinuousClock.now
        while .now - start < Self.farewell, wait(for: POLLIN, Self.farewell - (.now - start)) {
            try read()
            buffer = []
        }
    }

    private static let farewell = Duration.milliseconds(300)

    /// Whether the socket is ready in time; a client that has gone counts as ready.
    private func wait(for event: Int32, _ patience: Duration) -> Bool {
        var descriptor = pollfd(fd: socket, events: Int16(event), revents: 0)
        return poll(&descriptor, 1, patience.milliseconds) > 0
    }

    /// Waits until the other descriptor has something to read.
    ///
    /// - Returns: Whether it has; `false`: time is over.
    /// - Throws: Once the client has gone, or says anything.
    func wait(forOther descriptor: Int32, _ patience: Duration) throws(Ending) -> Bool {
        var descriptors = [
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let ready = poll(&descriptors, 2, patience.milliseconds)
        if descriptors[0].revents != 0 { throw .closed }
        return ready > 0 && descriptors[1].revents != 0
    }
}

extension Duration {
    /// Rounded up: what waits for less than one would not wait at all.
    var milliseconds: Int32 {
        Int32(components.seconds * 1000 + (components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
