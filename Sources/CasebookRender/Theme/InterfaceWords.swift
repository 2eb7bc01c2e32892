/// The words of the interface that Swift code prints; templates use others too, and all come from one catalogue.
///
/// Loading a theme checks that the catalogue has each of them, so a look-up can't fail.
enum InterfaceWord: String, CaseIterable {
    case callout_note, callout_tip, callout_important, callout_warning, callout_caution
    case footnotes, footnoteBack, table, copy, taskDone, taskOpen, anyChannel
    case home, page, pageOf, entries, andMore
    case backlinks, showAll
    case status_draft, status_in_review, status_approved, status_retired
    case coverage, quiz, rolePlays, rolePlaySheet, health, causeTree, compareMethods, glossary, vocabularies,
        searchResults, notFound, offline
    case speechCustomers, speechSay, speechAvoid, speechSayHeadings, speechAvoidHeadings
    case nearParents, nearChildren, nearCases, nearScripts, nearSteps
    case riskUnknown, ownerUnknown, causeGaps, stepGaps, pairGaps
    case overdueByRisk, overdueByOwner, pagesByStatus
    case scriptsCounted, childrenCounted
    case feedbackSubject, yes, no, casesCounted, moved
}

/// The interface words of one language.
struct InterfaceWords: Sendable {
    private let texts: [String: String]

    init(_ catalogue: [String: String]) { texts = catalogue }

    subscript(word: InterfaceWord) -> String { texts[word.rawValue] ?? word.rawValue }

    /// With `{n}` replaced. Where the text has two forms with `|` between, the first is for one.
    subscript(word: InterfaceWord, count: Int) -> String {
        let forms = self[word].split(separator: "|", maxSplits: 1)
        let form = count == 1 ? forms.first : forms.last
        return Self.filling(String(form ?? ""), "{n}", String(count))
    }

    /// Replaces one placeholder wherever it stands.
    static func filling(_ text: String, _ placeholder: String, _ value: String) -> String {
        let parts = text.split(separator: placeholder, omittingEmptySubsequences: false)
        return parts.joined(separator: value)
    }
}
