/// A number plate (GA 36): a province, a letter and five places, or six for a new-energy car.
enum NumberPlate {
    /// The plate whose letter stands at `index`: `京A12345`, `粤B·D12345`, `沪a-12345`, `京Ａ１２３４５`.
    static func range(in bytes: [UInt8], letterAt index: Int) -> Range<Int>? {
        guard index >= 3, let letter = place(in: bytes, at: index), letter.isLetter else { return nil }
        let province = String(decoding: bytes[index - 3..<index], as: UTF8.self)
        guard provinces.contains(province), !isEndOfWord(bytes[..<index]) else { return nil }
        var end = index + letter.length
        if let gap = gaps.first(where: { bytes[end...].starts(with: $0) }) { end += gap.count }
        var places: [Place] = []
        while let place = place(in: bytes, at: end) {
            places.append(place)
            end += place.length
        }
        if places.count == 4, let suffix = suffixes.first(where: { bytes[end...].starts(with: $0) }) {
            return places.allSatisfy { !$0.isLetter } ? index - 3..<end + suffix.count : nil
        }
        return isNumber(places) ? index - 3..<end : nil
    }

    private struct Place {
        var isLetter: Bool
        var length: Int
    }

    /// Five places with two letters at most; six with one of new energy's letters at an end and digits beside it.
    private static func isNumber(_ places: [Place]) -> Bool {
        let letters = places.map(\.isLetter)
        switch letters.count {
        case 5: return letters.count { $0 } <= 2
        case 6: return letters[0] && !letters[2...].contains(true) || letters[5] && !letters[..<5].contains(true)
        default: return false
        }
    }

    /// A letter or digit, also a full-width one. I and O are left out: they would be read as 1 and 0.
    private static func place(in bytes: [UInt8], at index: Int) -> Place? {
        guard index < bytes.count else { return nil }
        var byte = bytes[index]
        var length = 1
        if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBC, (0x90...0xBA).contains(bytes[index + 2]) {
            // ０ is U+FF10 and Ａ U+FF21.
            byte = bytes[index + 2] - 0x60
            length = 3
        }
        if byte.isDigit { return Place(isLetter: false, length: length) }
        let isPlain = byte.isLetter && ![UInt8(ascii: "i"), UInt8(ascii: "o")].contains(byte | 0x20)
        return isPlain ? Place(isLetter: true, length: length) : nil
    }

    /// The province's character ends another word: `全新A12345款`, `阿里云A10000`.
    private static func isEndOfWord(_ before: ArraySlice<UInt8>) -> Bool {
        words.contains { before.suffix($0.count).elementsEqual($0) }
    }

    private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼".map(String.init))
    private static let words = [
        "全新", "最新", "更新", "创新", "崭新", "重新", "里云", "讯云", "度云", "华为云", "白云", "尊贵", "宝贵", "四川", "收藏", "宝藏",
    ]
    .map { Array($0.utf8) }
    private static let gaps = ["·", "•", " ", "-", "."].map { Array($0.utf8) }
    private static let suffixes = ["学", "警", "挂", "港", "澳"].map { Array($0.utf8) }
}
