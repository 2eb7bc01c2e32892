import CasebookCheck
import CasebookFiles
import CasebookModel
import CasebookParse
import CasebookRender

/// What is wrong with the text files and drawings that published pages refer to: they are read here, since no other stage
/// before publishing does, and pages alone say which are published.
struct AssetCheck {
    let disk: any FileSystem
    let privacy: OwnPrivacy

    struct Reading: Sendable {
        /// By the path that findings call the file by.
        var excuses: [String: [Excuse]] = [:]
        /// Of the files' bytes, by path below the content folder.
        var hashes: [String: Fingerprint] = [:]
    }

    func run(_ assets: [Asset], _ entries: [ContentEntry]) -> Outcome<Reading> {
        let entries = Dictionary(entries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var outcome = Outcome(Reading())
        for asset in assets where PublishedAsset.isText(asset.path) {
            guard let entry = entries[asset.path] else { continue }
            let read = disk.read(entry)
            outcome.diagnostics += read.diagnostics
            guard let source = read.value else { continue }
            outcome.value.hashes[asset.path] = source.fingerprint
            let file = entry.displayPath
            outcome.diagnostics += PrivateData.find(in: source.bytes, file: file, own: privacy)
            if let problem = PublishedAsset(path: asset.path, bytes: source.bytes).problem {
                outcome.diagnostics.append(Diagnostic(problem, file: file, at: .fileStart))
            }
            outcome.value.excuses[file] = Excuses.find(in: source.bytes)
        }
        return outcome
    }
}
