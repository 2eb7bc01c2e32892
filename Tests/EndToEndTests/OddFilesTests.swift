import Foundation
import TestSupport
import Testing

/// What a content folder may hold besides files, and files that don't hold still. Each ends with a message that says what is
/// wrong; nothing is waited for.
@Suite struct OddFilesTests {
    /// Puts something into a site's folder with a few lines of shell, which can make more than Foundation.
    struct Oddity: CustomTestStringConvertible, Sendable {
        let name: String
        let script: String
        let status: Int32
        /// The first line that is printed; `DIR` stands for the site's folder.
        let message: String

        init(_ name: String, _ script: String, _ status: Int32, _ message: String) {
            self.name = name
            self.script = script
            self.status = status
            self.message = message
        }

        var testDescription: String { name }

        fileprivate static func leftOut(_ path: String) -> String {
            "\(path):1:1: warning: \"\(path)\" is not a regular file and is left out [unreadable-file]"
        }
    }

    private static let unreadable = "an invalid path, or the file system can't do it"
    private static let han = String(repeating: "文", count: 84)

    static let oddities: [Oddity] = [
        Oddity("a pipe for a page", "mkfifo Content/b.md", 0, Oddity.leftOut("Content/b.md")),
        Oddity("a pipe for a word list", "mkfifo Content/forbidden.yml", 0, Oddity.leftOut("Content/forbidden.yml")),
        Oddity("a pipe for a picture", "mkfifo Content/b.png", 0, Oddity.leftOut("Content/b.png")),
        Oddity(
            "a pipe for a template", "mkdir Templates && mkfifo Templates/page.mustache", 0,
            Oddity.leftOut("Templates/page.mustache")),
        Oddity(
            "a socket", "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"Content/b.md\")'", 0,
            Oddity.leftOut("Content/b.md")),
        Oddity("a device", "mknod Content/b.md c 1 5", 0, Oddity.leftOut("Content/b.md")),
        Oddity(
            "a link to a device", "ln -s /dev/zero Content/b.md", 1,
            "Content/b.md:1:1: error: \"Content/b.md\" leads out of the content folder [outside-content]"),
        Oddity(
            "links in a circle", "ln -s c.md Content/b.md; ln -s b.md Content/c.md", 1,
            "Content/b.md:1:1: error: can't read \"Content/b.md\": the symbolic link leads into a folder that is read already, or round in a circle [unreadable-file]"
        ),
        Oddity(
            "a pipe for the configuration", "rm casebook.yml; mkfifo casebook.yml", 74,
            "casebook: can't read DIR/casebook.yml: \(unreadable)"),
        Oddity(
            "a folder for the configuration", "rm casebook.yml; mkdir casebook.yml", 74,
            "casebook: can't read DIR/casebook.yml: \(unreadable)"),
        Oddity(
            "a device for the configuration", "rm casebook.yml; ln -s /dev/zero casebook.yml", 74,
            "casebook: can't read /dev/zero: \(unreadable)"),
        Oddity(
            "a file for the content", "rm -r Content; touch Content", 74,
            "casebook: can't list DIR/Content: not a folder"),
        Oddity(
            "a pipe for the content", "rm -r Content; mkfifo Content", 74,
            "casebook: can't list DIR/Content: not a folder"),
        Oddity(
            "a link to itself for the content", "rm -r Content; ln -s Content Content", 74,
            "casebook: can't find ./Content: symbolic links that go round, or one where none is allowed"),
        Oddity(
            "no content", "rm -r Content", 74, "casebook: can't find ./Content: no such file or folder"),
        Oddity(
            "a name of 255 bytes, longer as a page", "printf '# b\\n' > Content/\(han).md", 1,
            "Content/\(han).md:1:1: error: \"\(han.prefix(20))…\" in the address has 257 bytes, where 245 are allowed [long-address]"
        ),
        Oddity(
            "a name of 255 bytes, and nobody is to look",
            "printf '# b\\n' > Content/\(han).md; echo 'checks: {long-address: off}' >> casebook.yml", 74,
            "casebook: a part of the address \(han).html has more than 255 bytes and can't be a file's name; choose a shorter name"
        ),
        Oddity(
            "a path of 8,000 bytes",
            """
            cd Content; name=$(printf 'd%.0s' $(seq 200))
            for i in $(seq 40); do mkdir $name; cd $name; done; printf '# b\\n' > b.md
            """, 1,
            "Content/" + Array(repeating: String(repeating: "d", count: 200), count: 20).joined(separator: "/")),
    ]

