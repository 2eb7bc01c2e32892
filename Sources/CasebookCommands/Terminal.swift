import Glibc

/// Where words go: findings and progress to standard error, results to standard output.
enum Terminal {
    static func say(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

    static func result(_ text: String) { write(text, to: STDOUT_FILENO) }

    static func result(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let written = Glibc.write(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
                if written > 0 {
                    offset += written
                } else if errno != EINTR {
                    // Nobody to tell: the place where words go is gone.
                    return
                }
            }
        }
    }

    /// All of standard input.
    static func readInput() -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = chunk.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes += chunk[..<count]
            } else if count == 0 || errno != EINTR {
                return bytes
            }
        }
    }
}
