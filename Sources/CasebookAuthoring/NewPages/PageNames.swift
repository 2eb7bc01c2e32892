import CasebookModel
import CasebookText

/// Ids for new pages, among those that a site has.
package struct PageNames: Sendable {
    /// Ids that a page has or had, in lower case: where file names are compared without case, so are addresses.
    private let taken: Set<String>

    package init(_ pages: [ParsedPage]) {
        // The file of this name introduces its folder.
        var taken: Set<String> = ["index"]
        for page in pages {
            taken.insert(page.id.lowercased())
            for id in page.fields.texts("former_ids") { taken.insert(id.lowercased()) }
        }
        self.taken = taken
    }

    package func isTaken(_ id: String) -> Bool { taken.contains(id.lowercased()) }

    /// `wanted` where it is free, otherwise with the first number behind it that is: `soothe-2`.
    package func free(_ wanted: String) -> String {
        if !isTaken(wanted) { return wanted }
        var number = 2
        while isTaken("\(wanted)-\(number)") { number += 1 }
        return "\(wanted)-\(number)"
    }

    /// Whether an id serves as the name of a file and in an address as it is: letters of any script, digits, `-` and `_`.
    /// `index` is the name of what introduces a folder.
    package static func isValid(_ id: String) -> Bool {
        guard let first = id.first, first.isLetter || first.isNumber, id.utf8.count <= 100, id != "index" else {
            return false
        }
        return id.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }

    static func nearest(to name: String, among known: [String]) -> String? { nearestName(to: name, among: known) }

    /// The longest id that is made of a title; whole syllables and words up to here.
    private static let longest = 48

    /// A title in pinyin, without tones: 吞钞后怎么说 is `tun-chao-hou-zen-me-shuo`; letters and digits stay together.
    ///
    /// Ids stand in addresses, in files' names and in what people type, so they keep to ASCII.
    /// - Returns: `nil` where nothing of the title can be written so.
    package static func id(ofTitle title: String) -> String? {
        let scalars = foldedScalars(title)
        let readings = Pinyin.shared.readings(of: title)
        var parts: [String] = []
        var word = ""
        for (scalar, readings) in zip(scalars, readings) {
            if let letter = Unicode.Scalar(scalar), letter.isASCII, letter.properties.isAlphabetic || letter.isDigit {
                word.unicodeScalars.append(letter)
                continue
            }
            if !word.isEmpty { parts.append(word) }
            word = ""
            if let syllable = readings.first { parts.append(syllable.name) }
        }
        if !word.isEmpty { parts.append(word) }
        var id = ""
        for part in parts {
            if !id.isEmpty, id.utf8.count + 1 + part.utf8.count > longest { break }
            id += id.isEmpty ? String(part.prefix(longest)) : "-\(part)"
        }
        return id.isEmpty ? nil : id
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
