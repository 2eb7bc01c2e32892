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
    private let customers: [[UInt8]]
    private let sayWords: [[UInt8]]
    private let avoidWords: [[UInt8]]
    /// For lines that stand under no heading of their own.
    let verdict: Verdict?
    let sayLabel: String
    let avoidLabel: String

    init(_ words: InterfaceWords, _ form: Form) {
        customers = Self.list(words[.speechCustomers])
        sayWords = Self.list(words[.speechSayHeadings])
        avoidWords = Self.list(words[.speechAvoidHeadings])
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

    private static func list(_ words: String) -> [[UInt8]] { words.split(separator: "|").map { Array($0.utf8) } }

    /// By bytes: `String.contains` hands both over to Foundation, which took 2 % of a build for names of a few characters.
    private static func holds(_ text: String, _ words: [[UInt8]]) -> Bool {
        let text = Array(text.lowercased().utf8)
        return words.contains { word in
            var start = 0
            while start + word.count <= text.count {
                if text[start..<start + word.count].elementsEqual(word) { return true }
                start += 1
            }
            return false
        }
    }
}
