extension String {
    /// The text with everything that a terminal would act on as a visible mark: an author's words must not move the
    /// cursor, change colours or turn the line around. A tab becomes a blank, since it would move the rest of the line
    /// away from its caret.
    package var printable: String {
        guard unicodeScalars.contains(where: \.isTerminalControl) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09: text += " "
            // The pictures of the C0 controls.
            case 0..<0x20: text.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value)!)
            case 0x7F: text += "\u{2421}"
            case _ where scalar.isTerminalControl: text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Unicode.Scalar {
    fileprivate var isTerminalControl: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
