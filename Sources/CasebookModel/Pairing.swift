import Synchronization

/// How two pieces of work are run that don't depend on each other. Stages start no threads themselves: whoever calls them
/// says whether there is one to spare.
package struct Pairing: Sendable {
    private let run: @Sendable (_ first: @Sendable () -> Void, _ second: @Sendable () -> Void) -> Void

    /// - Parameter run: Returns when both have been run.
    package init(_ run: @escaping @Sendable (_ first: @Sendable () -> Void, _ second: @Sendable () -> Void) -> Void) {
        self.run = run
    }

    /// One behind the other.
    package static let inTurn = Pairing { first, second in
        first()
        second()
    }

    package func both<First: Sendable, Second: Sendable>(
        _ first: @Sendable () -> First, _ second: @Sendable () -> Second
    ) -> (First, Second) {
        let one = Mutex<First?>(nil)
        let other = Mutex<Second?>(nil)
        run(
            {
                let made = first()
                one.withLock { $0 = made }
            },
            {
                let made = second()
                other.withLock { $0 = made }
            })
        // Both have run.
        return (one.withLock { $0! }, other.withLock { $0! })
    }
}
