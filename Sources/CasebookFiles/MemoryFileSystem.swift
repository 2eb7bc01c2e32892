import Foundation
import Synchronization

/// A disk in memory, for tests: it counts calls, fails where it is told to, and plays disks that this machine has not.
///
/// Paths are taken from `/`, relative ones too.
package final class MemoryFileSystem: FileSystem {
    /// What kind of disk it is.
    package struct Traits: Sendable {
        /// `A.md` and `a.md` are one file, as on most disks of macOS and Windows.
        package var ignoresCase = false
        /// Gives names back in normalisation form D, as disks of older macOS do, and takes both forms for one name.
        package var decomposesNames = false
        /// Lists folders in another order for each value; 0: in the order of names.
        package var listingSeed: UInt64 = 0
        /// Whether two names can be exchanged in one step.
        package var canExchange = true
        /// Whether a listing says what its entries are.
        package var listsKinds = true
        /// In bytes, for all files together.
        package var capacity = Int.max

        package init() {}
    }

    /// What happens at a call.
    package enum Fault: Hashable, Sendable {
        /// The call fails with a code; a file that was to be made is left half-written.
        case fails(Int32)
        /// The process is killed: this call and all later ones do nothing and fail.
        case dies
    }

    package let traits: Traits
    let contents: Mutex<Contents>
    private let faults = Mutex<Faults>(Faults())

    private struct Faults {
        var calls = 0
        var plan: [Int: Fault] = [:]
        var isDead = false
        var denied: Set<DiskPath> = []
    }

    package init(_ traits: Traits = Traits()) {
        self.traits = traits
        contents = Mutex(Contents(traits: traits))
    }

    /// Calls through the protocol since the beginning or the last ``revive()``.
    package var callCount: Int { faults.withLock { $0.calls } }

    /// - Parameter call: Counted from 1, over all operations.
    package func plan(_ fault: Fault, atCall call: Int) { faults.withLock { $0.plan[call] = fault } }

    /// Reading, listing or making the path fails with `EACCES`.
    package func deny(_ path: String) { faults.withLock { _ = $0.denied.insert(DiskPath(path)) } }

    /// What the next process finds: no faults, no locks, call count 0.
    package func revive() {
        faults.withLock { $0 = Faults() }
        contents.withLock { $0.locks = [] }
    }

    // MARK: - The protocol

    package func list(_ folder: DiskPath) throws(FileError) -> [FolderEntry] {
        try run(.list, folder) { contents throws(Refusal) in try contents.list(folder) }
    }

    package func status(_ path: DiskPath) throws(FileError) -> FileStatus {
        try run(.status, path) { contents throws(Refusal) in
            let place = try contents.find(path)
            return contents.status(of: place)
        }
    }

    package func realPath(_ path: DiskPath) throws(FileError) -> DiskPath {
        try run(.resolve, path) { contents throws(Refusal) in try contents.realPath(path) }
    }

    package func read(_ path: DiskPath, limit: Int) throws(FileError) -> FileContents {
        try run(.read, path) { contents throws(Refusal) in
            let number = try contents.find(path)
            switch contents.node(number).body {
            case .file(let bytes):
                if bytes.count > limit { throw Refusal(EFBIG) }
                return FileContents(
                    bytes: bytes, isSteady: contents.isSteady(number), status: contents.status(of: number))
            case .link: throw Refusal(ELOOP)
            case .folder, .pipe: throw Refusal(EINVAL)
            }
        }
    }

    package func create(_ path: DiskPath, _ bytes: [UInt8]) throws(FileError) {
        var isHalf: Int32?
        if let code = fault(at: path) {
            if code == deadCode { throw FileError(.create, path, code) }
            isHalf = code
        }
        if isDenied(path) { throw FileError(.create, path, EACCES) }
        let code = isHalf
        try unfaulted(.create, path) { contents throws(Refusal) in
            try contents.create(path, code == nil ? bytes : Array(bytes.prefix(bytes.count / 2)))
            if let code { throw Refusal(code) }
        }
    }

    package func makeFolder(_ path: DiskPath, mode: UInt32?) throws(FileError) {
        try run(.makeFolder, path) { contents throws(Refusal) in
            try contents.add(.folder([:]), at: path, mode: mode ?? 0o755)
        }
    }

    package func link(_ existing: DiskPath, to new: DiskPath) throws(FileError) {
        try run(.link, new) { contents throws(Refusal) in
            let number = try contents.find(existing)
            if case .folder = contents.node(number).body { throw Refusal(EPERM) }
            try contents.attach(number, at: new)
        }
    }

    package func rename(_ old: DiskPath, to new: DiskPath) throws(FileError) {
        try run(.rename, new) { contents throws(Refusal) in try contents.rename(old, to: new) }
    }

    package func exchange(_ first: DiskPath, _ second: DiskPath) throws(FileError) {
        let canExchange = traits.canExchange
        try run(.exchange, second) { contents throws(Refusal) in
            guard canExchange else { throw Refusal(EINVAL) }
            try contents.exchange(first, second)
        }
    }

    package func removeFile(_ path: DiskPath) throws(FileError) {
        try run(.remove, path) { contents throws(Refusal) in
            if case .folder = contents.node(try contents.find(path)).body { throw Refusal(EISDIR) }
            try contents.detach(path)
        }
    }

    package func removeFolder(_ path: DiskPath) throws(FileError) {
        try run(.remove, path) { contents throws(Refusal) in
            guard case .folder(let children) = contents.node(try contents.find(path)).body else {
                throw Refusal(ENOTDIR)
            }
            if !children.isEmpty { throw Refusal(ENOTEMPTY) }
            try contents.detach(path)
        }
    }

    package func lock(_ path: DiskPath, patience: Duration) throws(FileError) -> (any FileLock)? {
        try run(.lock, path) { contents throws(Refusal) in
            if (try? contents.find(path)) == nil { try contents.create(path, []) }
            let number = try contents.find(path)
            guard contents.locks.insert(number).inserted else { return nil }
            return MemoryLock(number: number, disk: self)
        }
    }

    // MARK: - Faults

    private var deadCode: Int32 { ECANCELED }

    /// Counts the call, and gives the code with which it is to fail.
    private func fault(at path: DiskPath) -> Int32? {
        faults.withLock { faults in
            faults.calls += 1
            if faults.isDead { return deadCode }
            switch faults.plan[faults.calls] {
            case .fails(let code): return code
            case .dies:
                faults.isDead = true
                return deadCode
            case nil: return nil
            }
        }
    }

    private func run<Result: Sendable>(
        _ operation: FileError.Operation, _ path: DiskPath, _ body: (inout Contents) throws(Refusal) -> Result
    ) throws(FileError) -> Result {
        if let code = fault(at: path) { throw FileError(operation, path, code) }
        let isRead = operation == .read || operation == .list
        if isRead, isDenied(path) { throw FileError(operation, path, EACCES) }
        return try unfaulted(operation, path, body)
    }

    private func isDenied(_ path: DiskPath) -> Bool { faults.withLock { $0.denied.contains(path) } }

    private func unfaulted<Result: Sendable>(
        _ operation: FileError.Operation, _ path: DiskPath, _ body: (inout Contents) throws(Refusal) -> Result
    ) throws(FileError) -> Result {
        if path.hasNUL { throw FileError(operation, path, EINVAL) }
        do {
            return try contents.withLock { contents throws(Refusal) in try body(&contents) }
        } catch {
            throw FileError(operation, path, error.code)
        }
    }
}

/// A refused call, before it is known under which name it was made.
struct Refusal: Error {
    var code: Int32

    init(_ code: Int32) { self.code = code }
}

private struct MemoryLock: FileLock {
    let number: Int
    let disk: MemoryFileSystem

    func release() { disk.contents.withLock { _ = $0.locks.remove(number) } }
}
