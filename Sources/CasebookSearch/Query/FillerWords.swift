/// Words that ask without saying about what: 怎么办, 请问, 一直.
extension Query {
    /// The query without them, runs cut where they stood, and which there were; `nil` where there are none or nothing is
    /// left.
    func withoutFillers(_ fillers: [[UInt32]]) -> (query: Query, dropped: [String])? {
        var kept: [QueryRun] = []
        var dropped: [String] = []
        for run in runs {
            guard run.isSolid else {
                if fillers.contains(run.text) { dropped.append(string(of: run.text)) } else { kept.append(run) }
                continue
            }
            var start = 0
            var position = 0
            func keep(_ end: Int) {
                guard start < end else { return }
                let text = Array(run.text[start..<end])
                let first = run.place.lowerBound + start
                kept.append(
                    QueryRun(form: .solid, text: text, parts: [text], place: first..<first + text.count))
            }
            while position < run.text.count {
                guard let filler = fillers.first(where: { run.text[position...].starts(with: $0) }) else {
                    position += 1
                    continue
                }
                keep(position)
                dropped.append(string(of: filler))
                position += filler.count
                start = position
            }
            keep(run.text.count)
        }
        return dropped.isEmpty || kept.isEmpty ? nil : (Query(runs: kept, folded: folded), dropped)
    }
}
