import CasebookModel

/// What one build leaves for the next: its parses, and what the published site was made of.
///
/// Takes values of Model and gives bytes, and the other way round. Nothing that is read is trusted: a file carries the hash
/// of its bytes and the program that wrote it, every count and range is held against what is there, and what doesn't fit is
/// a ``CacheDamage``, which costs the build its shortcut and nothing else. Knows nothing of stages; whether an entry still
/// holds is for Build to say.
package enum CacheFormat {
    /// Goes up with every change of what is written here.
    static let version: UInt8 = 5
    static let magic = Array("casebook cache\n".utf8)
}

/// Why bytes can't be used as a cache.
package enum CacheDamage: Error, Hashable, Sendable {
    /// Something else than a cache of ours.
    case foreign
    /// Of another version of the format.
    case otherFormat(version: Int)
    /// Written by another build of Casebook, which may have made something else of the same input.
    case otherProgram
    /// Shorter or other than it was written.
    case damaged

    package var message: LocalizedText {
        switch self {
        case .foreign:
            LocalizedText(
                "缓存文件不是 Casebook 写的，已忽略，这次全部重新生成。",
                "the cache is none of Casebook's and was ignored: everything is built anew.")
        case .otherFormat(let version):
            LocalizedText(
                "缓存的格式是第 \(version) 版，这个程序读不了，已忽略，这次全部重新生成。",
                "the cache has format \(version), which this program doesn't read, and was ignored: everything is built anew."
            )
        case .otherProgram:
            LocalizedText(
                "缓存是另一个版本的 Casebook 写的，已忽略，这次全部重新生成。",
                "the cache was written by another Casebook and was ignored: everything is built anew.")
        case .damaged:
            LocalizedText("缓存已损坏，已忽略，损坏的部分重新生成。", "the cache is damaged and was ignored: what it held is built anew.")
        }
    }
}
