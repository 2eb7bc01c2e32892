import CasebookModel

/// Snippets for editors that read VS Code's format: a page of each kind with what it requires, and the marks of our own.
package struct EditorSnippets {
    private let surroundings: Surroundings

    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package var json: JSONValue {
        let pages = surroundings.kinds.kinds.map { kind in
            let label = kind.label.text(in: surroundings.language)
            return snippet(
                "casebook: \(kind.name)", prefixes: [kind.name, label].uniqued,
                description: "\(words(EditorSnippets.newPage))\(label)", body: page(of: kind))
        }
        let marks = EditorSnippets.marks.map { mark in
            snippet(
                "casebook: \(mark.prefixes[0])", prefixes: mark.prefixes, description: words(mark.description),
                body: mark.body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        }
        return .object(pages + marks)
    }

    private func snippet(
        _ name: String, prefixes: [String], description: String, body: [String]
    ) -> JSONValue.Member {
        .init(
            name,
            [
                "scope": "markdown", "prefix": .strings(prefixes), "description": .string(description),
                "body": .strings(body),
            ])
    }

    // MARK: - Pages

    /// The required fields of a kind, and its body, with a stop at everything that is to be filled in.
    private func page(of kind: KindDeclaration) -> [String] {
        let skeleton = Skeleton(of: kind, title: "")
        let writer = FieldWriter(hints: FieldHints(surroundings: surroundings), given: [:])
        var stops = TabStops()
        var lines = ["---", "title: \(stops.next(words(EditorSnippets.title)))"]
        for field in skeleton.shownFields(in: surroundings.kinds) {
            // The hints are in the schema as well.
            let written = writer.lines(of: field, isShown: true).filter {
                !$0.drop(while: { $0 == " " }).hasPrefix("#")
            }
            for (index, line) in written.enumerated() {
                // What stands below is the value.
                let isParent = index + 1 < written.count && written[index + 1].indentation > line.indentation
                lines.append(isParent ? line.escapedForSnippet : stops.fill(line))
            }
        }
        lines += ["---", ""]
        let body = skeleton.ownBody(surroundings.language)
        return lines + body.split(separator: "\n", omittingEmptySubsequences: false).map { stops.fill(String($0)) }
    }

    /// Counts the places at which an editor stops, from 1.
    private struct TabStops {
        private var count = 0

        mutating func next(_ words: String = "") -> String {
            count += 1
            return words.isEmpty ? "$\(count)" : "${\(count):\(words)}"
        }

        /// A line of a skeleton with a stop where its value goes.
        mutating func fill(_ line: String) -> String {
            // The help behind a part of a record would stand behind the value.
            let line = line.components(beforeComment: "  # ")
            if line.hasSuffix(": []") { return "\(line.dropLast(2).escapedForSnippet)[\(next())]" }
            if line.hasSuffix(":") || line.hasSuffix("-") { return "\(line.escapedForSnippet) \(next())" }
            if line.hasPrefix("> {"), line.hasSuffix("}") { return "> \(next(String(line.dropFirst(3).dropLast())))" }
            return line.escapedForSnippet
        }
    }

    // MARK: - Marks

    private struct Mark {
        var prefixes: [String]
        var description: LocalizedText
        /// As VS Code reads it: `$1` is a stop, `\$` a dollar.
        var body: String
    }

    private static let newPage = LocalizedText("新建", "new ")
    private static let title = LocalizedText("标题", "title")

    private static let marks = [
        Mark(prefixes: ["link", "链接"], description: LocalizedText("链接到另一页", "a link to a page"), body: "[[${1:id}]]"),
        Mark(
            prefixes: ["card", "话术卡"], description: LocalizedText("把一条话术放在这里", "a script shown here"),
            body: "![[${1:id}]]"),
        Mark(
            prefixes: ["variant", "渠道"], description: LocalizedText("某个渠道的说法", "words for one channel"),
            body: "## ${1|电话,在线,柜面|}\n\n> $2"),
        Mark(
            prefixes: ["avoid", "不说"], description: LocalizedText("不说什么，改说什么", "what not to say, and what instead"),
            body: "avoid:\n  - phrase: $1\n    why: $2\n    instead: $3"),
        Mark(
            prefixes: ["slot", "变量"], description: LocalizedText("话术里的变量", "a slot of a spoken line"),
            body: "slots:\n  ${1:称呼}: {label: $2, kind: ${3|text,number,date,menu,toggle|}}"),
        Mark(
            prefixes: ["escalate", "升级"], description: LocalizedText("什么情形交给谁", "when to hand on, and to whom"),
            body: "escalate:\n  - if: $1\n    to: $2\n    within: $3"),
        Mark(
            prefixes: ["dialogue", "对话"], description: LocalizedText("客户和坐席的对话", "what customer and agent said"),
            body: "> 客户：“$1”\n>\n> 坐席：“$2”"),
        Mark(
            prefixes: ["note", "提示"], description: LocalizedText("提示框", "a call-out"),
            body: "> [!${1|NOTE,TIP,IMPORTANT,WARNING,CAUTION|}]\n> $2"),
        Mark(
            prefixes: ["allow", "放过"],
            description: LocalizedText("放过下一行的一个问题，写明理由", "excuses a finding of the next line"),
            body: "<!-- casebook-allow: ${1:id} ${2:理由} -->"),
    ]

    private func words(_ text: LocalizedText) -> String { text.text(in: surroundings.language) }
}

extension StringProtocol {
    fileprivate var escapedForSnippet: String {
        String(self).replacing("\\", with: "\\\\").replacing("$", with: "\\$")
    }

    fileprivate var indentation: Int { prefix { $0 == " " }.count }

    /// The text up to a mark, without the blanks before it; all of it where the mark isn't there.
    fileprivate func components(beforeComment mark: String) -> String {
        guard let range = firstRange(of: mark) else { return String(self) }
        return String(self[..<range.lowerBound])
    }
}

extension [String] {
    fileprivate var uniqued: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
