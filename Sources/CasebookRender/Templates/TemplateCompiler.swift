import CasebookModel
import CasebookText

/// Turns template sources into programs for a view, with every name checked against what the view gives.
///
/// Takes all sources of a theme by name and the interface words of one language; gives a program for each request, and
/// the diagnostics of all of them. Faults are values: a program with faults is never run.
struct TemplateCompiler {
    /// By the name that partial tags use: the path without `.mustache`.
    let sources: [String: TemplateSource]
    /// `{{text.name}}`: fixed for a site, so they become literals.
    let words: [String: String]
    /// Without repetitions: a partial is compiled once for each template that includes it.
    private(set) var diagnostics: [Diagnostic] = []
    private var reported: Set<Diagnostic> = []

    private var template = Template()
    private var schemas: [ViewSchema] = []
    private var including: [String] = []
    private var indentation: [UInt8] = []
    private var owesIndentation = false
    /// Where the last section ended: what follows may not join what is inside it.
    private var lastSectionEnd = 0

    init(sources: [String: TemplateSource], words: [String: String]) {
        self.sources = sources
        self.words = words
        for source in sources.values.sorted(by: { $0.path < $1.path }) { source.diagnostics.forEach { report($0) } }
    }

    /// The program of the template called `name`; `nil` where there is no such template.
    mutating func compile(_ name: String, for schema: ViewSchema) -> Template? {
        guard let source = sources[name] else { return nil }
        template = Template()
        schemas = [schema]
        including = [name]
        indentation = []
        lastSectionEnd = 0
        compile(source.nodes, of: source)
        return template
    }

    private mutating func compile(_ nodes: [TemplateSource.Node], of source: TemplateSource) {
        for node in nodes {
            switch node {
            case .text(let range): appendText(source.bytes[range])
            case .variable(let name, let raw):
                payIndentation()
                compileVariable(name, raw: raw, of: source)
            case .section(let section): compileSection(section, of: source)
            case .partial(let name, let blanks): compilePartial(name, indentation: blanks, of: source)
            }
        }
    }

    private mutating func compileVariable(_ name: TemplateSource.Name, raw: Bool, of source: TemplateSource) {
        if name.text.hasPrefix("text.") { return compileWords(name, raw: raw, of: source) }
        guard let (path, shape) = resolve(name, of: source) else { return }
        switch (shape, raw) {
        case (.text, false): template.operations.append(.text(path))
        case (.html, true): template.operations.append(.html(path))
        default: report(.templateSyntax(.wrongUse(name: name.text)), at: name.range, of: source)
        }
    }

    private mutating func compileWords(_ name: TemplateSource.Name, raw: Bool, of source: TemplateSource) {
        let key = String(name.text.dropFirst("text.".count))
        guard let text = words[key] else {
            let near = nearestName(to: key, among: words.keys).map { "text." + $0 }
            return report(.templateName(name: name.text, view: "text", near: near), at: name.range, of: source)
        }
        guard !raw else { return report(.templateSyntax(.wrongUse(name: name.text)), at: name.range, of: source) }
        appendLiteral(EscapedHTML { $0.text(text) }.bytes[...])
    }

    private mutating func compileSection(_ section: TemplateSource.Section, of source: TemplateSource) {
        if !section.opensAlone { payIndentation() }
        guard let (path, shape) = resolve(section.name, of: source) else { return }
        let start = template.operations.count
        var pushed: ViewSchema?
        switch shape {
        case .text, .html:
            return report(.templateSyntax(.wrongUse(name: section.name.text)), at: section.name.range, of: source)
        case .flag: break
        case .presence: break
        case .view(let schema), .list(let schema): pushed = section.isInverted ? nil : schema()
        }
        // Replaced below, when the end is known.
        template.operations.append(.flag(path, wanted: true, end: 0))
        if let pushed {
            schemas.append(pushed)
            template.height = max(template.height, schemas.count)
        }
        compile(section.nodes, of: source)
        if pushed != nil { schemas.removeLast() }
        if !section.closesAlone { payIndentation() }
        let end = template.operations.count
        lastSectionEnd = end
        template.operations[start] =
            switch (shape, section.isInverted) {
            case (.view, false): .with(path, end: end)
            case (.view, true): .present(path, isList: false, wanted: false, end: end)
            case (.list, false): .each(path, end: end)
            case (.list, true): .present(path, isList: true, wanted: false, end: end)
            case (.presence(let isList), let isInverted):
                .present(path, isList: isList, wanted: !isInverted, end: end)
            default: .flag(path, wanted: !section.isInverted, end: end)
            }
    }

