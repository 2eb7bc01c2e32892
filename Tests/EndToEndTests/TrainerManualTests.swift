import Foundation
import Testing

/// `Documentation/trainer.zh.md`: what it shows happens, command by command, in one folder.
@Suite struct TrainerManualTests {
    /// A fenced block of the manual.
    private struct Block {
        /// The words behind the fence: `console`, or `markdown file=Content/cases/a.md`.
        var words: [String]
        var lines: [String]

        var file: String? { words.first { $0.hasPrefix("file=") }.map { String($0.dropFirst(5)) } }
    }

    private func blocks() throws -> [Block] {
        let manual = Fixture.repository.appending(path: "Documentation/trainer.zh.md")
        var blocks: [Block] = []
        var open: Block?
        for line in try String(contentsOf: manual, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(block)
                    open = nil
                } else {
                    open = Block(words: line.dropFirst(3).split(separator: " ").map(String.init), lines: [])
                }
            } else {
                open?.lines.append(String(line))
            }
        }
        return blocks
    }

    /// What the manual asks its reader to do by hand between two commands.
    private func edit(_ folder: TemporaryFolder, before command: String) throws {
        let pages = ["cases/wet-parcel.md", "causes/pushed-away.md"].map { "知识库/Content/\($0)" }
        switch command {
        case "casebook build --drafts --output 预览": try folder.edit(pages[0], ", no-new]", "]")
        case "casebook check --strict":
            let reviewed = "status: approved\nreviewed_on: 2026-03-02\nreviewed_by: 质检组\nreview_by: 2027-03-02"
            for page in pages { try folder.edit(page, "status: draft", reviewed) }
        default: break
        }
    }

    @Test func `its commands say what it shows`() async throws {
        let folder = try TemporaryFolder(named: "desk")
        var place = ""
        var count = 0
        for block in try blocks() {
            if let file = block.file {
                try folder.write("\(place)\(file)", block.lines.map { $0 + "\n" }.joined())
            } else if block.words == ["console"] {
                for (command, expected) in commands(block) {
                    if command.hasPrefix("cd ") {
                        place = String(command.dropFirst(3)) + "/"
                        continue
                    }
                    count += 1
                    try edit(folder, before: command)
                    try await run(command, in: folder.url(place), expecting: expected)
                }
            }
        }
        #expect(count >= 10)
    }

    private func commands(_ block: Block) -> [(command: String, expected: [String])] {
        var commands: [(String, [String])] = []
        for line in block.lines {
            if line.hasPrefix("$ ") {
                commands.append((String(line.dropFirst(2)), []))
            } else {
                commands[commands.count - 1].1.append(line)
            }
        }
        return commands
    }

    /// Every line that the manual shows is said, in that order; `…` stands for anything. Numbers of pages and seconds may be
    /// others.
    private func run(_ command: String, in folder: URL, expecting lines: [String]) async throws {
        var arguments = command.split(separator: " ").map(String.init)
        #expect(arguments.removeFirst() == "casebook", "\(command)")
        let dated = ["init", "check", "build"].contains(arguments[0])
        let run = try await CasebookProgram.run(
            arguments + (dated ? ["--date", "2026-03-02"] : []) + ["--language", "zh"], in: folder)
        #expect(run.status == 0, "\(command)\n\(run.errors)")
        var said = (run.text + run.errors).split(separator: "\n").map { uncounted(String($0)) }[...]
        for line in lines where line != "…" {
            let start = uncounted(line.hasSuffix("…") ? String(line.dropLast()) : line)
            guard let place = said.firstIndex(where: { line.hasSuffix("…") ? $0.hasPrefix(start) : $0 == start }) else {
                Issue.record("\(command)\nsays no \"\(line)\" but\n\(run.text)\(run.errors)")
                return
            }
            said = said[(place + 1)...]
        }
    }

    private func uncounted(_ line: String) -> String {
        line.contains(" 页，") || line.contains(" 个文件") ? line.replacing(/[0-9.]+/, with: "N") : line
    }
}
