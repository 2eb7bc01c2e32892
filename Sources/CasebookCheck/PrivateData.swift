import CasebookModel

/// `private-data`: what looks like a person's number or address, in the bytes of any text file of the site.
///
/// Takes one file's bytes and looks at nothing else, so that it runs while the file is at hand. Finds mobile numbers,
/// landline numbers with an area code, resident ID numbers (GB 11643 check digit), bank cards (ISO 7812 issuers of
/// China with the Luhn digit), e-mail addresses, number plates and social accounts, and what the site's own patterns
/// name. Service numbers don't count: they begin with other digits.
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
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let extent = NumberRun.extent(in: bytes, at: index)
                // Dates and amounts are everywhere; ten digits are the fewest that a number of a person has.
                if extent.digits >= 10 { NumberRun(bytes, at: index).forEachFinding(add) }
                index = extent.end
            case UInt8(ascii: "@"):
                if let range = emailRange(bytes, around: index) { add(.email, range) }
                index += 1
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where index > 0 && bytes[index - 1] >= 0x80:
                if let range = PrivateNames.plate(in: bytes, letterAt: index) {
                    add(.plate, range)
                    index = range.upperBound
                } else {
                    // It may still be the Q of an account.
                    fallthrough
                }
            // The first bytes of 微信 and QQ.
            case 0xE5, UInt8(ascii: "Q"):
                if let range = PrivateNames.account(in: bytes, at: index) {
                    add(.socialAccount, range)
                    index = range.upperBound
                } else {
                    index += 1
                }
            default: index += 1
            }
        }
        for range in own.findings(in: bytes) { add(.own, range) }
        return diagnostics
    }

    /// A file's bytes with the middle of every finding in it made unreadable, for excerpts; places stay.
    package static func masked(_ bytes: [UInt8], in file: String, _ diagnostics: [Diagnostic]) -> [UInt8] {
        var bytes = bytes
        for diagnostic in diagnostics where diagnostic.id == .privateData && diagnostic.file == file {
            let range = diagnostic.range
            guard range.end <= bytes.count, range.end - range.start > 4 else { continue }
            // Whole characters only, so that what is left is text.
            let first = (range.start + 2..<range.end).first { bytes[$0] & 0xC0 != 0x80 } ?? range.end
            for index in first..<max(first, range.end - 2) { bytes[index] = UInt8(ascii: "*") }
        }
        return bytes
    }

    /// Keeps as much as a person needs to find the place, and no more: CI logs are shared.
    private static func mask(_ bytes: ArraySlice<UInt8>, _ kind: PrivateDataKind) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        if kind == .email {
            let at = text.firstIndex(of: "@") ?? text.endIndex
            return text.prefix(1) + "***" + text[at...]
        }
        if kind == .plate || kind == .socialAccount || kind == .own { return text.prefix(2) + "****" + text.suffix(1) }
        return text.prefix(3) + "****" + text.suffix(4)
    }

    /// The address around an `@`: a mailbox, and a host with a dot and a letter at its end.
    private static func emailRange(_ bytes: [UInt8], around at: Int) -> Range<Int>? {
        var start = at
        while start > 0, bytes[start - 1].isMailboxByte { start -= 1 }
        var end = at + 1
        while end < bytes.count, bytes[end].isHostByte { end += 1 }
        while end > at + 1, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        let host = bytes[at + 1..<max(at + 1, end)]
        guard start < at, let dot = host.lastIndex(of: UInt8(ascii: ".")), dot > host.startIndex,
            host[(dot + 1)...].count >= 2, host[(dot + 1)...].allSatisfy(\.isLetter)
        else { return nil }
        // Documentation uses the hosts that RFC 2606 keeps free for examples.
        let name = String(decoding: host, as: UTF8.self).lowercased()
        if name.hasPrefix("example.") || name.hasSuffix(".example") { return nil }
        // `logo@2x.png` is a picture, `git@host` the name of a repository.
        let isPicture = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"].contains { name.hasSuffix(".\($0)") }
        return isPicture || bytes[start..<at].elementsEqual("git".utf8) ? nil : start..<end
    }
}

/// A run of digits with the separators that people put into numbers. A date or a time may stand before a number
/// (`2026-05-06 138…`), so that every group of digits is a possible beginning.
private struct NumberRun {
    private struct Group {
        var range: Range<Int>
        var digits: ArraySlice<UInt8>
    }

    private let bytes: [UInt8]
    private let groups: [Group]
    private let isInWord: Bool

    init(_ bytes: [UInt8], at start: Int) {
        self.bytes = bytes
        var groups: [Group] = []
        var index = start
        while index < bytes.count, bytes[index].isDigit {
            let first = index
            while index < bytes.count, bytes[index].isDigit { index += 1 }
            groups.append(Group(range: first..<index, digits: bytes[first..<index]))
            guard NumberRun.isSeparator(bytes, index) else { break }
            index += 1
        }
        self.groups = groups
        // Part of an identifier, an address or a decimal: no number that anyone dials.
        let before = start > 0 ? bytes[start - 1] : 0
        isInWord = before.joinsWords || before == UInt8(ascii: ".") || before == UInt8(ascii: "#")
    }