    private mutating func compilePartial(
        _ name: TemplateSource.Name, indentation blanks: Range<Int>?, of source: TemplateSource
    ) {
        guard let partial = sources[name.text] else {
            return report(.templateSyntax(.missingPartial(name: name.text)), at: name.range, of: source)
        }
        guard !including.contains(name.text) else {
            return report(.templateSyntax(.recursivePartial(name: name.text)), at: name.range, of: source)
        }
        let outer = (indentation, owesIndentation)
        if let blanks {
            indentation += source.bytes[blanks]
            owesIndentation = true
        } else {
            payIndentation()
            indentation = []
        }
        including.append(name.text)
        compile(partial.nodes, of: partial)
        including.removeLast()
        indentation = outer.0
        owesIndentation = blanks != nil ? outer.1 : false
    }

    // MARK: Names

    /// Finds a name from the innermost view outwards; the parts behind the first dot are looked for only there.
    private mutating func resolve(
        _ name: TemplateSource.Name, of source: TemplateSource
    ) -> (path: Template.Path, shape: FieldShape)? {
        let parts =
            name.text == "."
            ? ["."] : name.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= Template.Path.maximumLength else {
            report(.templateSyntax(.wrongUse(name: name.text)), at: name.range, of: source)
            return nil
        }
        for depth in schemas.indices.reversed() {
            guard let (number, first) = field(parts[0], of: schemas[depth]) else { continue }
            var path = Template.Path(depth: depth)
            path.append(number)
            var shape = first
            for part in parts.dropFirst() {
                guard case .view(let inner) = shape else {
                    report(.templateSyntax(.wrongUse(name: name.text)), at: name.range, of: source)
                    return nil
                }
                let schema = inner()
                guard let (number, next) = field(part, of: schema) else {
                    reportUnknown(name, part: part, among: [schema], of: source)
                    return nil
                }
                path.append(number)
                shape = next
            }
            return (path, shape)
        }
        reportUnknown(name, part: parts[0], among: schemas.reversed(), of: source)
        return nil
    }

    /// A field by its name. `hasEntries` asks whether the list or view `entries` is there, so that a template can put one
    /// heading over it.
    private mutating func field(_ name: String, of schema: ViewSchema) -> (number: Int, shape: FieldShape)? {
        if let number = schema.number(of: name) {
            template.usedNames[schema.name, default: []].insert(name)
            return (number, schema.fields[number].shape)
        }
        guard name.hasPrefix("has"), let initial = name.dropFirst(3).first, initial.isUppercase,
            let number = schema.number(of: initial.lowercased() + name.dropFirst(4))
        else { return nil }
        switch schema.fields[number].shape {
        case .list: return (number, .presence(isList: true))
        case .view: return (number, .presence(isList: false))
        default: return nil
        }
    }

    private mutating func reportUnknown(
        _ name: TemplateSource.Name, part: String, among schemas: [ViewSchema], of source: TemplateSource
    ) {
        let known = schemas.flatMap { $0.fields.map(\.name) } + ["text"]
        report(
            .templateName(name: part, view: schemas[0].name, near: nearestName(to: part, among: known)), at: name.range,
            of: source)
    }

    private mutating func report(_ problem: Problem, at range: SourceRange, of source: TemplateSource) {
        report(Diagnostic(problem, file: source.path, at: range))
    }

    private mutating func report(_ diagnostic: Diagnostic) {
        if reported.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    // MARK: Literals

    /// Appends text of a template; in an indented partial each of its lines is indented, lines of values are not.
    private mutating func appendText(_ text: ArraySlice<UInt8>) {
        guard !indentation.isEmpty else { return appendLiteral(text) }
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if !line.isEmpty || line.endIndex < text.endIndex { payIndentation() }
            guard line.endIndex < text.endIndex else {
                appendLiteral(line)
                break
            }
            appendLiteral(text[line.startIndex...line.endIndex])
            owesIndentation = true
        }
    }

    private mutating func payIndentation() {
        guard owesIndentation else { return }
        owesIndentation = false
        appendLiteral(indentation[...])
    }

    private mutating func appendLiteral(_ bytes: ArraySlice<UInt8>) {
        guard !bytes.isEmpty else { return }
        template.literals += bytes
        let end = template.literals.count
        // Words of the catalogue melt into the markup around them.
        if case .literal(let range)? = template.operations.last, range.upperBound == end - bytes.count,
            lastSectionEnd != template.operations.count
        {
            template.operations[template.operations.count - 1] = .literal(range.lowerBound..<end)
        } else {
            template.operations.append(.literal(end - bytes.count..<end))
        }
    }
}
