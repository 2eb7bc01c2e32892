/// Which words of a script are names that it binds itself, and where each of them is known.
///
/// No parser of the whole language: brackets, and what stands beside them, tell functions, blocks, classes and objects apart.
/// Where they leave a doubt the answer errs on one side: a name may be said to be known in a larger range than it is, never
/// in a smaller one, and a word that might be a property or belong to the browser is none of ours.
struct ScriptNames {
    /// A word in the place of a name, or of a property that is called as the name is (`{word}`).
    struct Use {
        let token: Int
        let isShorthand: Bool
    }

    let tokens: [ScriptToken]
    /// The word of a token, `nil` for all others.
    private let words: [String?]
    /// By name, all places where it stands for a value.
    private(set) var uses: [String: [Use]] = [:]
    /// By name, ranges of tokens in which it is bound, in no order; they may contain each other.
    private(set) var scopes: [String: [Range<Int>]] = [:]
    private let script: [UInt8]
    private var brackets: [BracketKind?]
    /// For each token the innermost bracket around it.
    private var enclosing: [Int?]

    /// What an opening bracket opens.
    private enum BracketKind {
        case parameters
        /// What stands behind `if`, `for` and their like.
        case head
        case body
        case block
        case choices
        case members
        case object
        /// Calls, groups, lists, substitutions in templates.
        case values
    }

    /// `nil` for a script that can't be read to its end.
    init?(_ script: [UInt8]) {
        guard let tokens = ScriptToken.tokens(of: script) else { return nil }
        self.script = script
        self.tokens = tokens
        words = tokens.map { $0.form == .word ? String(decoding: script[$0.range], as: UTF8.self) : nil }
        brackets = Array(repeating: nil, count: tokens.count)
        enclosing = Array(repeating: nil, count: tokens.count)
        readBrackets()
        for index in tokens.indices {
            readUse(index)
            readBinding(index)
        }
    }

    // MARK: - Brackets

    private mutating func readBrackets() {
        var open: [Int] = []
        // The bracket inside which `class` was met and its members are still to come.
        var classes: [Int?] = []
        for index in tokens.indices {
            if let partner = tokens[index].partner, partner < index { open.removeLast() }
            enclosing[index] = open.last
            if words[index] == "class", !isProperty(index) { classes.append(open.last) }
            guard let partner = tokens[index].partner, partner > index else { continue }
            if classes.last == .some(open.last), isMark(index, .openBrace) {
                classes.removeLast()
                brackets[index] = .members
            } else {
                brackets[index] = kind(ofBracket: index, closedBy: partner)
            }
            open.append(index)
        }
    }

    private func kind(ofBracket index: Int, closedBy partner: Int) -> BracketKind {
        if isMark(index, .openParenthesis) { return kind(ofParenthesis: index, closedBy: partner) }
        guard isMark(index, .openBrace) else { return .values }
        guard index > 0 else { return .block }
        let before = index - 1
        if isMark(before, .arrow) { return .body }
        if isMark(before, .closeParenthesis), let opening = tokens[before].partner {
            if words[max(opening - 1, 0)] == "switch" { return .choices }
            return brackets[opening] == .head || words[opening - 1] == "catch" ? .block : .body
        }
        if let word = words[before] { return Self.wordsBeforeBlocks.contains(word) ? .block : .object }
        let isInStatements = enclosing[index].map { holdsStatements($0) } ?? true
        if isInStatements, isMark(before, .semicolon) || isMark(before, .openBrace) || isMark(before, .closeBrace) {
            return .block
        }
        return isMark(before, .colon) && isBehindChoice(before) ? .block : .object
    }

    private func kind(ofParenthesis index: Int, closedBy partner: Int) -> BracketKind {
        let word = index > 0 && !isProperty(index - 1) ? words[index - 1] : nil
        if let word, Self.wordsBeforeHeads.contains(word) { return .head }
        if word == "catch" { return .parameters }
        return isMark(partner + 1, .arrow) || isMark(partner + 1, .openBrace) ? .parameters : .values
    }

    private func holdsStatements(_ bracket: Int) -> Bool {
        switch brackets[bracket] {
        case .body, .block, .choices: true
        default: false
        }
    }

