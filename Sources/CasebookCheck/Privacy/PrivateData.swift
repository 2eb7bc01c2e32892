import CasebookModel

/// `private-data`: what looks like a person's number or address, in the bytes of any text file of the site.
///
/// Takes one file's bytes and looks at nothing else, so that it runs while the file is at hand. Finds mobile numbers,
/// landline numbers with an area code, resident ID numbers (GB 11643 check digit; old ones of 15 digits where a word says
/// so), bank cards (issuers of China with the Luhn digit), e-mail addresses, number plates and social accounts, and what
/// the site's own patterns name. Service numbers don't count: they begin with other digits.
package enum PrivateData {
    package static func find(in bytes: [UInt8], file: String, own: OwnPrivacy = OwnPrivacy()) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        func add(_ kind: PrivateDataKind, _ range: Range<Int>) {
            if own.excepts(bytes[range]) { return }
            let masked = mask(bytes[range], kind)
            let problem = Problem.privateData(kind: kind, masked: masked)
            diagnostics.append(Diagnostic(problem, file: file, at: SourceRange(range.lowerBound, range.upperBound)))
        }
        var index = 0
        while let suspect = Suspects.next(in: bytes, from: index) {
            index = look(at: suspect, in: bytes, add)
        }
        for finding in own.findings(in: bytes) {
            switch finding {
            case .hit(let range): add(.own, range)
            case .unfinished(let pattern):
                let problem = Problem.slowPattern(pattern: pattern, list: "casebook.yml")
                diagnostics.append(Diagnostic(problem, file: file, at: .fileStart))
            }
        }
        return diagnostics
    }

    /// - Returns: Where to go on, behind `place`.
    private static func look(
        at place: Int, in bytes: [UInt8], _ add: (PrivateDataKind, Range<Int>) -> Void
    ) -> Int {
        if let first = WrittenDigit(in: bytes, at: place) {
            let extent = NumberRun.extent(in: bytes, at: place)
            // Dates and amounts are everywhere; ten digits are the fewest that a number of a person has.
            if extent.digits >= 10 { NumberRun(bytes, at: place).forEachFinding(add) }
            return max(extent.end, place + first.length)
        }
        if let address = EmailAddress.range(in: bytes, around: place) {
            add(.email, address)
        } else if let plate = NumberPlate.range(in: bytes, letterAt: place) {
            add(.plate, plate)
            return plate.upperBound
        } else if let account = SocialAccount.range(in: bytes, at: place) {
            add(.socialAccount, account)
            return account.upperBound
        }
        return place + 1
    }

    /// Keeps as much as a person needs to find the place, and no more: CI logs are shared.
    private static func mask(_ bytes: ArraySlice<UInt8>, _ kind: PrivateDataKind) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        if kind == .email {
            let at = text.firstIndex { $0 == "@" || $0 == "＠" } ?? text.endIndex
            return text.prefix(1) + "***" + text[at...]
        }
        if kind == .plate || kind == .socialAccount || kind == .own { return text.prefix(2) + "****" + text.suffix(1) }
        return text.prefix(3) + "****" + text.suffix(4)
    }

    /// A file's bytes with the middle of every finding in it made unreadable, for excerpts. Places stay: a character
    /// becomes one of the same length, so that bytes and columns are what they were.
    package static func masked(_ bytes: [UInt8], in file: String, _ diagnostics: [Diagnostic]) -> [UInt8] {
        var bytes = bytes
        for diagnostic in diagnostics where diagnostic.id == .privateData && diagnostic.file == file {
            let range = diagnostic.range
            guard range.end <= bytes.count, range.end - range.start > 4 else { continue }
            var index = range.start + 2
            while index < range.end - 2, bytes[index] & 0xC0 == 0x80 { index += 1 }
            while index < range.end - 2 {
                var next = index + 1
                while next < range.end, bytes[next] & 0xC0 == 0x80 { next += 1 }
                // The last character stays whole, or the last two of one byte.
                if next > range.end - 2 { break }
                if next - index <= veils.count { bytes.replaceSubrange(index..<next, with: veils[next - index - 1]) }
                index = next
            }
        }
        return bytes
    }

    /// What stands for a character of one to four bytes.
    private static let veils = ["*", "×", "＊", "🔒"].map { Array($0.utf8) }
}

/// The places worth a closer look. Nearly every byte of a file is none, and this loop is what the gate costs.
private enum Suspects {
    static func next(in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            var index = start
            while index < buffer.count {
                let byte = buffer[index]
                if byte < 0x80 {
                    if isSuspect(byte, at: index, buffer) { return index }
                    index += 1
                } else if byte >= 0xE3, byte < 0xF0, index + 2 < buffer.count {
                    if isSuspect(byte, buffer[index + 1], buffer[index + 2]) { return index }
                    index += 3
                } else {
                    index += 1
                }
            }
            return nil
        }
    }

    @inline(__always)
    private static func isSuspect(_ byte: UInt8, at index: Int, _ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
        if byte.isDigit || byte == UInt8(ascii: "@") { return true }
        guard byte.isLetter else { return false }
        // A plate's letter stands behind a Han character.
        if index > 0, buffer[index - 1] >= 0x80 { return true }
        guard index + 1 < buffer.count else { return false }
        switch byte | 0x20 {
        case UInt8(ascii: "q"): return buffer[index + 1] | 0x20 == UInt8(ascii: "q")
        case UInt8(ascii: "v"), UInt8(ascii: "w"):
            return buffer[index + 1] | 0x20 == UInt8(ascii: "x") || buffer[index + 1] | 0x20 == UInt8(ascii: "e")
                || buffer[index + 1] >= 0x80
        default: return false
        }
    }

    /// The first characters of what is looked for, in UTF-8.
    @inline(__always)
    private static func isSuspect(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second, third) {
        case (0xE4, 0xB8, 0x80), (0xE5, 0xB9, 0xBA):  // 一 and 幺, with which a mobile number begins
            true
        case (0xEF, 0xBC, 0x90...0x99), (0xEF, 0xBC, 0xA0...0xBA):  // full-width digits, ＠ and capitals
            true
        case (0xE5, 0xBE, 0xAE), (0xE8, 0x96, 0x87), (0xE5, 0xA8, 0x81):  // 微 薇 威
            true
        case (0xE6, 0x89, 0xA3), (0xE6, 0x8A, 0x96), (0xE5, 0xBF, 0xAB):  // 扣 抖 快
            true
        case (0xE5, 0xB0, 0x8F), (0xE9, 0x92, 0x89), (0xE6, 0x94, 0xAF):  // 小 钉 支
            true
        default: false
        }
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
