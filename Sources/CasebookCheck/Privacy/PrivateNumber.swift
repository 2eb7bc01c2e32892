import CasebookModel

/// Some groups of digits that may be one number of a person.
struct PrivateNumber {
    let digits: [UInt8]
    /// How many digits stand between separators.
    private let shape: [Int]
    private let separators: [NumberRun.Separator]
    private let hasHan: Bool
    private let isWholeRun: Bool

    init(groups: [NumberRun.Group], isWholeRun: Bool) {
        // Closures, since key paths would be most of the work here.
        digits = groups.flatMap { $0.digits }
        shape = groups.map { $0.digits.count }
        separators = groups.dropFirst().compactMap { $0.separator }
        hasHan = groups.contains { $0.isHan }
        self.isWholeRun = isWholeRun
    }

    func kind(endsWithX: Bool, _ surroundings: NumberSurroundings) -> PrivateDataKind? {
        if hasHan { return isMobile(surroundings) ? .mobileNumber : nil }
        if isResidentID(endsWithX) || isOldResidentID(surroundings) { return .residentID }
        let kind: PrivateDataKind? =
            if isMobile(surroundings) {
                .mobileNumber
            } else if isBankCard {
                .bankCard
            } else {
                isLandline(surroundings) ? .landlineNumber : nil
            }
        return kind == nil || surroundings.isNamedIdentifier ? nil : kind
    }

    // MARK: - Telephones

    private func isMobile(_ surroundings: NumberSurroundings) -> Bool {
        guard digits.count >= 11, digits[0] <= 1 || digits[0] == 8 else { return false }
        let code = PhoneNumber.countryCode(of: digits, before: 11)
        guard let shape = shape(behind: code), PhoneNumber.isMobile(Array(digits[code...])) else { return false }
        if shape.count == 1 || shape == [3, 4, 4] { return true }
        // Other groups are as good for a row of amounts, unless nothing else stands there or a word says what it is. An
        // address of a network (138.123.145.67) has eleven digits too.
        guard !separators.contains(.dot) else { return false }
        let isPlausible = shape.count == 11 || shape.count <= 4 && shape.allSatisfy { $0 > 1 }
        return isPlausible && (isWholeRun || surroundings.speaksOfTelephones)
    }

    private func isLandline(_ surroundings: NumberSurroundings) -> Bool {
        guard digits[0] == 0 || digits[0] == 8, !separators.contains(.dot) else { return false }
        var local = digits
        var shape = shape
        let code = PhoneNumber.countryCode(of: digits, before: 10...11)
        if code > 0, code == 4 || surroundings.beginsWithPlus {
            // `+86 10 …`: the area without its zero.
            guard let rest = self.shape(behind: code), PhoneNumber.isArea(ArraySlice([0] + digits[code...])) else {
                return false
            }
            local = [0] + digits[code...]
            shape = [rest[0] + 1] + rest[1...]
        }
        guard let area = PhoneNumber.areaLength(local) else { return false }
        let count = local.count - area
        guard count == 7 || count == 8 else { return false }
        switch shape.count {
        case 1:
            // Without a hyphen only what can be dialled, or what a word calls a telephone number.
            let isDialled = (2...8).contains(local[area]) && (area == 4 || count == 8)
            return isDialled || surroundings.speaksOfTelephones
        case 2: return shape[0] == area
        case 3: return shape[0] == area && shape[2] == 4
        default: return false
        }
    }

    /// The groups' sizes without a country code of some digits; `nil` where it ends inside no group's reach.
    private func shape(behind code: Int) -> [Int]? {
        var rest = shape
        var left = code
        while left > 0, let first = rest.first {
            let taken = min(first, left)
            left -= taken
            if taken == first { rest.removeFirst() } else { rest[0] -= taken }
        }
        return rest.isEmpty ? nil : rest
    }

    // MARK: - Resident IDs

    /// GB 11643: six digits of place, eight of birth, three of order, one to check.
    private func isResidentID(_ endsWithX: Bool) -> Bool {
        guard digits.count == (endsWithX ? 17 : 18), !separators.contains(.dot), isPlace,
            isDay(digits[6..<10], digits[10..<12], digits[12..<14])
        else { return false }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * Int($1.1) }
        let expected = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2][sum % 11]
        return expected == (endsWithX ? 10 : Int(digits[17]))
    }

    /// As they were until 1999, without century and check digit: one in a hundred numbers of 15 digits looks like one, so
    /// a word has to say that it is.
    private func isOldResidentID(_ surroundings: NumberSurroundings) -> Bool {
        digits.count == 15 && shape.count == 1 && isPlace
            && isDay([1, 9] + digits[6..<8], digits[8..<10], digits[10..<12]) && surroundings.speaksOfIdentity
    }

    /// The first two digits of GB/T 2260: provinces, with Taiwan, Hong Kong and Macau.
    private var isPlace: Bool {
        switch digits[0] * 10 + digits[1] {
        case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83: true
        default: false
        }
    }

    private func isDay(_ year: ArraySlice<UInt8>, _ month: ArraySlice<UInt8>, _ day: ArraySlice<UInt8>) -> Bool {
        func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) } }
        return (1900...2049).contains(number(year))
            && CalendarDate(year: number(year), month: number(month), day: number(day)) != nil
    }

    // MARK: - Bank cards

    /// A card of an issuer in China, or of those whose cards are used there, with a right Luhn digit.
    private var isBankCard: Bool {
        guard (15...19).contains(digits.count), !separators.contains(.dot),
            shape.dropLast().allSatisfy({ $0 > 1 }), hasIssuer
        else { return false }
        var sum = 0
        for (offset, digit) in digits.reversed().enumerated() {
            let doubled = offset % 2 == 1 ? Int(digit) * 2 : Int(digit)
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    /// ISO 7812 numbers: UnionPay, Visa, Mastercard, JCB, American Express, and the older ones of the large banks.
    private var hasIssuer: Bool {
        let start = digits[..<6].reduce(0) { $0 * 10 + Int($1) }
        return switch (start, digits.count) {
        case (620_000...629_999, 16...19): true
        case (400_000...499_999, 16), (510_000...559_999, 16), (352_800...358_999, 16): true
        case (340_000...349_999, 15), (370_000...379_999, 15): true
        case (436_742, 19), (456_351, 19), (601_382, 19), (601_428, 17), (955_880...955_889, 19): true
        default: false
        }
    }
}
