/// What China's numbering plan says about digits.
enum PhoneNumber {
    /// Eleven digits whose first three belong to a mobile network.
    static func isMobile(_ digits: [UInt8]) -> Bool {
        guard digits.count == 11, digits[0] == 1 else { return false }
        return switch (digits[1], digits[2]) {
        case (3, _), (8, _): true
        case (4, 0), (4, 1), (4, 4...9): true
        case (5, 0...3), (5, 5...9): true
        case (6, 2), (6, 5...7): true
        case (7, 0...8): true
        case (9, 0...3), (9, 5...9): true
        default: false
        }
    }

    /// How many digits of `86` or `0086` stand before a number of some digits.
    static func countryCode(of digits: [UInt8], before count: Int) -> Int {
        countryCode(of: digits, before: count...count)
    }

    static func countryCode(of digits: [UInt8], before counts: ClosedRange<Int>) -> Int {
        if digits.starts(with: [8, 6]), counts.contains(digits.count - 2) { return 2 }
        if digits.starts(with: [0, 0, 8, 6]), counts.contains(digits.count - 4) { return 4 }
        return 0
    }

    /// How long the area code is that digits begin with, its zero included; `nil` where they begin with none.
    static func areaLength(_ digits: [UInt8]) -> Int? {
        guard isArea(digits[...]) else { return nil }
        return digits[1] <= 2 ? 3 : 4
    }

    static func isArea(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count > 4, digits.first == 0 else { return false }
        let second = digits[digits.startIndex + 1]
        let third = digits[digits.startIndex + 2]
        return switch second {
        case 1: third == 0
        case 2: third != 6
        case 3: [1, 2, 3, 4, 5, 7, 9].contains(third)
        case 4: [1, 2, 3, 5, 6, 7, 8].contains(third)
        case 5: third != 0
        case 6: [3, 6, 9].contains(third)
        case 7: true
        case 8: [1, 2, 3, 4, 5, 7, 8, 9].contains(third)
        case 9: [0, 1, 3, 4, 5, 7, 9].contains(third)
        default: false
        }
    }
}
