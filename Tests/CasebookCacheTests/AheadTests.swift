import CasebookModel
import Synchronization
import Testing

@testable import CasebookBuild

/// Work that is begun before anybody asks for it is done once, whoever does it.
@Suite struct AheadTests {
    /// How often something was done.
    private final class Counter: Sendable {
        private let count = Mutex(0)

        var value: Int { count.withLock { $0 } }

        func add() -> Int {
            count.withLock {
                $0 += 1
                return $0
            }
        }
    }

    @Test(arguments: [1, 2, 8]) func isDoneOnce(jobs: Int) {
        for _ in 0..<200 {
            let counter = Counter()
            let ahead = Ahead(jobs: jobs) { counter.add() }
            #expect(ahead.result() == 1)
            #expect(ahead.result() == 1)
            #expect(counter.value == 1)
        }
    }

    @Test(arguments: [1, 2]) func isTakenOnce(jobs: Int) {
        let ahead = Ahead(jobs: jobs) { 7 }
        #expect(ahead.take() == 7)
        #expect(ahead.take() == nil)
    }

    @Test func withOneThreadItWaitsToBeAsked() {
        let counter = Counter()
        let ahead = Ahead(jobs: 1) { counter.add() }
        #expect(counter.value == 0)
        #expect(ahead.result() == 1)
    }

    /// As stages do it: who waits does what no thread has come to, so that no number of them can stand still.
    @Test(arguments: [1, 2]) func manyWithinEachOtherEnd(jobs: Int) {
        @Sendable func sum(_ depth: Int) -> Int {
            guard depth > 0 else { return 1 }
            let parts = (0..<3).map { _ in Ahead(jobs: jobs) { sum(depth - 1) } }
            return parts.reduce(0) { $0 + $1.result() }
        }
        #expect(sum(6) == 729)
    }

    @Test(arguments: [1, 2]) func bothOfAPairAreDone(jobs: Int) {
        let pairing = Pairing(jobs: jobs)
        for number in 0..<200 {
            let (first, second) = pairing.both({ number * 2 }, { number * 3 })
            #expect(first == number * 2)
            #expect(second == number * 3)
        }
    }
}
