/// The path of a file or folder on disk: bytes, since that is what the system has.
///
/// Strings won't do: two that differ only in normalisation are equal in Swift and two files on Linux, and a name need
/// not be UTF-8 at all.
package struct DiskPath: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Ends with a NUL, so that system calls need no copy.
    private let terminated: [UInt8]

    package init(_ text: String) { self.init(bytes: text.utf8) }

    /// - Parameter bytes: Without a final NUL. A NUL inside makes a path that no system call accepts.
    package init(bytes: some Sequence<UInt8>) {
        var terminated = Array(bytes)
        while terminated.count > 1, terminated.last == DiskPath.slash { terminated.removeLast() }
        terminated.append(0)
        self.terminated = terminated
    }

    private init(terminated: [UInt8]) { self.terminated = terminated }

    /// Without the final NUL.
    package var bytes: ArraySlice<UInt8> { terminated.dropLast() }

    /// For messages: bytes that are not UTF-8 are shown as U+FFFD.
    package var description: String { String(decoding: bytes, as: UTF8.self) }

    /// A NUL inside would cut the path short in C and name another file.
    package var hasNUL: Bool { bytes.contains(0) }

    package static func < (left: DiskPath, right: DiskPath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// The path of something below this folder.
    ///
    /// - Parameter relative: One name or several joined by `/`; empty gives the folder itself.
    package func appending(_ relative: some Collection<UInt8>) -> DiskPath {
        if relative.isEmpty { return self }
        var joined: [UInt8] = []
        joined.reserveCapacity(terminated.count + relative.count + 1)
        joined.append(contentsOf: bytes)
        if joined.last != DiskPath.slash, !joined.isEmpty { joined.append(DiskPath.slash) }
        joined.append(contentsOf: relative)
        joined.append(0)
        return DiskPath(terminated: joined)
    }

    package func appending(_ relative: String) -> DiskPath { appending(Array(relative.utf8)) }

    /// The last part; empty for `/`.
    package var name: ArraySlice<UInt8> {
        guard let slash = bytes.lastIndex(of: DiskPath.slash) else { return bytes }
        return bytes[(slash + 1)...]
    }

    /// The folder that holds it, as written: `.` where there is no other part, `/` for `/`.
    package var parent: DiskPath {
        guard let slash = bytes.lastIndex(of: DiskPath.slash) else { return DiskPath(".") }
        return DiskPath(bytes: slash == 0 ? bytes[...0] : bytes[..<slash])
    }

    /// The part of `self` behind `folder`, without a leading `/`; empty where both are the same, `nil` where `self`
    /// lies elsewhere. Compares what is written: resolve links first.
    package func relative(to folder: DiskPath) -> ArraySlice<UInt8>? {
        guard bytes.starts(with: folder.bytes) else { return nil }
        let rest = bytes.dropFirst(folder.bytes.count)
        if rest.isEmpty || folder.bytes.last == DiskPath.slash { return rest }
        return rest.first == DiskPath.slash ? rest.dropFirst() : nil
    }

    package func withCString<Result, Failure: Error>(
        _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try terminated.span.withUnsafeBytes { (raw: UnsafeRawBufferPointer) throws(Failure) -> Result in
            // An array with its final NUL is never empty.
            try body(raw.baseAddress!.assumingMemoryBound(to: CChar.self))
        }
    }

    static let slash = UInt8(ascii: "/")
}
