import Testing

@testable import CasebookCheck

@Suite struct PhraseSearchTests {
    @Test(arguments: [
        ("保证", "我保证，保证退", [3, 12]), ("保证", "保", []), ("aa", "aaaaa", [0, 2]), ("", "abc", []), ("c", "abc", [2]),
        ("证保", "保证保证保", [3, 9]), ("abc", "ababcabcab", [2, 5]),
    ])
    func `finds a phrase wherever it stands, by bytes, without overlaps`(phrase: String, text: String, places: [Int]) {
        #expect(PhraseSearch(phrase).places(in: Array(text.utf8)) == places)
    }

    @Test func `agrees with trying every place`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let text = (0..<40).map { _ in UInt8.random(in: 0xE4...0xE6, using: &random) }
            let phrase = String(
                decoding: [UInt8](repeating: 0x61, count: Int.random(in: 1...3, using: &random)), as: UTF8.self)
            let words = text.map { $0 == 0xE4 ? UInt8(0x61) : UInt8(0x62) }
            var expected: [Int] = []
            var place = 0
            while place + phrase.utf8.count <= words.count {
                let isHit = words[place..<place + phrase.utf8.count].elementsEqual(phrase.utf8)
                if isHit { expected.append(place) }
                place += isHit ? phrase.utf8.count : 1
            }
            #expect(PhraseSearch(phrase).places(in: words) == expected)
        }
    }
}
