import CasebookText

/// So many characters a snippet has, and so many of them stand before the match where it stands late.
private let snippetLength = 90
private let leadLength = 30

/// The words of a text around the first match of a query, on one line, with `…` where something was cut.
func snippet(of text: String, for query: Query) -> String {
    let clusters = FoldedClusters(text)
    guard clusters.sources.count > snippetLength else { return oneLine(clusters.sources.joined()) }
    let match = clusters.firstMatch(of: query) ?? 0
    var start = 0
    if match > leadLength {
        start = match - leadLength
        // Rather at the beginning of a clause than in the middle of a word.
        if let pause = (start..<match).first(where: { isPause(clusters.sources[$0]) }) { start = pause + 1 }
    }
    let end = min(start + snippetLength, clusters.sources.count)
    let words = oneLine(clusters.sources[start..<end].joined())
    return (start > 0 ? "…" : "") + words + (end < clusters.sources.count ? "…" : "")
}

private func isPause(_ cluster: String) -> Bool { ["，", "。", "；", "！", "？", "：", "\n"].contains(cluster) }

private func oneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        let isSpace = scalar == "\n" || scalar == "\t" || scalar == "\r" || scalar == " "
        if isSpace, line.last == " " || line.isEmpty { continue }
        line.append(isSpace ? " " : scalar)
    }
    if line.last == " " { line.removeLast() }
    return String(line)
}

/// A text in characters with their marks, and its folding with the way back.
struct FoldedClusters {
    /// A character and the marks on it, as in the text.
    private(set) var sources: [String] = []
    private(set) var folded: [UInt32] = []
    /// For each folded code point the cluster that it comes from.
    private var origins: [Int] = []

    init(_ text: String) {
        var cluster = String.UnicodeScalarView()
        func flush(_ clusters: inout FoldedClusters) {
            guard !cluster.isEmpty else { return }
            let source = String(cluster)
            for scalar in foldedScalars(source) {
                clusters.folded.append(scalar)
                clusters.origins.append(clusters.sources.count)
            }
            clusters.sources.append(source)
            cluster.removeAll()
        }
        for scalar in text.unicodeScalars {
            if !isMark(scalar) { flush(&self) }
            cluster.append(scalar)
        }
        flush(&self)
    }

    /// The cluster at which a run of the query begins, or, where none stands here, one of its units.
    func firstMatch(of query: Query) -> Int? {
        let runs = query.runs.compactMap { $0.firstMatch(in: folded)?.lowerBound }
        if let first = runs.min() { return origins[first] }
        let units = query.units.compactMap { unit in
            let run = QueryRun(form: .solid, text: unit.text, parts: [unit.text], place: 0..<unit.text.count)
            return run.firstMatch(in: folded)?.lowerBound
        }
        return units.min().map { origins[$0] }
    }

    private func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }
}
