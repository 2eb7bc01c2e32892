import Synchronization

/// How two pieces of work are run that don't depend on each other. Stages start no threads themselves: whoever calls them
/// says whether there is one to spare.
package struct Pairing: Sendable {
    private let run: @Sendable (_ first: () -> Void, _ second: @escaping @Sendable () -> Void) -> Void

    /// - Parameter run: Returns when both have been run, the first of them on the caller's thread.
    package init(_ run: @escaping @Sendable (_ first: () -> Void, _ second: @escaping @Sendable () -> Void) -> Void) {
        self.run = run
    }

    /// One behind the other.
    package static let inTurn = Pairing { first, second in
        first()
        second()
    }

    package func both<First, Second: Sendable>(
        _ first: () -> First, _ second: @escaping @Sendable () -> Second
    ) -> (First, Second) {
        var one: First?
        let other = Slot<Second>()
        run({ one = first() }, { other.fill(second()) })
        // Both have run.
        return (one!, other.content!)
    }

    /// The same work on both halves of what is numbered from 0.
    package func halves<Half: Sendable>(
        of count: Int, _ body: @escaping @Sendable (Range<Int>) -> Half
    ) -> (Half, Half) {
        let middle = count / 2
        return both({ body(0..<middle) }, { body(middle..<count) })
    }

    private final class Slot<Value: Sendable>: Sendable {
        private let value = Mutex<Value?>(nil)

        var content: Value? { value.withLock { $0 } }
        func fill(_ content: Value) { value.withLock { $0 = content } }
    }
}
