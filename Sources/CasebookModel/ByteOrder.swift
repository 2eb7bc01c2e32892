#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension String {
    /// Whether the text comes before another in the order of their UTF-8 bytes: the order of all lists of paths. As
    /// `utf8.lexicographicallyPrecedes`, which goes byte by byte; sorting paths that begin alike took 1 % of a build, most of
    /// it on one thread.
    package func precedesInBytes(_ other: String) -> Bool {
        var (left, right) = (self, other)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard let first = left.baseAddress, let second = right.baseAddress else {
                    return left.count < right.count
                }
                let order = memcmp(first, second, min(left.count, right.count))
                return order != 0 ? order < 0 : left.count < right.count
            }
        }
    }
}
