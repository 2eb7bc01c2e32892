import Glibc

/// Something to wait for together with files and sockets: a pipe, which can be read from once it was rung.
package final class Bell: Sendable {
    package let descriptor: Int32
    private let other: Int32

    /// - Throws: Where the system has no more pipes to give.
    package init() throws(FileError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw FileError(.watch, DiskPath("pipe"), errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, other) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(other)
    }

    package func ring() { _ = write(other, "!", 1) }

    /// Takes all rings so far for one.
    package func silence() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }
}
