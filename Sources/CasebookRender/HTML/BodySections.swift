import CasebookModel

/// A body cut at its level-2 headings, so that a template can place the sections that a kind declares.
struct BodySections: Hashable {
    struct Section: Hashable {
        /// The declared section's name; `nil` for a heading of the author's own.
        let name: String?
        /// Index into the document's headings.
        let heading: Int
        /// What stands below the heading.
        let content: Range<Int>
    }

    /// What stands before the first section.
    let opening: Range<Int>
    let sections: [Section]
    /// The footnotes: they belong to the page, whichever section comes last.
    let notes: Range<Int>

    /// - Parameter range: Top-level nodes from one to another.
    init(_ body: Document, in range: Range<Int>, of kind: KindDeclaration) {
        var starts: [(node: Int, heading: Int)] = []
        var end = range.upperBound
        var index = range.lowerBound
        while index < range.upperBound {
            let node = body.nodes[index]
            if node.kind == .footnote {
                end = index
                break
            }
            if node.kind == .heading, node.detail <= 2 { starts.append((index, Int(node.index))) }
            index = Int(node.end)
        }
        opening = range.lowerBound..<(starts.first?.node ?? end)
        sections = starts.enumerated().map { number, start in
            let next = number + 1 < starts.count ? starts[number + 1].node : end
            let heading = body.headings[start.heading]
            return Section(
                name: Self.declaration(of: heading, in: kind)?.name, heading: start.heading,
                content: Int(body.nodes[start.node].end)..<next)
        }
        notes = end..<range.upperBound
    }

    private static func declaration(of heading: Heading, in kind: KindDeclaration) -> SectionDeclaration? {
        guard heading.level == 2 else { return nil }
        return kind.sections.first { $0.label.chinese == heading.text || $0.label.english == heading.text }
    }
}

extension Document {
    /// The line across a section (`---`) that an author draws where those who practise are to take over.
    func turn(in section: Range<Int>) -> Int? {
        var index = section.lowerBound
        while index < section.upperBound {
            if nodes[index].kind == .thematicBreak { return index }
            index = Int(nodes[index].end)
        }
        return nil
    }

    /// What follows the line that a range begins with.
    func withoutTurn(_ range: Range<Int>) -> Range<Int> {
        turn(in: range) == range.lowerBound && !range.isEmpty ? range.lowerBound + 1..<range.upperBound : range
    }
}
