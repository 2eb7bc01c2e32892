import Foundation
import Testing

/// `casebook markdown` against cmark-gfm's own executable, on every example of the GFM specification.
@Suite struct MarkdownCommandTests {
    private static let reference = URL(filePath: "/usr/bin/cmark-gfm")
    private static let specification = "/usr/share/doc/cmark-gfm/spec.txt.gz"

    @Test func agreesWithTheReferenceOnTheSpecification() async throws {
        let examples = try await examples()
        // The specification has 673 in the packaged version; far fewer would mean that they were not found.
        try #require(examples.count > 600)
        let different = try await withThrowingTaskGroup(of: (Int, String)?.self) { group in
            var different: [(Int, String)] = []
            var waiting = examples.enumerated().makeIterator()
            func addNext() {
                guard let (index, markdown) = waiting.next() else { return }
                group.addTask { try await Self.isSame(markdown) ? nil : (index + 1, markdown) }
            }
            for _ in 0..<4 { addNext() }
            while let result = try await group.next() {
                if let result { different.append(result) }
                addNext()
            }
            return different.sorted { $0.0 < $1.0 }
        }
        let share = Double(examples.count - different.count) / Double(examples.count)
        print("GFM specification: \(examples.count - different.count) of \(examples.count) examples agree")
        for (number, markdown) in different { print("example \(number) differs:\n\(markdown)") }
        #expect(share >= 0.985, "\(different.count) of \(examples.count) examples differ")
    }

    private static func isSame(_ markdown: String) async throws -> Bool {
        let folder = FileManager.default.temporaryDirectory
        let ours = try await CasebookProgram.run(["markdown"], in: folder, input: Data(markdown.utf8))
        let theirs = try await CasebookProgram.run(
            reference, ["table", "strikethrough", "autolink", "tasklist"].flatMap { ["-e", $0] }, in: folder,
            input: Data(markdown.utf8))
        #expect(ours.errors == "")
        return ours.status == 0 && ours.output == theirs.output
    }

    /// The Markdown of the examples: between a line of 32 backquotes and `example`, and a line with a full stop.
    private func examples() async throws -> [String] {
        try #require(
            FileManager.default.fileExists(atPath: Self.specification),
            "install the Debian package cmark-gfm (make test does): it carries the specification's examples")
        let text = try await CasebookProgram.run(
            URL(filePath: "/bin/gzip"), ["-dc", Self.specification], in: FileManager.default.temporaryDirectory
        ).text
        var examples: [String] = []
        var lines: [Substring]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```````````````````````````````` example") {
                lines = []
            } else if line == ".", let example = lines {
                examples.append(example.map { "\($0)\n" }.joined().replacing("→", with: "\t"))
                lines = nil
            } else {
                lines?.append(line)
            }
        }
        return examples
    }

    @Test(arguments: [
        ("[[id]] and ![[card]] and {slot}\n", "<p>[[id]] and ![[card]] and {slot}</p>\n"),
        ("a <b>c</b>\n", "<p>a <!-- raw HTML omitted -->c<!-- raw HTML omitted --></p>\n"),
        ("[x](javascript:alert(1))\n", "<p><a href=\"\">x</a></p>\n"),
        ("", ""),
    ])
    func givesAFragmentInSafeMode(markdown: String, html: String) async throws {
        let run = try await CasebookProgram.run(
            ["markdown"], in: FileManager.default.temporaryDirectory, input: Data(markdown.utf8))
        #expect(run.status == 0)
        #expect(run.text == html)
        #expect(run.errors == "")
    }

    @Test func inputThatIsNotTextIsRefused() async throws {
        let run = try await CasebookProgram.run(
            ["markdown", "--language", "en"], in: FileManager.default.temporaryDirectory, input: Data([0x61, 0xFF]))
        #expect(run.status == 1)
        #expect(run.text == "")
        #expect(run.errors.contains("the file is not UTF-8 (byte 0xFF) [not-utf8]"), "\(run.errors)")
    }
}
