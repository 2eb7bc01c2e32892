import CasebookModel

/// How quotations of what people said are told apart: customer from agent, and what to say from what not to.
struct SpeechSetting: Sendable {
    enum Form {
        /// As it went: no line is good or bad unless a heading above it says so.
        case course
        /// As it should go: what the agent says is to be said, unless a heading above it says otherwise.
        case model
    }

    enum Verdict: Sendable { case say, avoid }

    /// Words that a customer's name holds; everybody else who speaks in a case is on the company's side.
    private let customers: [Substring]
    private let sayWords: [Substring]
    private let avoidWords: [Substring]
    /// For lines that stand under no heading of their own.
    let verdict: Verdict?
    let sayLabel: String
    let avoidLabel: String

    init(_ words: InterfaceWords, _ form: Form) {
        customers = words[.speechCustomers].split(separator: "|")
        sayWords = words[.speechSayHeadings].split(separator: "|")
        avoidWords = words[.speechAvoidHeadings].split(separator: "|")
        verdict = form == .model ? .say : nil
        sayLabel = words[.speechSay]
        avoidLabel = words[.speechAvoid]
    }

    func isCustomer(_ name: String) -> Bool { Self.holds(name, customers) }

    /// What a heading says about the lines below it.
    func verdict(under heading: String) -> Verdict? {
        if Self.holds(heading, avoidWords) { return .avoid }
        return Self.holds(heading, sayWords) ? .say : nil
    }

    private static func holds(_ text: String, _ words: [Substring]) -> Bool {
        let text = text.lowercased()
        return words.contains { text.contains($0) }
    }
}
