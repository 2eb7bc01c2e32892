import Foundation
import Glibc
import Synchronization

/// A socket on the loopback that gives each client a thread.
package final class Listener: Sendable {
    /// Why no socket could be had.
    package struct Fault: Error {
        /// As in `errno.h`.
        package let code: Int32

        package var isTaken: Bool { code == EADDRINUSE }
    }

    private let socket: Int32
    package let port: UInt16
    private let count = Atomic<Int>(0)

    /// - Parameter port: 0 takes any that is free.
    package init(port: UInt16) throws(Fault) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw Fault(code: errno) }
        var on: Int32 = 1
        // A port that was ours a moment ago is still ours.
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        // Nobody but this machine.
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let code: Int32 = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                guard bind(socket, general, size) == 0, listen(socket, 64) == 0 else { return errno }
                return getsockname(socket, general, &size) == 0 ? 0 : errno
            }
        }
        guard code == 0 else {
            close(socket)
            throw Fault(code: code)
        }
        self.port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(socket) }

    /// Serves clients until ``stop()``.
    ///
    /// - Parameter serve: Is called on a thread of the client's.
    func run(_ limits: ConnectionLimits, _ serve: @escaping @Sendable (Connection) -> Void) {
        while true {
            let client = accept(socket, nil, nil)
            if client < 0 {
                if errno == EINTR || errno == ECONNABORTED { continue }
                // Too many open files: what is open has to end first.
                if errno == EMFILE || errno == ENFILE { usleep(50_000); continue }
                return
            }
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            guard count.wrappingAdd(1, ordering: .relaxed).newValue <= limits.mostConnections else {
                count.wrappingSubtract(1, ordering: .relaxed)
                try? Connection(client, limits).write(Response(.unavailable).bytes(isHead: false, closes: true))
                continue
            }
            let thread = Thread { [self] in
                serve(Connection(client, limits))
                count.wrappingSubtract(1, ordering: .relaxed)
            }
            // Rendering needs more than the half megabyte of a thread's default.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    func stop() { shutdown(socket, Int32(SHUT_RDWR)) }
}
