import Glibc
import Synchronization

extension LocalFileSystem {
    package func lock(_ path: DiskPath, patience: Duration) throws(FileError) -> (any FileLock)? {
        let deadline = ContinuousClock.now + patience
        while true {
            let descriptor = try open(path, .lock, O_RDWR | O_CREAT | O_NOFOLLOW)
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                if isStill(descriptor, at: path) { return HeldLock(descriptor) }
                // The file was removed between opening and locking: whoever made the new one may hold that.
                close(descriptor)
                continue
            }
            let code = errno
            close(descriptor)
            if code != EWOULDBLOCK && code != EINTR { throw FileError(.lock, path, code) }
            if ContinuousClock.now >= deadline { return nil }
            usleep(20_000)
        }
    }

    private func isStill(_ descriptor: Int32, at path: DiskPath) -> Bool {
        var held = stat()
        var named = stat()
        guard fstat(descriptor, &held) == 0, path.withCString({ lstat($0, &named) }) == 0 else { return false }
        return held.st_ino == named.st_ino && held.st_dev == named.st_dev
    }
}

/// An open file with `flock` on it; the system drops the lock with the process.
private final class HeldLock: FileLock {
    private let descriptor: Mutex<Int32?>

    init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

    func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }

    deinit { release() }
}
