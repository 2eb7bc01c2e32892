import CasebookText
import TestSupport
import Testing

@Suite struct NearNamesTests {
    @Test(arguments: [
        ("queue-estimat", ["queue-estimate", "queue-escort"], "queue-estimate"),
        ("sumary", ["summary", "status"], "summary"),
        ("stauts", ["status", "states"], "status"),
        ("Title", ["title", "tile"], "title"),
        ("ｔｉｔｌｅ", ["title"], "title"),
        ("憤怒", ["愤怒", "焦急"], "愤怒"),
        ("phnoe", ["online", "counter", "phone"], "phone"),
    ])
    func `a slip finds the name that was meant`(name: String, candidates: [String], nearest: String) {
        #expect(nearestName(to: name, among: candidates) == nearest)
        #expect(nearestName(to: name, among: candidates.reversed()) == nearest)
    }

    @Test(arguments: [
        ("soothe", ["apology", "branch-code"]),
        ("ab", ["xy", ""]),
        ("x", ["y"]),
        ("", ["a"]),
        ("title", ["title"]),
    ])
    func `what is not near is not offered`(name: String, candidates: [String]) {
        #expect(nearestName(to: name, among: candidates) == nil)
    }

    @Test func `among equally near names the first in code-point order wins`() {
        #expect(nearestName(to: "cast", among: ["cost", "case", "cash"]) == "case")
    }

    @Test func `distances agree with the plain table`() {
        var generator = Generator(state: 7)
        let letters = Array("ab客户")
        func word() -> String { String((0..<generator.below(9)).map { _ in letters[generator.below(letters.count)] }) }
        for _ in 0..<3000 {
            let wanted = word()
            let candidates = (0..<3).map { _ in word() }
            #expect(nearestName(to: wanted, among: candidates) == plainNearest(wanted, candidates))
        }
    }

    @Test func `a hundred thousand candidates are no matter`() {
        let candidates = (0..<100_000).map { "case-about-\($0)-waiting" }
        let duration = threadTime {
            #expect(nearestName(to: "case-about-4711-wating", among: candidates) == "case-about-4711-waiting")
            #expect(nearestName(to: String(repeating: "x", count: 5000), among: candidates) == nil)
        }
        // Generous, since this runs unoptimised beside other tests; a quadratic slip takes minutes.
        #expect(duration < .seconds(30))
    }
}

/// The whole table of the textbook, without bounds.
private func plainNearest(_ wanted: String, _ candidates: [String]) -> String? {
    let left = Array(wanted)
    guard !left.isEmpty else { return nil }
    let limit = left.count <= 1 ? 0 : left.count <= 4 ? 1 : 2
    var best: (Int, String)?
    for candidate in candidates where candidate != wanted {
        let right = Array(candidate)
        var table = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for row in 0...left.count { table[row][0] = row }
        for column in 0...right.count { table[0][column] = column }
        for row in 1..<(left.count + 1) {
            for column in 1..<(right.count + 1) {
                let change = left[row - 1] == right[column - 1] ? 0 : 1
                var value = min(
                    table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + change)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    value = min(value, table[row - 2][column - 2] + 1)
                }
                table[row][column] = value
            }
        }
        let distance = table[left.count][right.count]
        guard distance <= limit, !candidate.isEmpty else { continue }
        guard let known = best else {
            best = (distance, candidate)
            continue
        }
        let comesFirst = candidate.utf8.lexicographicallyPrecedes(known.1.utf8)
        if distance < known.0 || (distance == known.0 && comesFirst) { best = (distance, candidate) }
    }
    return best?.1
}

/// The same numbers in every run.
private struct Generator {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
