import CasebookModel

/// What a new page finds in its site: which kinds there are, which values fields may take, which pages they may name.
package struct Surroundings: Sendable {
    package var kinds: KindTable
    package var vocabularies: [Vocabulary]
    /// All pages, the unpublished ones too, in the order of their paths.
    package var pages: [ParsedPage]
    /// The language that pages are written in.
    package var language: SiteLanguage
    /// What stands before a page's path in messages: the content folder with a final `/`, or nothing.
    package var pathPrefix: String

    package init(
        kinds: KindTable, vocabularies: [Vocabulary], pages: [ParsedPage], language: SiteLanguage, pathPrefix: String
    ) {
        self.kinds = kinds
        self.vocabularies = vocabularies
        self.pages = pages
        self.language = language
        self.pathPrefix = pathPrefix
    }

    package func vocabulary(_ name: String) -> Vocabulary? { vocabularies.first { $0.name == name } }

    /// The pages that a relation may lead to, retired ones left out.
    package func targets(of relation: Relation) -> [ParsedPage] {
        pages.filter { page in
            page.status != .retired && !page.isIntroduction
                && (relation.targetKinds.isEmpty || relation.targetKinds.contains(page.kind))
        }
    }

    /// The kind of a name as people call it: the name itself, or its label in either language.
    package func kind(called name: String) -> KindDeclaration? {
        if let kind = kinds[name] ?? kinds[name.lowercased()] { return kind }
        return kinds.kinds.first { kind in
            SiteLanguage.allCases.contains { kind.label.text(in: $0).lowercased() == name.lowercased() }
        }
    }
}

extension ParsedPage {
    /// `index.md` of a folder, which introduces its list; a method's is the method.
    package var isIntroduction: Bool { kind == "page" && (path == "index.md" || path.hasSuffix("/index.md")) }
}
