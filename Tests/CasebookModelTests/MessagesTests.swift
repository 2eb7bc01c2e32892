import CasebookModel
import Foundation
import Testing

/// Every finding's words in both languages, read as a whole in `Tests/Fixtures/messages/messages.txt`. After a change
/// of words, `CASEBOOK_RECORD=1` writes the file anew; read it aloud before committing it.
@Suite struct MessagesTests {
    @Test func `the words of every problem are those of the committed file`() throws {
        let text = MessagesTests.samples.map(entry).joined(separator: "\n") + "\n" + notes
        let file = repository.appending(path: "Tests/Fixtures/messages/messages.txt")
        if ProcessInfo.processInfo.environment["CASEBOOK_RECORD"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(file.lastPathComponent); run again without CASEBOOK_RECORD")
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(text == expected)
    }

    @Test(arguments: [
        ("Problem", names(of: samples)),
        ("ExpectedType", names(of: MessagesTests.expectedTypes)),
        ("Construct", names(of: MessagesTests.constructs)),
        ("TemplateFault", names(of: MessagesTests.templateFaults)),
        ("UnreadableReason", names(of: MessagesTests.unreadableReasons)),
        ("SharedPlaces", names(of: MessagesTests.sharedPlaces)),
        ("UnsafePart", names(of: UnsafePart.allCases)),
        ("NoteSubject", names(of: MessagesTests.noteSubjects)),
    ])
    func `every case that the model declares has a sample`(type: String, sampled: [String]) throws {
        let source = try String(
            contentsOf: repository.appending(path: "Sources/CasebookModel/Problem.swift"), encoding: .utf8)
        #expect(Set(declaredCases(of: type, in: source)) == Set(sampled))
    }

    @Test func `every id is that of a problem`() {
        #expect(Set(MessagesTests.samples.map(\.id)) == Set(DiagnosticID.allCases))
    }

    @Test(arguments: samples)
    func `messages are one line without a full stop, and Chinese ones hold no half-width commas`(problem: Problem) {
        for words in [problem.wording.chinese, problem.wording.english] {
            #expect(!words.message.isEmpty && !words.message.contains("\n") && words.help?.contains("\n") != true)
            #expect(!words.message.hasSuffix("。") && !words.message.hasSuffix("."))
        }
        #expect(!problem.wording.chinese.message.contains(", "))
    }

    // MARK: -

    private func entry(_ problem: Problem) -> String {
        let wording = problem.wording
        var lines = ["\(problem.id.rawValue) (\(problem.id.defaultSeverity.rawValue)) \(caseName(problem))"]
        for (language, words) in [("zh", wording.chinese), ("en", wording.english)] {
            lines.append("  \(language): \(words.message)")
            if let help = words.help { lines.append("      \(help)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var notes: String {
        MessagesTests.noteSubjects.map { subject in
            "note \(subject)\n  zh: \(subject.words(in: .chinese))\n  en: \(subject.words(in: .english))\n"
        }.joined(separator: "\n")
    }

    private var repository: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// The names behind `case` in an enumeration's declaration.
    private func declaredCases(of type: String, in source: String) -> [String] {
        guard let start = source.range(of: "enum \(type):"),
            let end = source.range(of: "\n}\n", range: start.upperBound..<source.endIndex)
        else { return [] }
        return source[start.upperBound..<end.lowerBound].split(separator: "\n").flatMap { line -> [String] in
            let words = line.trimmingCharacters(in: .whitespaces)
            guard words.hasPrefix("case ") else { return [] }
            // `case a, b` names several; `case a(x: A, y: B)` one.
            guard !words.contains("(") else { return [String(words.dropFirst(5).prefix { $0 != "(" })] }
            return words.dropFirst(5).split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }
}

private func caseName(_ value: some Any) -> String { String(String(describing: value).prefix { $0 != "(" }) }

private func names(of values: [some Any]) -> [String] { values.map { caseName($0) } }
