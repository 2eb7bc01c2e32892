/// Text as a YAML scalar, plain where it can be: people go on editing what is written here.
package enum YAMLText {
    /// - Parameter inFlow: Inside brackets, where commas and brackets end a value.
    package static func scalar(_ text: String, inFlow: Bool = false) -> String {
        if isPlain(text, inFlow: inFlow) { return text }
        // Single quotes keep everything but line ends and control characters as it is.
        guard text.unicodeScalars.contains(where: isUnprintable) else {
            return "'\(text.replacing("'", with: "''"))'"
        }
        return doubleQuoted(text)
    }

    /// `[a, b]`
    package static func list(_ texts: [String]) -> String {
        "[\(texts.map { scalar($0, inFlow: true) }.joined(separator: ", "))]"
    }

    private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        if "-?:,[]{}#&*!|>'\"%@`=~<. \u{FEFF}".unicodeScalars.contains(first) || last == " " || last == ":" {
            return false
        }
        if ("0"..."9").contains(first) || first == "+" { return false }
        if ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased()) { return false }
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if isUnprintable(scalar) || scalar.value == 0xA0 { return false }
            if previous == ":", scalar == " " { return false }
            if scalar == "#", previous == " " { return false }
            if inFlow, ",[]{}:".unicodeScalars.contains(scalar) { return false }
            previous = scalar
        }
        return true
    }

    private static func doubleQuoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where isUnprintable(scalar):
                let digits = String(scalar.value, radix: 16, uppercase: true)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// What YAML takes for a line end or not at all.
    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF: true
        default: false
        }
    }
}
