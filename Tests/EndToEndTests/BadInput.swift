import Foundation
import Testing

/// A file or two that no author means to have. What is said about them stands in `Fixtures/bad-input/<name>/expected/`.
struct BadInput: CustomTestStringConvertible, Sendable {
    let name: String
    /// Puts it into the content of a site that was in order.
    let add: @Sendable (TemporaryFolder) throws -> Void

    var testDescription: String { name }

    private init(_ name: String, _ add: @escaping @Sendable (TemporaryFolder) throws -> Void) {
        self.name = name
        self.add = add
    }

    /// One file of the content folder.
    private init(_ name: String, _ path: String, _ bytes: Data) {
        self.init(name) { try $0.write("Content/\(path)", bytes) }
    }

    private init(_ name: String, _ path: String, _ text: String) {
        self.init(name, path, Data(text.utf8))
    }

    /// Every one keeps the site from being published.
    static let all: [BadInput] = [
        BadInput("never-closes", "guides/b.md", "---\ntitle: 乙\n\n正文。\n"),
        BadInput(
            "tower-of-aliases", "b.md",
            "---\ntitle: 乙\nl0: &l0 [x, x, x, x, x, x, x, x, x]\n"
                + (1...9).map {
                    "l\($0): &l\($0) [\(Array(repeating: "*l\($0 - 1)", count: 9).joined(separator: ", "))]\n"
                }
                .joined() + "---\n正文。\n"),
        BadInput("alias-of-nothing", "b.md", "---\ntitle: *nobody\n---\n正文。\n"),
        BadInput("tabs", "b.md", "---\ntitle: 乙\ntags:\n\t- 甲\n---\n正文。\n"),
        BadInput("not-utf-8", "b.md", Data("# 标题\n\n正文是".utf8) + Data([0xB1, 0xE0, 0xC2, 0xEB, 0x0A])),
        BadInput("utf-16", "b.md", Data([0xFF, 0xFE, 0x23, 0x00, 0x20, 0x00])),
        BadInput("fifty-megabytes", "b.md", Data("# 大\n\n".utf8) + Data(repeating: 0x78, count: 50_000_000)),
        BadInput("empty-file", "b.md", ""),
        BadInput("one-id-twice", "guides/b.md", SmallSite.guide("乙", more: "id: a\nrelated: [a]\n")),
        BadInput("ids-differ-in-case", "guides/sub/A.md", SmallSite.guide("乙", more: "related: [a]\n")),
        BadInput("ids-differ-in-normalisation") { folder in
            try folder.write("Content/b.md", "---\ntitle: 乙\nid: cafe\u{301}\nrelated: [a]\n---\n正文。\n")
            try folder.write("Content/guides/c.md", SmallSite.guide("丙", more: "id: caf\u{E9}\nrelated: [a]\n"))
        },
        BadInput("link-to-a-draft") { folder in
            try folder.write("Content/index.md", "# 首页\n\n[[a]]，[[b]]\n")
            try folder.write("Content/guides/b.md", SmallSite.guide("乙", more: "related: [c]\n", body: "见[[c]]。"))
            try folder.write("Content/guides/c.md", "---\ntitle: 丙\n---\n\n草稿。\n")
        },
        BadInput("cycle-of-causes") { folder in
            for (id, parent) in [("x", "y"), ("y", "x")] {
                let fields = "parents: [\(parent)]\nsigns: [听到]\ncountermeasures: [应对]\n"
                try folder.write("Content/causes/\(id).md", SmallSite.guide("原因 \(id)", more: fields))
            }
        },
        BadInput("gap-in-steps") { folder in
            let fields = "goal: 目标\nactions: [做]\ndone_when: 做完\n"
            try folder.write("Content/methods/m/index.md", SmallSite.guide("方法"))
            try folder.write("Content/methods/m/1-first.md", SmallSite.guide("第一", more: fields))
            try folder.write("Content/methods/m/3-third.md", SmallSite.guide("第三", more: fields))
        },
        BadInput("links-out-of-the-folder") { folder in
            let files = FileManager.default
            try files.createSymbolicLink(
                atPath: folder.url("Content/secret.md").path, withDestinationPath: "/etc/passwd")
            try files.createSymbolicLink(atPath: folder.url("Content/folder").path, withDestinationPath: "..")
        },
        BadInput("links-to-nowhere") { folder in
            let files = FileManager.default
            try files.createSymbolicLink(atPath: folder.url("Content/broken.md").path, withDestinationPath: "gone.md")
            try files.createSymbolicLink(
                atPath: folder.url("Content/guides/loop").path, withDestinationPath: "../guides")
        },
        BadInput(
            "deep-nesting", "b.md",
            "---\ntitle: 乙\nrelated: [a]\n---\n\n" + String(repeating: "> ", count: 5000) + "底\n"),
        BadInput(
            "open-brackets", "b.md",
            "---\ntitle: 乙\nrelated: [a]\n---\n\n" + String(repeating: "![[]()", count: 30_000) + "\n"),
        BadInput(
            "huge-table", "b.md",
            "---\ntitle: 乙\nrelated: [a]\n---\n\n" + String(repeating: "|a", count: 200) + "|\n"
                + String(repeating: "|-", count: 200) + "|\n" + String(repeating: "|\n", count: 5000)),
    ]
}
