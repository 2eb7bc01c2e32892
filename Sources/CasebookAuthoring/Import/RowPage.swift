import CasebookModel
import CasebookText

/// A row of a table as a page.
struct RowPage {
    /// Of the row's own words where its title is empty; `nil` where there are none.
    private(set) var title: String?
    private(set) var id: String?
    /// Every spoken line, one below the other.
    private(set) var spoken = ""
    private(set) var remarks: [TableImport.Remark] = []

    private let kind: KindDeclaration
    private let surroundings: Surroundings
    private var given: [String: [String]]
    /// Spoken lines by channel, the default ones first.
    private var lines: [(variant: String?, texts: [String])] = []
    /// What no field takes.
    private var rest: [(header: String, value: String)] = []

    private static let longestTitle = 24

    init(
        _ cells: [String], mapping: ColumnMapping, kind: KindDeclaration, surroundings: Surroundings,
        given: [String: [String]]
    ) {
        self.kind = kind
        self.surroundings = surroundings
        self.given = given
        var values: [String: [(header: String, value: String)]] = [:]
        for (column, cell) in zip(mapping.columns, cells) where !cell.isEmpty {
            switch column.target {
            case .title: title = RowPage.oneLine(cell)
            case .id: id = cell
            case .line(let variant): add(cell, to: variant)
            case .field(let name): values[name, default: []].append((column.header, cell))
            case .rest: rest.append((column.header, cell))
            case .none: break
            }
        }
        for field in surroundings.kinds.fields(of: kind) {
            guard let found = values[field.name] else { continue }
            fill(field, with: found)
        }
        spoken = lines.flatMap(\.texts).joined(separator: "\n")
        declareSlots()
        if kind.hasSpokenLines, lines.isEmpty { remarks.append(.noLine) }
        if title == nil { makeUpTitle(cells, mapping) }
    }

    private mutating func add(_ text: String, to variant: String?) {
        if let index = lines.firstIndex(where: { $0.variant == variant }) {
            lines[index].texts.append(text)
        } else {
            lines.insert((variant, [text]), at: variant == nil ? 0 : lines.count)
        }
    }

    private mutating func fill(_ field: FieldDeclaration, with found: [(header: String, value: String)]) {
        switch FieldFiller(surroundings: surroundings).fill(field, with: found.map(\.value)) {
        case .lines(let lines): given[field.name] = lines
        case .unfit(let values, let lines):
            if !lines.isEmpty { given[field.name] = lines }
            for value in values {
                let header = found.first { $0.value.contains(value) }?.header ?? found[0].header
                remarks.append(.unfit(header: header, value: value, field: field.name))
                rest.append((header, value))
            }
        }
    }

    /// `{客户姓名}` in what is said: a slot, which has to be declared.
    private mutating func declareSlots() {
        var names: [String] = []
        for match in spoken.matches(of: /\{([^{}\n]{1,20})\}/) where !names.contains(String(match.1)) {
            names.append(String(match.1))
        }
        guard !names.isEmpty, given["slots"] == nil, kind.field("slots") != nil else { return }
        given["slots"] =
            ["slots:"]
            + names.map { "  \(YAMLText.scalar($0)): {label: \(YAMLText.scalar($0, inFlow: true)), kind: text}" }
    }

    private mutating func makeUpTitle(_ cells: [String], _ mapping: ColumnMapping) {
        let words = RowPage.oneLine(cells[mapping.titleColumn])
        let source = words.isEmpty ? RowPage.oneLine(spoken) : words
        guard !source.isEmpty else { return }
        title = source.count > RowPage.longestTitle ? "\(source.prefix(RowPage.longestTitle))…" : source
        remarks.append(.titleMadeUp)
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map(\.trimmed).joined(separator: " ")
    }

    // MARK: -

    func markdown(_ title: String) -> String {
        var skeleton = Skeleton(of: kind, title: title)
        skeleton.given = given
        skeleton.body = body
        return skeleton.markdown(in: surroundings)
    }

    private var body: String {
        let language = surroundings.language
        var parts: [String] = []
        if kind.hasSpokenLines, lines.first.map({ $0.variant != nil }) ?? true {
            parts.append("> \(Skeleton.spokenPlaceholder(language))")
        }
        for (variant, texts) in lines {
            if let variant {
                let label = surroundings.vocabulary("channel")?[variant]?.label ?? LocalizedText(variant)
                parts.append("## \(label.text(in: language))")
            }
            parts += texts.map(PlainText.quotation)
        }
        parts += kind.sections.map { "## \($0.label.text(in: language))" }
        if !rest.isEmpty {
            parts.append("## \(SkeletonWords.restOfRow.text(in: language))")
            parts += rest.map { "**\(PlainText.escaped($0.header))**\n\n\(PlainText.markdown($0.value).trimmed)" }
        }
        return parts.map { $0 + "\n" }.joined(separator: "\n")
    }
}
