import CasebookText

extension SearchPlan {
    private static let mostSampled = 32

    /// Prefixes that cut the terms into slices of about as much work each, by the terms of a few pages: they have to be known
    /// before the first part is indexed.
    ///
    /// - Returns: One more than `count`, ascending, from 0 to the greatest.
    package func sliceBounds(_ count: Int) -> [UInt64] {
        let sampled = min(Self.mostSampled, (pageCount + 15) / 16)
        var prefixes: [UInt64] = []
        for number in 0..<sampled where count > 1 {
            appendPrefixes(ofPage: number * pageCount / sampled, to: &prefixes)
        }
        prefixes.sort()
        var bounds: [UInt64] = [0]
        for slice in 1..<max(1, count) where !prefixes.isEmpty {
            let prefix = prefixes[prefixes.count * slice / count]
            if prefix > bounds[bounds.count - 1] { bounds.append(prefix) }
        }
        return bounds + Array(repeating: .max, count: count + 1 - bounds.count)
    }

    private func appendPrefixes(ofPage number: Int, to prefixes: inout [UInt64]) {
        var scalars: [UInt32] = []
        PageText(page(number), in: site).bytes.withUnsafeBufferPointer { appendFolded($0, to: &scalars) }
        scalars.withUnsafeBufferPointer { scalars in
            Analyzer.forEachTerm(in: scalars) { prefixes.append(TermTable.prefix(of: scalars, $0)) }
        }
    }
}