    /// How many digits a run has, and where it ends, without making one.
    static func extent(in bytes: [UInt8], at start: Int) -> (digits: Int, end: Int) {
        var digits = 0
        var index = start
        while index < bytes.count {
            if bytes[index].isDigit {
                digits += 1
            } else if !isSeparator(bytes, index) {
                break
            }
            index += 1
        }
        return (digits, index)
    }

    /// A blank or hyphen between two digits.
    private static func isSeparator(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "-") else {
            return false
        }
        return bytes[index + 1].isDigit
    }

    /// Every number in the run.
    func forEachFinding(_ body: (PrivateDataKind, Range<Int>) -> Void) {
        var first = 0
        while first < groups.count {
            // Five groups are the most that any number has: a bank card's.
            let longest = min(5, groups.count - first)
            let found = stride(from: longest, through: 1, by: -1).lazy.compactMap { finding(first, count: $0) }.first
            if let found { body(found.kind, found.range) }
            first += found?.count ?? 1
        }
    }

    private func finding(_ first: Int, count: Int) -> (kind: PrivateDataKind, range: Range<Int>, count: Int)? {
        if first == 0, isInWord { return nil }
        let window = groups[first..<first + count]
        guard (10...19).contains(window.reduce(0) { $0 + $1.range.count }) else { return nil }
        let start = groups[first].range.lowerBound
        var end = groups[first + count - 1].range.upperBound
        let number = Number(
            digits: window.flatMap { $0.digits.map { $0 - UInt8(ascii: "0") } }, groups: window.map(\.range.count))
        // The check digit of an ID number may be an X.
        let endsWithX = end < bytes.count && bytes[end] | 0x20 == UInt8(ascii: "x") && number.digits.count == 17
        if endsWithX { end += 1 }
        if end < bytes.count, bytes[end].joinsWords { return nil }
        return number.kind(endsWithX: endsWithX).map { ($0, start..<end, count) }
    }
}

/// Some digits, and how many stand between separators.
private struct Number {
    let digits: [UInt8]
    let groups: [Int]

    func kind(endsWithX: Bool) -> PrivateDataKind? {
        if isResidentID(endsWithX) { return .residentID }
        if isMobile { return .mobileNumber }
        if isBankCard { return .bankCard }
        if isLandline { return .landlineNumber }
        return nil
    }

    private var isMobile: Bool {
        let number = digits.starts(with: [8, 6]) && digits.count == 13 ? Array(digits.dropFirst(2)) : digits
        guard number.count == 11, number[0] == 1, number[1] >= 3 else { return false }
        // 138 1234 5678, 138-1234-5678 or in one piece.
        let shape = digits.count == 13 && groups.first == 2 ? Array(groups.dropFirst()) : groups
        return [[11], [3, 4, 4], [13]].contains(shape)
    }

    private var isLandline: Bool {
        guard groups.count == 2, digits[0] == 0, digits[1] != 0 else { return false }
        return (groups[0] == 3 || groups[0] == 4) && (groups[1] == 7 || groups[1] == 8)
    }

    /// GB 11643: six digits of place, eight of birth, three of order, one to check.
    private func isResidentID(_ endsWithX: Bool) -> Bool {
        guard groups.count == 1, digits.count == (endsWithX ? 17 : 18), digits[0] != 0 else { return false }
        let year = digits[6..<10].reduce(0) { $0 * 10 + Int($1) }
        let month = Int(digits[10]) * 10 + Int(digits[11])
        let day = Int(digits[12]) * 10 + Int(digits[13])
        guard (1900...2100).contains(year), CalendarDate(year: year, month: month, day: day) != nil else {
            return false
        }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * Int($1.1) }
        let expected = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2][sum % 11]
        return expected == (endsWithX ? 10 : Int(digits[17]))
    }

    /// UnionPay (62), Visa (4) and Mastercard (51-55) numbers of 16 to 19 digits with a right Luhn digit.
    private var isBankCard: Bool {
        guard (16...19).contains(digits.count), groups.dropLast().allSatisfy({ $0 == 4 }) || groups.count == 1 else {
            return false
        }
        let begins = digits[0] == 6 && digits[1] == 2 || digits[0] == 4 || digits[0] == 5 && (1...5).contains(digits[1])
        guard begins else { return false }
        var sum = 0
        for (offset, digit) in digits.reversed().enumerated() {
            let doubled = offset % 2 == 1 ? Int(digit) * 2 : Int(digit)
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    /// Letters, and what joins words to numbers in names, paths and queries.
    fileprivate var joinsWords: Bool {
        isLetter || self == UInt8(ascii: "_") || self == UInt8(ascii: "/") || self == UInt8(ascii: "=")
    }

    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

    fileprivate var isHostByte: Bool {
        isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
    }

    fileprivate var isMailboxByte: Bool { isHostByte || self == UInt8(ascii: "_") || self == UInt8(ascii: "+") }
}
