import CasebookFiles
import CasebookModel
import Glibc

/// Tells builds of the program apart: a cache that another one wrote may hold what this one would never make.
///
/// A version alone won't do, since a developer builds ten programs of one version a day, and a library may be exchanged
/// below the program. Hashing the executable would take longer than a build that has nothing to do, so it is known by
/// its version and, with the libraries that it has loaded, by path, size and time.
enum ProgramIdentity {
    /// `nil` where the system doesn't tell what is running: then nothing is kept.
    static var current: Fingerprint? {
        guard let maps = fopen("/proc/self/maps", "re") else { return nil }
        defer { fclose(maps) }
        var paths: Set<[UInt8]> = []
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while true {
            let count = getline(&line, &capacity, maps)
            guard count > 0, let line else { break }
            let bytes = UnsafeRawBufferPointer(start: line, count: count)
            if let path = mappedFile(bytes) { paths.insert(path) }
        }
        guard !paths.isEmpty else { return nil }
        return fingerprint(of: paths.sorted { $0.lexicographicallyPrecedes($1) })
    }

    /// The file of a line such as `7f12… r-xp 00000000 08:01 131 /usr/lib/libc.so.6`; `nil` where it holds no program.
    private static func mappedFile(_ line: UnsafeRawBufferPointer) -> [UInt8]? {
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 5, omittingEmptySubsequences: true)
        guard words.count == 6, words[1].contains(UInt8(ascii: "x")) else { return nil }
        let path = words[5].drop { $0 == UInt8(ascii: " ") }.filter { $0 != UInt8(ascii: "\n") }
        return path.first == UInt8(ascii: "/") ? Array(path) : nil
    }

    private static func fingerprint(of paths: [[UInt8]]) -> Fingerprint? {
        var description = Array("\(Casebook.version)\n".utf8)
        for path in paths {
            guard let status = try? LocalFileSystem().status(DiskPath(bytes: path)) else { return nil }
            description += path
            description += Array("\n\(status.size) \(status.modified)\n".utf8)
        }
        return ContentHash(of: description).fingerprint
    }
}
