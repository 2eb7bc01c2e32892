import CasebookModel

/// What is said of a kind of finding as such: what `casebook explain` says.
package struct RuleText: Sendable {
    /// One line.
    package var summary: String
    /// A paragraph.
    package var description: String
    /// All of it.
    package var text: String
    package var markdown: String

    package init(summary: String, description: String, text: String, markdown: String) {
        self.summary = summary
        self.description = description
        self.text = text
        self.markdown = markdown
    }
}
