import CasebookFiles
import CasebookModel

/// What a published site was made of, what was found on the way, and what lies in its folder.
package struct BuildRecord: Sendable {
    /// A file of the content folder.
    package struct Input: Sendable {
        /// How the file's bytes bear on the site.
        package enum Content: Sendable, Equatable {
            /// They were read, and this is their hash.
            case hash(Fingerprint)
            /// Nobody read them: that the file is there is all that counts.
            case unread
            /// They could not be read whole: nothing is known of them.
            case unknown
        }

        /// Below the content folder.
        package var path: String
        package var stamp: FileStamp
        package var content: Content

        package init(path: String, stamp: FileStamp, content: Content) {
            self.path = path
            self.stamp = stamp
            self.content = content
        }
    }

    /// What a run came to besides its files.
    package struct Findings: Sendable {
        /// Sorted, weighed, excused.
        package var diagnostics: [Diagnostic]
        package var pageCount: Int

        package init(diagnostics: [Diagnostic], pageCount: Int) {
            self.diagnostics = diagnostics
            self.pageCount = pageCount
        }
    }

    /// Of everything that the site depends on besides the content folder's files.
    package var settings: Fingerprint
    /// Sorted by path.
    package var inputs: [Input]
    /// Before the stamps of `inputs` were taken, in nanoseconds since 1970.
    package var observed: Int64
    package var findings: Findings
    package var published: PublishedFiles

    package init(
        settings: Fingerprint, inputs: [Input], observed: Int64, findings: Findings, published: PublishedFiles
    ) {
        self.settings = settings
        self.inputs = inputs
        self.observed = observed
        self.findings = findings
        self.published = published
    }
}

extension CacheWriter {
    package mutating func record(_ record: BuildRecord) {
        fingerprint(record.settings)
        signed(record.observed)
        list(record.inputs) { writer, input in
            writer.string(input.path)
            writer.stamp(input.stamp)
            switch input.content {
            case .hash(let hash):
                writer.byte(0)
                writer.fingerprint(hash)
            case .unread: writer.byte(1)
            case .unknown: writer.byte(2)
            }
        }
        diagnostics(record.findings.diagnostics)
        count(record.findings.pageCount)
        signed(record.published.observed)
        list(record.published.files) { writer, file in
            writer.string(file.path)
            writer.stamp(file.stamp)
            writer.hash(file.hash)
        }
    }

    private mutating func stamp(_ stamp: FileStamp) {
        count(stamp.size)
        signed(stamp.modified)
        unsigned(stamp.inode)
        unsigned(UInt64(stamp.mode))
    }
}

extension CacheReader {
    package mutating func record() throws(CacheDamage) -> BuildRecord {
        let settings = try fingerprint()
        let observed = try signed()
        let inputs = try list { reader throws(CacheDamage) in try reader.input() }
        let found = try diagnostics()
        let findings = BuildRecord.Findings(diagnostics: found, pageCount: try size())
        let stamped = try signed()
        let files = try list { reader throws(CacheDamage) in
            let path = try reader.string()
            let stamp = try reader.stamp()
            return PublishedFiles.File(path: path, hash: try reader.hash(), stamp: stamp)
        }
        guard isAtEnd else { throw .damaged }
        return BuildRecord(
            settings: settings, inputs: inputs, observed: observed, findings: findings,
            published: PublishedFiles(files: files, observed: stamped))
    }

    private mutating func input() throws(CacheDamage) -> BuildRecord.Input {
        let path = try string()
        let stamp = try stamp()
        let content: BuildRecord.Input.Content
        switch try byte() {
        case 0: content = .hash(try fingerprint())
        case 1: content = .unread
        case 2: content = .unknown
        default: throw .damaged
        }
        return BuildRecord.Input(path: path, stamp: stamp, content: content)
    }

    private mutating func stamp() throws(CacheDamage) -> FileStamp {
        let size = try size()
        let modified = try signed()
        let inode = try unsigned()
        guard let mode = UInt32(exactly: try unsigned()) else { throw .damaged }
        return FileStamp(size: size, modified: modified, inode: inode, mode: mode)
    }
}
