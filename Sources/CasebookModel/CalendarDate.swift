/// A day of the Gregorian calendar without a time or a zone, as front matter writes it: `2026-08-14`.
package struct CalendarDate: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    // Of four bytes together: a date is as large as the smallest of a field's values.
    private let years: Int16
    private let months: Int8
    private let days: Int8

    package var year: Int { Int(years) }
    package var month: Int { Int(months) }
    package var day: Int { Int(days) }

    /// `nil` where the month has no such day, or the year is outside 1...9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= days[month - 1] else { return nil }
        years = Int16(year)
        months = Int8(month)
        self.days = Int8(day)
    }

    /// Reads exactly `YYYY-MM-DD`.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        guard let date = CalendarDate(try value.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: value, debugDescription: "no day of the calendar")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(description)
    }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// Days since the first of March of the year 0, so that a leap day is the last of its year: differences count days.
    package var number: Int {
        let years = month > 2 ? year : year - 1
        let months = (month + 9) % 12
        return 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1
    }

    package var description: String {
        String(unsafeUninitializedCapacity: 10) { bytes in
            func write(_ number: Int, _ places: ClosedRange<Int>) {
                var rest = number
                for place in places.reversed() {
                    bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
            }
            write(year, 0...3)
            bytes[4] = UInt8(ascii: "-")
            write(month, 5...6)
            bytes[7] = UInt8(ascii: "-")
            write(day, 8...9)
            return 10
        }
    }
}
