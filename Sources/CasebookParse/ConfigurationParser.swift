import CasebookModel
import CasebookText

/// Reads `casebook.yml`.
package enum ConfigurationParser {
    package static let fileName = "casebook.yml"

    /// What a folder without `casebook.yml` gets: any Markdown, one kind, findings as warnings.
    ///
    /// - Parameter title: The folder's name.
    package static func implicit(title: String) -> Configuration {
        Configuration(
            title: title, language: .simplifiedChinese, url: nil, content: "", templates: "Templates", feedback: nil,
            checks: [:], kinds: BuiltInKinds.plainTable, isImplicit: true)
    }

    /// Gives a configuration whatever the file holds; with diagnostics nothing should be built from it.
    package static func parse(_ bytes: [UInt8]) -> Outcome<Configuration> {
        var configuration = Configuration(
            title: "Casebook", language: .simplifiedChinese, url: nil, content: "Content", templates: "Templates",
            feedback: nil, checks: [:], kinds: BuiltInKinds.table, isImplicit: false)
        if let invalid = UTF8Check.firstInvalidByte(bytes) {
            let problem = Problem.notUTF8(byte: bytes[invalid])
            return Outcome(configuration, [Diagnostic(problem, file: fileName, at: SourceRange(invalid, invalid))])
        }
        let yaml = YAMLReader.read(bytes, SourceRange(0, bytes.count), file: fileName)
        var reader = FieldReader(bytes: bytes, file: fileName)
        reader.add(yaml.diagnostics)
        if let root = yaml.value {
            if let pairs = root.pairs {
                read(pairs, into: &configuration, &reader)
            } else {
                reader.report(.frontMatterNotMapping, at: root.range)
            }
        }
        return Outcome(configuration, reader.diagnostics)
    }

    private static func read(
        _ pairs: [YAMLPair], into configuration: inout Configuration, _ reader: inout FieldReader
    ) {
        let nested = ["checks", "kinds", "privacy"]
        let fields = reader.record(
            pairs.filter { !nested.contains($0.key.text) }, as: declarations, place: LocalizedText(fileName))
        if let title = fields.text("title") { configuration.title = title }
        if let language = fields.text("language").flatMap(SiteLanguage.init) { configuration.language = language }
        if let content = fields.text("content") { configuration.content = content }
        if let templates = fields.text("templates") { configuration.templates = templates }
        if let url = fields[field: "url"] {
            configuration.url = address(url, schemes: ["https://", "http://"], &reader).map {
                $0.hasSuffix("/") ? $0 : $0 + "/"
            }
        }
        if let feedback = fields[field: "feedback"] {
            configuration.feedback = address(feedback, schemes: ["mailto:", "https://"], &reader)
        }
        for pair in pairs where nested.contains(pair.key.text) {
            let (key, node) = (pair.key, pair.value)
            if case .scalar(let scalar) = node, scalar.isNull { continue }
            guard let inner = node.pairs else {
                reader.report(.wrongType(field: key.text, expected: .mapping, found: node.excerpt), at: node.range)
                continue
            }
            switch key.text {
            case "checks": configuration.checks = checks(inner, &reader)
            case "privacy": configuration.privacy = privacy(inner, &reader)
            default: configuration.kinds = KindConfiguration.extend(BuiltInKinds.table, with: inner, &reader)
            }
        }
    }

    private static let declarations: [FieldDeclaration] = [
        FieldDeclaration("title", .text, label: LocalizedText("网站名称", "Title")),
        FieldDeclaration(
            "language", .choice(SiteLanguage.allCases.map { Choice($0.rawValue, LocalizedText($0.rawValue)) }),
            label: LocalizedText("语言", "Language")),
        FieldDeclaration("url", .text, label: LocalizedText("网址", "Address")),
        FieldDeclaration("content", .text, label: LocalizedText("内容文件夹", "Content folder")),
        FieldDeclaration("templates", .text, label: LocalizedText("模板文件夹", "Templates folder")),
        FieldDeclaration("feedback", .text, label: LocalizedText("反馈地址", "Feedback address")),
        // Read apart; they stand here so that a near miss finds them.
        FieldDeclaration("checks", .text, label: LocalizedText("检查", "Checks")),
        FieldDeclaration("kinds", .text, label: LocalizedText("页面种类", "Kinds")),
        FieldDeclaration("privacy", .text, label: LocalizedText("隐私", "Privacy")),
    ]

    private static func address(_ value: FieldValue, schemes: [String], _ reader: inout FieldReader) -> String? {
        guard let text = value.text,
            schemes.contains(where: { text.lowercased().hasPrefix($0) && text.count > $0.count })
        else {
            let found = value.text ?? ""
            reader.report(
                .unknownValue(
                    field: schemes.contains("mailto:") ? "feedback" : "url", value: found, near: nil,
                    known: schemes.map { $0 + "…" }),
                at: value.range)
            return nil
        }
        return text
    }

    private static func privacy(_ pairs: [YAMLPair], _ reader: inout FieldReader) -> PrivacyRules {
        let lists = [
            FieldDeclaration("patterns", .list(.text), label: LocalizedText("规则", "Patterns")),
            FieldDeclaration("exceptions", .list(.text), label: LocalizedText("例外", "Exceptions")),
        ]
        let fields = reader.record(pairs, as: lists, place: LocalizedText("privacy"))
        var rules = PrivacyRules(exceptions: Set(fields.texts("exceptions")))
        for value in fields.list("patterns") {
            guard let pattern = value.text, !pattern.isEmpty else { continue }
            if let problem = BoundedPattern.problem(pattern, as: pattern) {
                reader.report(problem, at: value.range)
            } else {
                rules.patterns.append(pattern)
            }
        }
        return rules
    }

    private static func checks(
        _ pairs: [YAMLPair], _ reader: inout FieldReader
    ) -> [String: Severity?] {
        var checks: [String: Severity?] = [:]
        let ids = DiagnosticID.allCases.map(\.rawValue)
        let severities = ["off"] + Severity.allCases.map(\.rawValue)
        for pair in pairs {
            let (key, node) = (pair.key, pair.value)
            guard ids.contains(key.text) else {
                reader.report(
                    .unknownKey(
                        key: key.text, place: LocalizedText("checks"), near: nearestName(to: key.text, among: ids)),
                    at: key.range)
                continue
            }
            guard case .scalar(let scalar) = node, severities.contains(scalar.text) else {
                reader.report(
                    .unknownValue(
                        field: key.text, value: node.excerpt, near: nearestName(to: node.excerpt, among: severities),
                        known: severities),
                    at: node.range)
                continue
            }
            checks[key.text] = .some(Severity(rawValue: scalar.text))
        }
        return checks
    }
}
