import CasebookModel
import TestSupport
import Testing

@testable import CasebookCheck

@Suite struct WordingSearchTests {
    private static let words = [
        "保证", "不可能", "不", "👍好", "保证不可能吧", "/您(可能)?(不|没)懂/", "/[0-9]+天/", "/^您/", "/懂$/", "/(?<=不)懂/",
        "/.可/", "/(?i)Ok/", "/保?证/", "/可能\\s*不/", "/(您|您不)+懂/",
    ]
    private static let parts = [
        "保证", "不", "可能", "您", "懂", "没", "30", "天", "👍", "好", "ok", "OK", " ", "\n", "吧", "𠀀",
    ]

    /// Against each pattern on each line.
    @Test func `no line that a pattern hits is passed over`() {
        var random = Generator(state: 17)
        var hits = 0
        for _ in 0..<60 {
            let patterns = (0..<5).map { _ in WordingPattern(wording(random.pick(Self.words))) }
            let search = WordingSearch(patterns)
            let said = (0..<40).map { _ in
                SaidWords(text: (0..<random.below(8)).map { _ in random.pick(Self.parts) }.joined(), range: place)
            }
            let suspects = search.suspects(in: said[3...], among: patterns)
            #expect(suspects.map(\.line) == suspects.map(\.line).sorted())
            for line in 3..<said.count {
                let suspected = suspects.first { $0.line == line }?.patterns ?? []
                #expect(suspected == suspected.sorted())
                for number in patterns.indices {
                    if case .nothing = patterns[number].look(at: said[line].text) { continue }
                    hits += 1
                    let pattern = patterns[number].wording.pattern.value
                    #expect(suspected.contains(number), "\(pattern) in \(said[line].text)")
                }
            }
        }
        print("\(hits) hits, none passed over")
        #expect(hits > 800)
    }

    private var place: SourceRange { SourceRange(0, 1) }

    private func wording(_ pattern: String) -> ForbiddenWording {
        ForbiddenWording(pattern: Located(pattern, at: place), reason: "x", instead: nil, severity: .error, except: [])
    }
}
