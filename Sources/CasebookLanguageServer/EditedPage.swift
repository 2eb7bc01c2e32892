import CasebookFiles
import CasebookModel

/// A page as an editor has it, beside what is known of its site: what a question about a place in it begins with.
struct EditedPage {
    let knowledge: Knowledge
    let path: DiskPath
    let document: TextDocument
    /// `nil` for a text that doesn't begin with front matter.
    let lines: FrontMatterLines?
    /// What the page says itself that it is, or what its folder says.
    let kind: KindDeclaration?

    init(_ document: TextDocument, at path: DiskPath, in knowledge: Knowledge) {
        self.knowledge = knowledge
        self.path = path
        self.document = document
        lines = FrontMatterLines(document)
        kind = knowledge.kind(at: path, lines)
    }

    /// As it was when the site was last looked at; `nil` for a file that is no page.
    var parsed: ParsedPage? { knowledge.page(at: path) }

    func cursor(at position: TextPosition) -> Cursor? {
        Cursor(in: document, lines, at: document.offset(of: position))
    }

    func slot(below keys: [String]) -> Knowledge.Slot? { kind.flatMap { knowledge.slot(below: keys, of: $0) } }
}
