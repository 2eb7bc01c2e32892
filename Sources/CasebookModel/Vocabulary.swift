/// The words that a field may take, from `vocabularies/<name>.yml`.
package struct Vocabulary: Sendable {
    package struct Value: Sendable {
        package var name: String
        package var nameRange: SourceRange
        package var label: LocalizedText
        package var aliases: [String]
        /// Markdown; empty where the author gave none.
        package var description: Document
        /// What the description's links lead to, parallel to `description.links`; filled in by Resolve.
        package var links: [LinkTarget] = []

        package init(
            name: String, nameRange: SourceRange, label: LocalizedText, aliases: [String], description: Document
        ) {
            self.name = name
            self.nameRange = nameRange
            self.label = label
            self.aliases = aliases
            self.description = description
        }
    }

    package var name: String
    /// Below the content folder.
    package var path: String
    /// In the order in which the file gives them; names are unique.
    package var values: [Value]

    package init(name: String, path: String, values: [Value]) {
        self.name = name
        self.path = path
        self.values = values
    }

    package subscript(value: String) -> Value? { values.first { $0.name == value } }
}

/// An entry of `forbidden.yml`.
package struct ForbiddenWording: Sendable {
    package var pattern: Located<String>
    package var reason: String
    package var instead: String?
    package var severity: Severity
    /// Phrases in which the pattern is no offence.
    package var except: [String]

    package init(
        pattern: Located<String>, reason: String, instead: String?, severity: Severity, except: [String]
    ) {
        self.pattern = pattern
        self.reason = reason
        self.instead = instead
        self.severity = severity
        self.except = except
    }

    /// The regular expression of a pattern between slashes; `nil`: the pattern is a phrase.
    package var expression: String? { ForbiddenWording.expression(of: pattern.value) }

    package static func expression(of pattern: String) -> String? {
        guard pattern.count > 2, pattern.hasPrefix("/"), pattern.hasSuffix("/") else { return nil }
        return String(pattern.dropFirst().dropLast())
    }
}
