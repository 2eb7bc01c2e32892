import CasebookModel
import CasebookText

/// The approved scripts as a match file of Espanso, a text expander: typing `:soothe:` or `:afhs:` (the initials of 安抚话术)
/// asks for the slots in a form and writes the line.
///
/// Triggers end with a colon, since one that another begins with would always be the first to fire.
package struct EspansoFile {
    private let site: Site
    private let texts: [SpokenText]
    /// Parallel to `texts`.
    private let names: [[String]]

    package init(_ site: Site) {
        self.site = site
        texts = SpokenText.all(of: site)
        names = Self.names(of: texts, site)
    }

    package var bytes: [UInt8] {
        var yaml =
            "# \(site.configuration.title.split(whereSeparator: \.isNewline).joined(separator: " ")) · casebook export espanso\n"
        yaml += texts.isEmpty ? "matches: []\n" : "matches:\n"
        for (text, names) in zip(texts, names) { write(text, names, to: &yaml) }
        return Array(Self.printable(yaml).utf8)
    }

    /// YAML can't hold most control characters, not even in a comment.
    private static func printable(_ yaml: String) -> String {
        var printable = String.UnicodeScalarView()
        for scalar in yaml.unicodeScalars {
            switch scalar.value {
            case 0xA, 0x20...0x7E, 0x85, 0xA0...0xFFFD, 0x10000...0x10FFFF: printable.append(scalar)
            default: break
            }
        }
        return String(printable)
    }

    // MARK: - Triggers

    /// An id and its channel first, which nothing else can have; then the title's initials, with a number where they are
    /// taken.
    private static func names(of texts: [SpokenText], _ site: Site) -> [[String]] {
        var taken: Set<String> = []
        let own = texts.map { text -> String in
            var name = text.script.id + (text.line.variant.map { "-\($0)" } ?? "")
            if text.number > 1 { name += "-\(text.number)" }
            return free(name, &taken)
        }
        return zip(texts, own).map { text, name in
            guard var short = initials(of: text.script.title) else { return [name] }
            if let channel = text.line.variant {
                let label = site.vocabularies.first { $0.name == "channel" }?[channel]?.label.chinese ?? channel
                short += "-" + (initials(of: label) ?? channel)
            }
            if text.number > 1 { short += "-\(text.number)" }
            return [name, free(short, &taken)]
        }
    }

    private static func free(_ name: String, _ taken: inout Set<String>) -> String {
        var number = 2
        var free = name
        while !taken.insert(free.lowercased()).inserted {
            free = "\(name)-\(number)"
            number += 1
        }
        return free
    }

    /// The first letters of a title's syllables; letters and digits stay. `nil` where nothing of it can be typed.
    private static func initials(of title: String) -> String? {
        let name = Self.letters(of: title) { String($0.prefix(1)) }
        return name.isEmpty ? nil : name
    }

    private static func letters(of text: String, _ syllable: (String) -> String) -> String {
        var letters = ""
        for (scalar, readings) in zip(foldedScalars(text), Pinyin.shared.readings(of: text)) {
            if let letter = Unicode.Scalar(scalar), letter.isASCII,
                letter.properties.isAlphabetic || letter.value.isDigit
            {
                letters.unicodeScalars.append(letter)
            } else if let reading = readings.first {
                letters += syllable(reading.name)
            }
        }
        return letters
    }

    // MARK: - Matches

    private func write(_ text: SpokenText, _ names: [String], to yaml: inout String) {
        let fields = fieldNames(text.slots)
        yaml += "  - triggers: [\(names.map { quoted(":\($0):") }.joined(separator: ", "))]\n"
        yaml += "    label: \(quoted(label(of: text)))\n"
        if !text.script.aliases.isEmpty {
            yaml += "    search_terms: [\(text.script.aliases.map(quoted).joined(separator: ", "))]\n"
        }
        let line = text.pieces.map { piece in
            switch piece {
            case .words(let words): Self.literal(words)
            case .slot(let name): fields[name].map { "{{form.\($0)}}" } ?? "{\(name)}"
            }
        }.joined()
        yaml += "    replace: \(quoted(line))\n"
        guard !text.slots.isEmpty else { return }
        // Two braces in a label or an option would otherwise be filled in as a variable.
        yaml += "    vars:\n      - name: form\n        type: form\n        inject_vars: false\n"
        yaml += "        params:\n          layout: "
        let layout = text.slots.map { "\(Self.layoutWords($0)): [[\(fields[$0.name] ?? "")]]" }
        yaml += quoted(layout.joined(separator: "\n")) + "\n          fields:\n"
        for slot in text.slots { writeField(slot, fields[slot.name] ?? "", to: &yaml) }
    }

    private func writeField(_ slot: SlotView, _ name: String, to yaml: inout String) {
        let value = slot.fields.flag("pii") ? nil : slot.fields.text("default")
        yaml += "            \(name):\n"
        switch slot.fields.text("kind") {
        case "menu":
            writeChoice(slot.fields.texts("options"), chosen: value, to: &yaml)
        case "toggle":
            // The words, or nothing.
            writeChoice([slot.fields.text("default") ?? "", ""], chosen: nil, to: &yaml)
        default:
            yaml += "              multiline: false\n"
            if let value { yaml += "              default: \(quoted(value))\n" }
        }
    }

    private func writeChoice(_ values: [String], chosen: String?, to yaml: inout String) {
        yaml += "              type: choice\n              values: [\(values.map(quoted).joined(separator: ", "))]\n"
        if let chosen, values.contains(chosen) { yaml += "              default: \(quoted(chosen))\n" }
    }

    private func label(of text: SpokenText) -> String {
        var label = text.script.title
        if let channel = text.line.variant {
            let value = site.vocabularies.first { $0.name == "channel" }?[channel]
            label += " · " + (value?.label.text(in: site.configuration.language) ?? channel)
        }
        return text.number > 1 ? "\(label) (\(text.number))" : label
    }

    /// Names that a form's variables can have, by slot: pinyin of the slot's name, each once.
    private func fieldNames(_ slots: [SlotView]) -> [String: String] {
        var taken: Set<String> = []
        var names: [String: String] = [:]
        for slot in slots {
            let letters = Self.letters(of: slot.name) { $0 }
            // A variable doesn't begin with a digit, and `-` would end it.
            let name = letters.first.map { $0.isNumber } == false ? letters : "slot" + letters
            names[slot.name] = Self.free(name, &taken).replacing("-", with: "_")
        }
        return names
    }

    /// Two opening braces would begin a variable.
    private static func literal(_ words: String) -> String {
        words.replacing("{{", with: "\\{\\{").replacing("}}", with: "\\}\\}")
    }

    /// Brackets would begin a field.
    private static func layoutWords(_ slot: SlotView) -> String {
        (slot.fields.text("label") ?? slot.name).replacing("[[", with: "[ [").replacing("]]", with: "] ]")
    }

    /// JSON's strings are YAML's, and always say where they end.
    private func quoted(_ text: String) -> String {
        var json = JSONWriter()
        json.string(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

extension UInt32 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
