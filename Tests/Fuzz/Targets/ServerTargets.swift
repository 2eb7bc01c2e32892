import CasebookBuild
import CasebookFiles
import CasebookModel

@testable import CasebookLanguageServer
@testable import CasebookPreview

/// What comes over a connection.
enum ServerTargets {
    /// The head of a request to the preview server.
    static let request: Fuzz.Target = { bytes in
        guard let head = try? RequestHead(bytes) else { return }
        _ = head["host"]
        guard let target = RequestTarget(head.target) else { return }
        precondition(!target.path.split(separator: "/").contains(".."), "a path that leads up")
        precondition(!target.path.utf8.contains(0), "a path with a zero")
    }

    /// The bytes that an editor sends, up to the answers.
    static let editor: Fuzz.Target = { bytes in
        let disk = MemoryFileSystem()
        disk.put("/site/casebook.yml", "title: 库\n")
        disk.put("/site/Content/guides/a.md", "---\ntitle: 甲\nstatus: approved\n---\n[[b]] 正文\n")
        let request = BuildRequest(
            source: DiskPath("/site"), output: nil,
            edition: Edition(includesDrafts: false, portable: false, date: CalendarDate("2026-06-01")!),
            isStrict: false, jobs: 1, theme: [:])
        var session = Session(request, isSourceGiven: true, language: .chinese, version: "1", disk: disk)
        var stream = MessageStream()
        // In two pieces, as they come over a pipe.
        for piece in [bytes[..<(bytes.count / 2)], bytes[(bytes.count / 2)...]] {
            stream.append(piece)
            while let message = try? stream.next() {
                _ = session.receive(message)
                if session.exitStatus != nil { return }
            }
        }
        if session.wantsLook { _ = session.look() }
    }
}
