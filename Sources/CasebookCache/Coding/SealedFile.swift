import CasebookFiles
import CasebookModel

/// A cache file: what it is, who wrote it, and a sum of all that follows.
///
///     magic · version of the format · the writing program (16 bytes) · sum of the payload (16 bytes) · payload
package enum SealedFile {
    private static let headSize = CacheFormat.magic.count + 1 + 32

    /// - Parameter program: Tells programs apart that may make different things of the same input.
    package static func seal(_ payload: [UInt8], program: Fingerprint) -> [UInt8] {
        var file = CacheWriter(capacity: headSize + payload.count)
        file.raw(CacheFormat.magic)
        file.byte(CacheFormat.version)
        file.fingerprint(program)
        file.fingerprint(Checksum.of(payload[...]))
        file.raw(payload)
        return file.bytes
    }

    /// The payload, where it is as it was written, by this program.
    package static func open(_ bytes: [UInt8], program: Fingerprint) throws(CacheDamage) -> CacheReader {
        guard bytes.count >= headSize else {
            // A piece of ours, or something else altogether.
            throw bytes.starts(with: CacheFormat.magic.prefix(bytes.count)) ? .damaged : .foreign
        }
        var head = CacheReader(bytes)
        guard try head.raw(CacheFormat.magic.count).elementsEqual(CacheFormat.magic) else { throw .foreign }
        let version = try head.byte()
        guard version == CacheFormat.version else { throw .otherFormat(version: Int(version)) }
        let writer = try head.fingerprint()
        let sum = try head.fingerprint()
        let payload = bytes[headSize...]
        guard Checksum.of(payload) == sum else { throw .damaged }
        guard writer == program else { throw .otherProgram }
        return CacheReader(payload)
    }
}
