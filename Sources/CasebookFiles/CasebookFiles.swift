import CasebookModel

/// Both ends of the flow: content folder → `[SourceFile]`, `OutputFile` … → output folder.
///
/// `discover` takes a content folder and gives what lies in it, sorted by path; `read` takes one of these entries and
/// gives its bytes with their fingerprint; `Publisher` takes generated files and gives a finished site in the place of
/// the old one. What is wrong with single files of the content (no permission, a link that leads out, a named pipe) is
/// a diagnostic beside the result; a `FileError` or `PublishError` ends the run. Nothing here knows what a file says.
extension FileSystem {
    /// All files of a content folder but those with a dot name, sorted by path.
    ///
    /// A symbolic link is followed as long as it leads to content; each link to a folder once, and none in a circle.
    /// Markdown and YAML beyond the size limit are reported and left out.
    ///
    /// - Throws: Where the content folder itself can't be listed.
    package func discover(
        _ folder: ContentFolder, share: @escaping Sharing = SharedWork.alone.share
    ) throws(FileError) -> Outcome<[ContentEntry]> {
        var discovery = try Discovery(of: folder, on: self, SharedWork(share: share))
        return try discovery.run()
    }

    /// The bytes of an entry, and what is wrong where there are none. May be called from several threads.
    ///
    /// A file that has vanished or changes while it is read is tried once more: editors save by renaming.
    package func read(_ entry: ContentEntry) -> Outcome<SourceFile?> {
        var reason = UnreadableReason.changing
        for _ in 0..<2 {
            do {
                let contents = try read(entry.disk, limit: entry.format.limit)
                if contents.isSteady {
                    let fingerprint = ContentHash(of: contents.bytes).fingerprint
                    return Outcome(SourceFile(path: entry.path, bytes: contents.bytes, fingerprint: fingerprint))
                }
                reason = .changing
            } catch {
                if error.isTooLarge { return Outcome(nil, [entry.tooLarge(size(of: entry))]) }
                reason = UnreadableReason(error)
                guard reason == .vanished else { break }
            }
        }
        return Outcome(nil, [entry.diagnostic(.unreadable(path: entry.displayPath, reason: reason))])
    }

    /// As it is now, since it may have grown beyond the limit only after it was found.
    private func size(of entry: ContentEntry) -> Int { (try? status(entry.disk).size) ?? entry.status.size }
}

extension ContentEntry {
    func diagnostic(_ problem: Problem) -> Diagnostic { Diagnostic(problem, file: displayPath, at: .fileStart) }

    func tooLarge(_ size: Int) -> Diagnostic { diagnostic(.fileTooLarge(bytes: size, limit: format.limit)) }
}
