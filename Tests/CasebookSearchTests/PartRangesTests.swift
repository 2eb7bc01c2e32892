import CasebookModel
import Testing

@testable import CasebookSearch

@Suite struct PartRangesTests {
    private func plan(_ ids: [String]) -> SearchPlan {
        SearchPlan(TestSite.site(ids.map { TestSite.page($0, title: $0) }))
    }

    /// In the order of their addresses, which is that of the pages.
    private let ids = (0..<6000).map { "page-" + String(10_000 + $0 * 2) }

    private func parts(_ ids: [String]) -> [[String]] {
        let plan = plan(ids)
        return plan.partRanges.map { range in range.map { plan.page($0).id } }
    }

    @Test(arguments: [0, 1, 31, 32, 200, 6000]) func `parts follow each other, none much larger than the others`(
        count: Int
    ) throws {
        let parts = parts(Array(ids.prefix(count)))
        #expect(parts.flatMap { $0 } == Array(ids.prefix(count)))
        // 64 on average; what is left at the end may be less than half of it.
        let span = count > 5120 ? 128 : 64
        #expect(parts.allSatisfy { $0.count <= span * 2 })
        #expect(parts.dropLast().allSatisfy { $0.count >= span / 2 })
        #expect(parts.count <= max(1, count * 2 / span))
    }

    @Test func `a new page and one less change few parts`() {
        let ids = Array(ids.prefix(3000))
        let before = Set(parts(ids))
        var changed: [Int] = []
        for place in stride(from: 0, to: ids.count, by: 97) {
            var more = ids
            more.insert(ids[place] + "-and-one", at: place + 1)
            changed.append(Set(parts(more)).subtracting(before).count)
            var fewer = ids
            fewer.remove(at: place)
            changed.append(Set(parts(fewer)).subtracting(before).count)
        }
        changed.sort()
        #expect(changed[changed.count / 2] <= 2)
        #expect(changed[changed.count - 1] <= 8, "\(changed)")
    }
}
