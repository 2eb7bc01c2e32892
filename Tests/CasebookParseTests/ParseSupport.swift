import CasebookModel
import Foundation

@testable import CasebookParse

/// What the tests parse with: the built-in kinds, and the channels of the shipped vocabulary.
let channels = [
    "phone": "phone", "电话": "phone", "online": "online", "在线": "online", "柜面": "counter", "Counter": "counter",
]

func source(_ bytes: [UInt8], _ path: String) -> SourceFile {
    SourceFile(path: path, bytes: bytes, fingerprint: Fingerprint(high: 0, low: 0))
}

func parse(
    _ bytes: [UInt8], _ path: String = "page.md", kinds: KindTable? = nil, isImplicit: Bool = false
) -> Outcome<ParsedPage?> {
    let kinds = kinds ?? (isImplicit ? BuiltInKinds.plainTable : BuiltInKinds.table)
    let options = PageParser.Options(kinds: kinds, isImplicit: isImplicit, pathPrefix: "", channels: channels)
    return PageParser(options: options).parse(source(bytes, path))
}

func parse(
    _ text: String, _ path: String = "page.md", kinds: KindTable? = nil, isImplicit: Bool = false
) -> Outcome<ParsedPage?> {
    parse(Array(text.utf8), path, kinds: kinds, isImplicit: isImplicit)
}

/// A text's findings as `line:column id message`, in the order of a run.
func findings(_ diagnostics: [Diagnostic], in bytes: [UInt8], _ language: ProgramLanguage = .chinese) -> [String] {
    let lines = LineTable(bytes)
    return diagnostics.sorted(by: Diagnostic.precedes).map { diagnostic in
        let position = lines.position(of: diagnostic.range.start)
        let words = diagnostic.problem.wording.words(in: language)
        return "\(position.line):\(position.column) \(diagnostic.id.rawValue) \(words.message)"
    }
}

func findings(
    _ text: String, _ path: String = "page.md", kinds: KindTable? = nil, isImplicit: Bool = false
) -> [String] {
    findings(parse(text, path, kinds: kinds, isImplicit: isImplicit).diagnostics, in: Array(text.utf8))
}

/// The bytes that a range covers, as text.
func words(_ range: SourceRange, of text: String) -> String {
    String(decoding: Array(text.utf8)[range.start..<range.end], as: UTF8.self)
}

extension Outcome<ParsedPage?> {
    /// The page, which every UTF-8 file gives.
    var page: ParsedPage { value! }
}

/// A body as a guide's: Casebook's marks, no spoken lines.
func body(_ markdown: String) -> Document { parse("---\ntitle: t\n---\n" + markdown, "guides/g.md").page.body }

/// A body as a script's.
func script(_ markdown: String) -> ParsedPage {
    parse("---\ntitle: t\nsummary: s\nwhen: w\nchannels: phone\nrisk: low\n---\n" + markdown, "scripts/s.md").page
}

extension Document {
    /// The tree in one line: `paragraph("a" strong("b"))`.
    var outline: String { outline(0..<nodes.count) }

    private func outline(_ range: Range<Int>) -> String {
        var parts: [String] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let node = nodes[index]
            let children = index + 1 < Int(node.end) ? "(\(outline(index + 1..<Int(node.end))))" : ""
            parts.append(name(node) + children)
            index = Int(node.end)
        }
        return parts.joined(separator: " ")
    }

    private func name(_ node: Node) -> String {
        let words = String(decoding: words(of: node), as: UTF8.self)
        let quoted = "\"\(words.replacing("\n", with: "⏎"))\""
        switch node.kind {
        case .text: return quoted
        case .code, .htmlBlock, .inlineHTML: return "\(node.kind) \(quoted)"
        case .codeBlock:
            return node.index < 0 ? "codeBlock \(quoted)" : "codeBlock[\(names[Int(node.index)])] \(quoted)"
        case .heading: return "h\(node.detail)[\(headings[Int(node.index)].anchor)]"
        case .quotation: return node.detail == 1 ? "spoken\(node.index)" : "quotation"
        case .callout: return "\(Callout(rawValue: node.detail)!)"
        case .bulletList: return node.detail == 1 ? "tightBullets" : "bullets"
        case .orderedList: return "\(node.detail == 1 ? "tightOrdered" : "ordered")@\(node.index)"
        case .listItem: return ["item", "todo", "done"][Int(node.detail)]
        case .tableRow: return node.detail == 1 ? "head" : "row"
        case .tableCell:
            return (node.detail & 4 != 0 ? "th" : "td") + ["", "-left", "-centre", "-right"][Int(node.detail & 3)]
        case .footnote: return "footnote\(node.index)"
        case .footnoteReference: return "ref\(node.index).\(node.detail)"
        case .link, .image:
            let link = links[Int(node.index)]
            return
                "\(node.kind)[\(link.key)\(link.title.isEmpty ? "" : " '\(link.title)'")]\(node.kind == .image ? " " + quoted : "")"
        case .pageLink: return "page[\(links[Int(node.index)].key)]" + (words.isEmpty ? "" : " \(quoted)")
        case .card: return (node.detail == 1 ? "loneCard" : "card") + "[\(links[Int(node.index)].key)]"
        case .slot: return "slot[\(names[Int(node.index)])]"
        default: return "\(node.kind)"
        }
    }
}

/// The repository's root.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// The shipped content's pages, in the order of their paths.
let shippedPages: [SourceFile] = {
    let root = repository.appending(path: "Content").resolvingSymlinksInPath()
    let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".md") }.sorted().compactMap { path in
        (try? Data(contentsOf: root.appending(path: path))).map { source(Array($0), path) }
    }
}()
