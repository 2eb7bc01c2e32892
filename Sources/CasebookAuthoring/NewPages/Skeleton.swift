import CasebookModel

/// A new page of a kind as Markdown, to be filled in: what has to be said stands there empty, what may be said as a
/// comment, each under a line of help.
///
/// Empty values are deliberate: `casebook check` lists them as missing, and a page can't be approved with words that
/// nobody wrote.
package struct Skeleton: Sendable {
    package var kind: KindDeclaration
    package var title: String
    /// Fields that are known already, as lines of YAML with their key, without indentation.
    package var given: [String: [String]] = [:]
    /// `nil`: headings of the kind's sections, and for a kind that speaks a first spoken line.
    package var body: String?

    package init(of kind: KindDeclaration, title: String) {
        self.kind = kind
        self.title = title
    }

    /// Fields that a new page has no use for, or that its place gives.
    private static let unshown: Set<String> = ["id", "kind", "title", "replaced_by", "former_ids", "pinyin"]
    /// Common fields that are worth a thought in every page.
    private static let shownFirst: Set<String> = ["status", "owner"]

    package func markdown(in surroundings: Surroundings) -> String {
        let writer = FieldWriter(hints: FieldHints(surroundings: surroundings), given: given)
        let fields = surroundings.kinds.fields(of: kind).filter { !Skeleton.unshown.contains($0.name) }
        let language = surroundings.language
        // Findings about the whole page show its first line.
        var lines = ["---", "title: \(YAMLText.scalar(title))", "# \(SkeletonWords.guidance.text(in: language))", ""]
        for field in shownFields(in: surroundings.kinds) { lines += writer.lines(of: field, isShown: true) + [""] }
        for field in fields where !isShown(field) { lines += writer.lines(of: field, isShown: false) }
        if kind.hasSpokenLines { lines += ["", "# \(SkeletonWords.spoken.text(in: language))"] }
        return (lines + ["---", ""]).joined(separator: "\n") + "\n" + (body ?? ownBody(language))
    }

    /// The fields that a new page shows ready to be filled in, in that order.
    func shownFields(in kinds: KindTable) -> [FieldDeclaration] {
        let shown = kinds.fields(of: kind).filter { !Skeleton.unshown.contains($0.name) && isShown($0) }
        return shown.filter { $0.name == "summary" } + shown.filter { $0.name != "summary" }
    }

    private func isShown(_ field: FieldDeclaration) -> Bool {
        field.requirement == .required || Skeleton.shownFirst.contains(field.name) || given[field.name] != nil
    }

    func ownBody(_ language: SiteLanguage) -> String {
        var parts: [String] = []
        if kind.hasSpokenLines { parts.append("> \(Skeleton.spokenPlaceholder(language))") }
        parts += kind.sections.map { "## \($0.label.text(in: language))" }
        return parts.map { $0 + "\n" }.joined(separator: "\n")
    }

    /// What stands where a spoken line is to be written: a slot that nothing declares, so that it can't be approved.
    static func spokenPlaceholder(_ language: SiteLanguage) -> String {
        "{\(SkeletonWords.spokenSlot.text(in: language))}"
    }
}