    /// Whether a colon ends `case …` or `default`, or a label.
    private func isBehindChoice(_ colon: Int) -> Bool {
        guard let bracket = enclosing[colon], brackets[bracket] == .choices else { return false }
        var index = colon - 1
        while index > bracket, words[index] != "case", words[index] != "default" {
            if isMark(index, .semicolon) || isMark(index, .question) { return false }
            index = tokens[index].partner.map { min($0, index) - 1 } ?? index - 1
        }
        return index > bracket
    }

    // MARK: - Uses

    private mutating func readUse(_ index: Int) {
        guard let word = words[index], !Self.keywords.contains(word), !isProperty(index) else { return }
        switch role(ofMember: index) {
        case .name: uses[word, default: []].append(Use(token: index, isShorthand: false))
        case .shorthand: uses[word, default: []].append(Use(token: index, isShorthand: true))
        case .key: break
        }
    }

    private func isProperty(_ index: Int) -> Bool {
        isMark(index - 1, .dot) || isMark(index - 1, .optionalDot) || isMark(index - 1, .hash)
    }

    private enum Role { case name, key, shorthand }

    /// What a word is in an object, a pattern or a class.
    private func role(ofMember index: Int) -> Role {
        guard let bracket = enclosing[index], let kind = brackets[bracket] else { return .name }
        guard kind == .object || kind == .members, beginsMember(index, of: bracket, kind) else { return .name }
        if isMark(index + 1, .colon) || isMark(index + 1, .openParenthesis) { return .key }
        if kind == .members { return .key }
        let endsHere = isMark(index + 1, .comma) || index + 1 == tokens[bracket].partner
        return endsHere || isMark(index + 1, .equals) ? .shorthand : .key
    }

    private func beginsMember(_ index: Int, of bracket: Int, _ kind: BracketKind) -> Bool {
        let before = index - 1
        if before == bracket { return true }
        if let word = words[before], Self.wordsBeforeMembers.contains(word) {
            return beginsMember(before, of: bracket, kind)
        }
        if isMark(before, .star) { return beginsMember(before, of: bracket, kind) }
        if kind == .object { return isMark(before, .comma) }
        // A field's value may end without a semicolon at the end of its line.
        let endsValue =
            switch tokens[before].form {
            case .word, .literal: true
            default: tokens[before].partner.map { $0 < before } ?? false
            }
        return isMark(before, .semicolon) || isMark(before, .closeBrace) || tokens[index].startsLine && endsValue
    }

    // MARK: - Bindings

    private mutating func readBinding(_ index: Int) {
        if isMark(index, .arrow), words[index - 1] != nil {
            bind(index - 1, in: index - 1..<endOfFunction(behind: index - 1))
        }
        if brackets[index] == .parameters, let partner = tokens[index].partner {
            bindPatterns(index + 1..<partner, in: index..<endOfFunction(behind: partner))
        }
        guard let word = words[index], !isProperty(index), role(ofMember: index) == .name else { return }
        switch word {
        case "const", "let", "var": bindDeclarations(index)
        case "function":
            let name = isMark(index + 1, .star) ? index + 2 : index + 1
            bind(name, in: scope(around: index))
        case "class" where words[at: index + 1] ?? nil != "extends": bind(index + 1, in: scope(around: index))
        default: break
        }
    }

    private mutating func bind(_ index: Int, in scope: Range<Int>) {
        guard let word = words[at: index] ?? nil, !Self.keywords.contains(word) else { return }
        scopes[word, default: []].append(scope)
    }

    /// Statements around a place; where they are those of a loop whose variable stands in its head, the loop.
    private func scope(around index: Int) -> Range<Int> {
        var bracket = enclosing[index]
        while let inner = bracket, !holdsStatements(inner) { bracket = enclosing[inner] }
        return scope(ofBracket: bracket)
    }

    /// What `var` binds is known in the whole function.
    private func functionScope(around index: Int) -> Range<Int> {
        var bracket = enclosing[index]
        while let inner = bracket, brackets[inner] != .body { bracket = enclosing[inner] }
        return scope(ofBracket: bracket)
    }