    @Test(.timeLimit(.minutes(20)), arguments: oddities) func isNamedAndNothingWaits(_ oddity: Oddity) async throws {
        let folder = try SmallSite.tiny()
        try await folder.build()
        let tree = try folder.tree("Site")
        let made = try await CasebookProgram.run(URL(filePath: "/bin/sh"), ["-c", oddity.script], in: folder.root)
        if made.status != 0, oddity.name == "a device" { try Test.cancel("this machine makes no devices here") }
        try #require(made.status == 0, "\(made.errors)")
        let run = try await folder.casebook("build")
        #expect(run.status == oddity.status, "\(run.errors)")
        let first = run.errors.split(separator: "\n").first.map(String.init) ?? ""
        #expect(first.replacing(folder.root.path, with: "DIR").hasPrefix(oddity.message), "\(first)")
        if oddity.status != 0 { #expect(differences(tree, try folder.tree("Site")) == []) }
        // The tests' own clean-up can't remove what has too long a path.
        _ = try await CasebookProgram.run(URL(filePath: "/bin/rm"), ["-rf", "Content"], in: folder.root)
    }

    @Test func aPathOf3600BytesIsAPage() async throws {
        let folder = try SmallSite.tiny()
        let path = Array(repeating: String(repeating: "d", count: 200), count: 17).joined(separator: "/")
        let script = "mkdir -p Content/\(path) && printf '# b\\n' > Content/\(path)/b.md"
        let made = try await CasebookProgram.run(URL(filePath: "/bin/sh"), ["-c", script], in: folder.root)
        try #require(made.status == 0, "\(made.errors)")
        try await folder.build()
        #expect(try folder.text("Site/\(path)/b.html").contains("<h1"))
    }

    /// Another program writes, cuts, removes and moves files all the while: every build ends, and what it published is
    /// whole.
    @Test(.timeLimit(.minutes(20))) func aFolderThatIsWrittenMeanwhileIsBuiltOrTheReasonSaid() async throws {
        let folder = try SmallSite.tiny()
        let page = SmallSite.guide("乙", body: String(repeating: "很长的正文。\n\n", count: 2_000))
        try folder.write("long", page)
        for number in 0..<40 { try folder.write("Content/guides/p\(number).md", page) }
        // Until it is told to stop, or whoever would tell it was killed.
        let script = """
            while [ ! -e stop ] && kill -0 $PPID; do
              for i in $(seq 0 39); do
                f=Content/guides/p$i.md
                case $((i % 5)) in
                  0) cat long > $f ;;
                  1) truncate -s 300 $f ;;
                  2) rm -f $f; cp long $f ;;
                  3) cp long new && mv new $f ;;
                  4) mkdir -p Content/guides/f$i; cp long Content/guides/f$i/q$i.md; rm -rf Content/guides/f$i ;;
                esac
              done
            done
            """
        async let writing = CasebookProgram.run(URL(filePath: "/bin/sh"), ["-c", script], in: folder.root)
        var built = 0
        for _ in 0..<6 {
            let run = try await folder.casebook("build", "--format", "json")
            #expect(run.status == 0 || run.status == 1, "\(run.errors)")
            let errors = try run.report().diagnostics.filter { $0.severity == "error" }
            // Cut inside its front matter or in the middle of a character, a file is what it then is.
            let expected: Set<String> = [
                "unreadable-file", "not-utf8", "front-matter-syntax", "missing-field", "missing-section",
            ]
            #expect(Set(errors.map(\.id)).isSubset(of: expected), "\(errors.map(\.brief))")
            if run.status == 0 {
                built += 1
                #expect(folder.exists("Site/site-manifest.json"))
            }
        }
        try folder.write("stop", "")
        _ = try await writing
        // And once it rests, all is well.
        for number in 0..<40 { try folder.write("Content/guides/p\(number).md", page) }
        try? folder.remove("new")
        try await folder.build()
        print("a folder that is being written: \(built) of 6 builds were published")
    }
}
