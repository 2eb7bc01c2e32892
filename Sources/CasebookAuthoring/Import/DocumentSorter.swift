import CasebookModel

/// Sorts the Markdown of somebody's document under the sections of a kind. No line of it gets lost: what has no place
/// stands at the end, under a heading that says so.
package struct DocumentSorter {
    /// The document's own title, where it has one; its words stand nowhere else.
    package private(set) var title: String?
    /// The body of the new page.
    package private(set) var body = ""
    /// Labels of sections that got text, and of those that didn't, in the kind's order.
    package private(set) var filled: [String] = []
    package private(set) var empty: [String] = []
    /// Paragraphs that had no place.
    package private(set) var unplacedCount = 0

    private let names: SectionNames
    private let sections: [SectionDeclaration]
    private let language: SiteLanguage
    /// The lines of each section, and the lines without a place.
    private var texts: [[String]]
    private var unplaced: [String] = []
    /// Where the next line goes: `nil` is no section. A heading below `level` belongs to it.
    private var current: Int?
    private var level = 0

    /// - Parameters:
    ///   - title: What the page is going to be called; `nil` takes the heading that the document begins with.
    package init(_ markdown: String, for kind: KindDeclaration, title: String?, language: SiteLanguage) {
        names = SectionNames(kind.sections)
        sections = kind.sections
        self.language = language
        texts = Array(repeating: [], count: kind.sections.count)
        var lines = DocumentLine.lines(of: markdown)
        takeTitle(from: &lines, wanted: title)
        for line in lines { sort(line) }
        finish(kind)
    }

    /// A first heading that names no section is the title. One that differs from the title that was asked for stays.
    private mutating func takeTitle(from lines: inout [DocumentLine], wanted: String?) {
        guard let first = lines.firstIndex(where: { !$0.text.isEmpty }), let words = lines[first].headingWords,
            names.match(words, takesPart: false) == nil
        else { return }
        let plain = DocumentLine.plain(words)
        if let wanted, wanted.trimmed != plain { return }
        title = plain
        lines.remove(at: first)
    }

    private mutating func sort(_ line: DocumentLine) {
        switch line.role {
        case .heading(let depth, let words): sortHeading(depth, words)
        case .short(let words):
            guard let match = names.match(words, takesPart: false) else { return append(line.text) }
            open(match, depth: 7, words)
        case .labelled(let label, let rest):
            guard let match = names.match(label, takesPart: false) else { return append(line.text) }
            open(match, depth: 7, label)
            append(rest)
        case .text: append(line.text)
        }
    }

    private mutating func sortHeading(_ depth: Int, _ words: String) {
        let isInside = current != nil && depth > level
        if let match = names.match(words, takesPart: !isInside && depth <= 6) {
            open(match, depth: depth, words)
        } else if depth > 6 {
            // Bold words that name nothing are bold words.
            append("**\(words)**")
        } else if isInside {
            append("### \(words)")
        } else {
            current = nil
            level = depth
            append("### \(words)")
        }
    }

    private mutating func open(_ match: SectionNames.Match, depth: Int, _ words: String) {
        current = match.section
        // What looks like a heading without being one stands for one of the depth that sections have here.
        if depth <= 6 || level == 0 { level = depth }
        // Its words stay where the section's own heading doesn't say them, and where they divide the section.
        if !match.isExact || !texts[match.section].allSatisfy(\.isEmpty) { append("### \(DocumentLine.plain(words))") }
    }

    /// A line with its blank line before it where it is a heading.
    private mutating func append(_ line: String) {
        let lines = line.hasPrefix("### ") ? ["", line, ""] : [line]
        if let current { texts[current] += lines } else { unplaced += lines }
    }

    private mutating func finish(_ kind: KindDeclaration) {
        var parts: [String] = []
        if kind.hasSpokenLines { parts.append("> \(Skeleton.spokenPlaceholder(language))") }
        for (number, section) in sections.enumerated() {
            let label = section.label.text(in: language)
            let text = DocumentSorter.joined(texts[number])
            if text.isEmpty { empty.append(label) } else { filled.append(label) }
            parts.append(text.isEmpty ? "## \(label)" : "## \(label)\n\n\(text)")
        }
        let rest = DocumentSorter.joined(unplaced)
        unplacedCount = rest.split(separator: "\n\n").count
        if !rest.isEmpty {
            // A kind without sections takes everything as its body.
            parts.append(sections.isEmpty ? rest : "## \(SkeletonWords.unplaced.text(in: language))\n\n\(rest)")
        }
        body = parts.map { $0 + "\n" }.joined(separator: "\n")
    }

    /// Lines as text, blank ones at both ends left out, several in a row as one.
    private static func joined(_ lines: [String]) -> String {
        var kept: [String] = []
        for line in lines where !(line.isEmpty && (kept.last?.isEmpty ?? true)) { kept.append(line) }
        while kept.last?.isEmpty == true { kept.removeLast() }
        return kept.joined(separator: "\n")
    }
}
