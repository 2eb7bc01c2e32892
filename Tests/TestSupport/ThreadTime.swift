import Glibc

/// What the processor spends on the calling thread while it runs something.
///
/// For work that once took quadratic time. A clock on the wall would count what else runs on the machine.
package func threadTime(_ body: () throws -> Void) rethrows -> Duration {
    let start = threadClock()
    try body()
    return threadClock() - start
}

private func threadClock() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
