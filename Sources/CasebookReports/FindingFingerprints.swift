import CasebookFiles
import CasebookModel

/// A name for each finding by which a later run knows it again, though lines were added above it.
///
/// It is made of what the finding is, its file, its words and the text of its line, and of a number where all of these
/// are the same twice. The words are the English ones whatever language the report speaks.
struct FindingFingerprints {
    /// Parallel to the report's diagnostics, 32 hexadecimal digits each, no two the same.
    let names: [String]

    init(_ report: FindingsReport) {
        var seen: [String: Int] = [:]
        names = report.diagnostics.map { diagnostic in
            let line = report.lines[diagnostic.file]?.line(at: diagnostic.range.start).text ?? ""
            let parts = [
                diagnostic.id.rawValue, report.path(of: diagnostic.file),
                diagnostic.problem.wording.english.message,
                line.split(whereSeparator: \.isWhitespace).joined(separator: " "),
            ]
            let key = parts.joined(separator: "\0")
            let number = seen[key, default: 0]
            seen[key] = number + 1
            return String(ContentHash(of: Array("\(key)\0\(number)".utf8)).hex.prefix(32))
        }
    }
}
