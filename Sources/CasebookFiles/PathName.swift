import Foundation

/// Names from disk as the rest of the program sees them.
package enum PathName {
    /// The name in Unicode normalisation form C; `nil` where it is not UTF-8.
    ///
    /// The same file is `é.md` in one byte sequence on Linux and in another on some disks of macOS: addresses, links
    /// and the order of files must not depend on it.
    package static func normalised(_ name: some Collection<UInt8>) -> String? {
        guard let text = String(validating: name, as: UTF8.self) else { return nil }
        return text.unicodeScalars.allSatisfy(isStable) ? text : text.precomposedStringWithCanonicalMapping
    }

    /// The folder that a path below some root lies in, empty for the root itself, and the last name.
    static func split(_ path: String) -> (folder: Substring.UTF8View, name: Substring.UTF8View) {
        let bytes = path.utf8
        guard let slash = bytes.lastIndex(of: DiskPath.slash) else { return (bytes[..<bytes.startIndex], bytes[...]) }
        return (bytes[..<slash], bytes[bytes.index(after: slash)...])
    }

    /// Whether a scalar neither changes nor joins its neighbours in form C. Says no too often, never too rarely.
    private static func isStable(_ scalar: Unicode.Scalar) -> Bool {
        // Up to the first combining mark; punctuation, kana but for its voicing marks, and Han.
        switch scalar.value {
        case 0..<0x300, 0x3001...0x3029, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF01...0xFF5E: true
        default: false
        }
    }
}
