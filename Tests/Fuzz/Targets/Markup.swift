/// A look at HTML of ours: every tag closed, in order, and no angle bracket from an author.
enum Markup {
    private static let empty: Set<String> = ["br", "hr", "img", "input"]

    static func isBalanced(_ html: [UInt8]) -> Bool {
        var open: [String] = []
        var index = 0
        while let start = html[index...].firstIndex(of: UInt8(ascii: "<")) {
            // Comments: cmark-gfm's "raw HTML omitted".
            if html[start...].starts(with: "<!--".utf8) {
                guard let end = html[start...].firstIndex(of: UInt8(ascii: ">")) else { return false }
                index = end + 1
                continue
            }
            guard let end = endOfTag(html, start) else { return false }
            let tag = String(decoding: html[start + 1..<end], as: UTF8.self)
            let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
            if name.isEmpty { return false }
            if tag.hasPrefix("/") {
                if open.popLast() != name { return false }
            } else if !empty.contains(name) {
                open.append(name)
            }
            index = end + 1
        }
        return open.isEmpty
    }

    /// The `>` behind all quoted values.
    private static func endOfTag(_ html: [UInt8], _ start: Int) -> Int? {
        var isQuoted = false
        for index in start..<html.count {
            switch html[index] {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ">") where !isQuoted: return index
            case UInt8(ascii: "<") where index > start: return nil
            default: break
            }
        }
        return nil
    }
}