    /// With the parameters in front of it: a name can't be declared as theirs again.
    private func scope(ofBracket bracket: Int?) -> Range<Int> {
        guard let bracket, let end = tokens[bracket].partner else { return tokens.startIndex..<tokens.endIndex }
        let before = isMark(bracket - 1, .arrow) ? bracket - 2 : bracket - 1
        let start = tokens[at: before]?.partner ?? before
        return (brackets[start] == .parameters || isMark(bracket - 1, .arrow) ? start : bracket)..<end
    }

    private mutating func bindDeclarations(_ keyword: Int) {
        let scope = words[keyword] == "var" ? functionScope(around: keyword) : scope(around: keyword)
        let end = enclosing[keyword].flatMap { tokens[$0].partner } ?? tokens.endIndex
        var index = keyword + 1
        while index < end {
            index = bindPattern(index, in: scope)
            index = skipValue(from: index, before: end)
            guard isMark(index, .comma) else { return }
            index += 1
        }
    }

    private mutating func bindPatterns(_ range: Range<Int>, in scope: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            index = skipValue(from: bindPattern(index, in: scope), before: range.upperBound) + 1
        }
    }

    /// Binds what stands in the place of a name; gives the place behind it.
    private mutating func bindPattern(_ start: Int, in scope: Range<Int>) -> Int {
        var index = start
        if isMark(index, .spread) { index += 1 }
        guard let partner = tokens[at: index]?.partner, partner > index else {
            bind(index, in: scope)
            return index + 1
        }
        var member = index + 1
        while member < partner {
            if isMark(index, .openBrace), !isMark(member, .spread) { member = valueOfKey(member) }
            if !isMark(member, .comma) { member = bindPattern(member, in: scope) }
            member = skipValue(from: member, before: partner) + 1
        }
        return partner + 1
    }

    /// From a member of an object pattern to what is bound: behind the key, or the word itself.
    private func valueOfKey(_ member: Int) -> Int {
        let behind = tokens[member].partner.map { $0 + 1 } ?? member + 1
        return isMark(behind, .colon) ? behind + 1 : member
    }

    /// From behind a pattern over its default or initial value to the comma or end behind it.
    private func skipValue(from start: Int, before end: Int) -> Int {
        var index = start
        while index < end, !isMark(index, .comma), !isMark(index, .semicolon) {
            if index > start, tokens[index].startsLine, let word = words[index], Self.wordsOfStatements.contains(word) {
                break
            }
            index = tokens[index].partner.map { max($0, index) + 1 } ?? index + 1
        }
        return index
    }

    /// The end of the function whose parameters end here.
    private func endOfFunction(behind parameters: Int) -> Int {
        var body = parameters + 1
        if isMark(body, .arrow) { body += 1 }
        if isMark(body, .openBrace), let partner = tokens[body].partner { return partner + 1 }
        var index = body
        while index < tokens.count, !isMark(index, .comma), !isMark(index, .semicolon) {
            guard let partner = tokens[index].partner else {
                index += 1
                continue
            }
            if partner < index { break }
            index = partner + 1
        }
        return index
    }

    // MARK: - Tokens

    private func isMark(_ index: Int, _ mark: ScriptToken.Form) -> Bool {
        tokens.indices.contains(index) && tokens[index].form == mark
    }

    private static let wordsBeforeBlocks: Set<String> = ["else", "do", "try", "finally", "catch", "static"]
    private static let wordsBeforeHeads: Set<String> = ["if", "for", "while", "switch", "with", "await"]
    private static let wordsBeforeMembers: Set<String> = ["get", "set", "async", "static"]
    private static let wordsOfStatements: Set<String> = [
        "const", "let", "var", "function", "class", "return", "if", "for", "while", "do", "switch", "throw", "try",
        "break",
        "continue",
    ]

    /// Words that are no names, or not everywhere.
    static let keywords: Set<String> = [
        "arguments", "as", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger",
        "default",
        "delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "from", "function",
        "get",
        "if", "implements", "import", "in", "instanceof", "interface", "let", "new", "null", "of", "package", "private",
        "protected", "public", "return", "set", "static", "super", "switch", "this", "throw", "true", "try", "typeof",
        "undefined", "var", "void", "while", "with", "yield",
    ]
}

extension Array {
    /// `nil` beside the ends.
    fileprivate subscript(at index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
