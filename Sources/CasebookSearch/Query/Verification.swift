/// Where a run stands on a page, from the page's text.
struct RunOnPage {
    var counts = FieldCounts()
    /// Ascending; 0 is the head.
    var blocks: [Int] = []

    var isName: Bool { counts.titleLength > 0 || counts.aliasLength > 0 }

    init(_ run: QueryRun, _ page: CandidatePage) {
        if run.stands(in: page.title.folded) { counts.titleLength = max(page.title.length, 1) }
        for alias in page.aliases where run.stands(in: alias.folded) {
            let length = max(alias.length, 1)
            counts.aliasLength = counts.aliasLength == 0 ? length : min(counts.aliasLength, length)
        }
        counts.body = run.pattern == nil ? run.count(in: page.summary) : 0
        if isName || counts.body > 0 { blocks.append(0) }
        for (number, text) in page.blocks.enumerated() {
            let field = page.record.blocks[number].field
            // What is typed as pinyin is a name, not a place in a sentence.
            if run.pattern != nil, field != .heading { continue }
            let count = run.count(in: text)
            guard count > 0 else { continue }
            switch field {
            case .body: counts.body += count
            case .spoken: counts.spoken += count
            case .heading: counts.heading += count
            }
            blocks.append(number + 1)
        }
    }
}

extension CandidatePage {
    /// Where each run stands; `nil` unless all do.
    func verified(_ runs: [QueryRun]) -> [RunOnPage]? {
        var found: [RunOnPage] = []
        for run in runs {
            let onPage = RunOnPage(run, self)
            guard !onPage.blocks.isEmpty else { return nil }
            found.append(onPage)
        }
        return found
    }

    /// The block that holds the heaviest of some things; among equals the one of the better field, then the first.
    ///
    /// - Parameter holders: For each of them its weight and the blocks it is in.
    func bestBlock(_ holders: [(weight: Double, blocks: [Int])]) -> Int {
        var held: [Int: Double] = [:]
        for holder in holders { for block in holder.blocks { held[block, default: 0] += holder.weight } }
        return held.max { left, right in
            (left.value, fieldWeight(ofBlock: left.key), right.key)
                < (right.value, fieldWeight(ofBlock: right.key), left.key)
        }?.key ?? 0
    }
}
