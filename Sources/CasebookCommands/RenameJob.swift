import ArgumentParser
import CasebookAuthoring
import CasebookBuild
import CasebookFiles
import CasebookModel
import CasebookText

/// A rename on the disk: the plan, how it is tried out, and how it is done.
struct RenameJob {
    private let plan: RenamePlan
    private let contents: SiteContents
    private let folder: AuthoringSource
    private let change: FileChange

    init(_ old: String, to new: String, in contents: SiteContents, _ folder: AuthoringSource) throws {
        if contents.configuration.isImplicit {
            throw CommandFailure(
                "“\(folder.source)”里没有 casebook.yml，页面的 id 就是文件路径，请直接改文件名",
                "there is no casebook.yml in \(folder.source): ids are paths of files there; rename the file")
        }
        let disk = LocalFileSystem()
        do throws(Renaming.Refusal) {
            plan = try RenamePlan(old, to: new, in: contents.renamed) { path in
                contents.disks[path].flatMap { try? disk.read($0, limit: 10_000_000).bytes }
            }
        } catch {
            throw CommandFailure(error, in: contents)
        }
        self.contents = contents
        self.folder = folder
        change = try RenameJob.change(plan, contents, disk)
    }

    private static func change(
        _ plan: RenamePlan, _ contents: SiteContents, _ disk: LocalFileSystem
    ) throws -> FileChange {
        let files = plan.files.compactMap { file in
            contents.disks[file.path].map { FileChange.File(path: $0, before: file.before, after: file.after) }
        }
        guard let move = plan.renaming.move, let page = contents.disks[plan.renaming.page.path] else {
            return FileChange(files: files, move: nil)
        }
        let from = move.isFolder ? page.parent : page
        let written = try disk.realPath(contents.folder).appending(move.from)
        // A link's other end would get the new name, and the link lead nowhere.
        guard try disk.realPath(written) == from, try disk.status(written).kind != .link else {
            throw CommandFailure(
                "“\(move.from)”是符号链接，请先改成普通文件", "\(move.from) is a symbolic link; make it a plain file first")
        }
        let name = move.to.split(separator: "/").last.map(String.init) ?? move.to
        return FileChange(files: files, move: FileMove(from: from, to: from.parent.appending(name)))
    }

    var newID: String { plan.renaming.newID }

    /// Files that change, the one that only moves included.
    var fileCount: Int {
        // The renamed page always gets a former id, so whatever moves is among them.
        plan.files.count
    }

    /// The content with drafts, as check sees it: links to drafts count.
    var trial: ChangeTrial {
        let (prefix, move) = (contents.pathPrefix, plan.renaming.move)
        return ChangeTrial(folder.request, change) { file in
            guard let move, file.hasPrefix(prefix) else { return file }
            return prefix + move.path(of: String(file.dropFirst(prefix.count)))
        }
    }

    func apply() throws {
        do throws(FileChange.Failure) {
            try change.apply(on: LocalFileSystem())
        } catch {
            switch error {
            case .changedMeanwhile(let path):
                throw CommandFailure(
                    "“\(path)”刚刚被别人改过，没有改动任何文件，请再运行一次",
                    "\(path) was changed in the meantime; nothing was changed, run the command again", status: .disk)
            case .taken(let path):
                throw CommandFailure(
                    "已经有“\(path)”，没有改动任何文件", "there is a \(path); nothing was changed")
            case .disk(let error, let unrestored):
                let left = unrestored.map(\.description).joined(separator: ", ")
                throw CommandFailure(
                    error.message.chinese + (left.isEmpty ? "；没有改动任何文件" : "；这些文件没能恢复：\(left)"),
                    error.message.english
                        + (left.isEmpty ? "; nothing was changed" : "; these files could not be put back: \(left)"),
                    status: .disk)
            }
        }
    }

    /// The plan, a line for each move and each edit.
    func lines(in language: ProgramLanguage) -> [String] {
        var lines: [String] = []
        if let move = plan.renaming.move {
            lines.append("\(folder.typed(contents.pathPrefix + move.from)) → \(contents.pathPrefix + move.to)")
        }
        for file in plan.files {
            let table = LineTable(file.before)
            for edit in file.edits {
                let position = table.position(of: edit.range.start)
                let old = String(decoding: file.before[edit.range.start..<edit.range.end], as: UTF8.self)
                let new = String(decoding: edit.replacement, as: UTF8.self).split(whereSeparator: \.isNewline)
                    .joined(separator: " ").trimmed
                let place = "\(folder.typed(contents.pathPrefix + file.path)):\(position.line):\(position.column)"
                lines.append(old.isEmpty ? "\(place)  + \(new)" : "\(place)  \(old) → \(new)")
            }
        }
        return lines.map(\.printable)
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}

extension CommandFailure {
    init(_ refusal: Renaming.Refusal, in contents: SiteContents) {
        let words = refusal.words(pathPrefix: contents.pathPrefix) { range, path in
            contents.position(of: range.start, in: path)
        }
        let status: ExitCode = refusal.isOfTheDisk ? .disk : refusal.isOfTheContent ? .refused : .validationFailure
        self.init(words.chinese, words.english, status: status)
    }

    init(unknownID id: String, in site: Site) {
        let now = site.pages.first { $0.fields.texts("former_ids").contains(id) }?.id
        if let now {
            self.init("没有 id 是“\(id)”的页面，它现在叫“\(now)”", "no page has the id \"\(id)\"; it is called \"\(now)\" now")
            return
        }
        let near = nearestName(to: id, among: site.indexByID.keys)
        let hint =
            site.edition.includesDrafts || near != nil
            ? LocalizedText("", "") : LocalizedText("；草稿要加 --drafts", "; for drafts add --drafts")
        self.init(
            "没有 id 是“\(id)”的页面\(near.map { "，是不是“\($0)”？" } ?? hint.chinese)",
            "no page has the id \"\(id)\"\(near.map { "; did you mean \"\($0)\"?" } ?? hint.english)")
    }
}
