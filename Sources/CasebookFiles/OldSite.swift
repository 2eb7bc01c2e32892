import CasebookModel

/// The site in the output folder, as its manifest names it.
struct OldSite: Sendable {
    /// As the manifest has them.
    private(set) var files: [SiteManifest.File] = []
    /// How each looked when it was published, parallel to `files`; `nil` where nobody can tell.
    private var stamps: [FileStamp?] = []
    private var numbers: [Route: Int] = [:]

    /// Where there is none yet.
    init() {}

    init(_ manifest: SiteManifest) {
        files = manifest.files
        stamps = Array(repeating: nil, count: files.count)
        index()
    }

    /// - Parameter manifest: The bytes of its manifest.
    /// - Returns: `nil` where it is another than was published with these files.
    init?(_ published: PublishedFiles, manifest: [UInt8]) {
        guard let known = published.files(namedBy: manifest) else { return nil }
        files = known.map { SiteManifest.File(path: $0.path, size: $0.stamp.size, hash: $0.hash) }
        stamps = known.map { $0.stamp.isRacy(at: published.observed) ? nil : $0.stamp }
        index()
    }

    private mutating func index() {
        numbers.reserveCapacity(files.count)
        // Somebody's manifest may name a file twice.
        for (number, file) in files.enumerated() { numbers[Route(file.path)] = number }
    }

    /// How the files look that look as they did when they were published; `nil` for others.
    func intact(in folder: DiskPath, on disk: any FileSystem, _ work: SharedWork) -> [FileStatus?] {
        let nothing: [FileStatus?] = Array(repeating: nil, count: files.count)
        guard stamps.contains(where: { $0 != nil }),
            let statuses = try? work.statuses(of: files.map(\.path), below: folder, on: disk)
        else { return nothing }
        return zip(statuses, stamps).map { status, stamp in
            guard let status, status.kind == .file, FileStamp(status) == stamp else { return nil }
            return status
        }
    }

    /// The place of a file in `files`; `nil` where the site has none at the address.
    func number(_ route: Route) -> Int? { numbers[route] }
}
