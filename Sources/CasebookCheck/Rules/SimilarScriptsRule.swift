import CasebookModel

/// `similar-scripts`: two scripts that say nearly the same. Mid-call nobody can tell which to take, and a correction reaches only
/// one of them.
struct SimilarScriptsRule: Rule {
    var reach: RuleReach { .heads }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        guard !input.site.configuration.isImplicit else { return }
        let kinds = input.site.configuration.kinds
        let scripts = input.pages.filter {
            !$0.spokenLines.isEmpty && $0.status != .retired && !$0.isBroken && kinds[$0.kind]?.hasSpokenLines == true
        }.sorted { $0.path.precedesInBytes($1.path) }
        guard scripts.count > 1 else { return }
        let places = ScriptPlaces(input.pages)
        let wordings = SimilarWordings(scripts.map { $0.spokenLines.map(\.text) })
        for pair in wordings.pairs(sharing: { places.lists(of: scripts, named: $0) }) {
            let (first, second) = (scripts[pair.first], scripts[pair.second])
            let shared = places.shared(by: first.id, and: second.id)
            guard pair.overlap >= SimilarScriptsRule.leastOverlap(shared) else { continue }
            let note = report.note(.firstDefinition, path: first.path, at: first.title.range)
            let problem = Problem.similarScripts(id: first.id, percent: Int(pair.overlap * 100), shared: shared)
            // That one formula serves two matters is for somebody to look at some day.
            report.add(
                problem, severity: shared == .none ? .note : nil, in: second, at: second.title.range, notes: [note])
        }
    }

    /// Scripts for one cause and step share greetings and closing words, less than half of what they say. Scripts that nothing
    /// holds together are about different things and are only reported as copies: the same formula may serve a card and a
    /// loan.
    private static func leastOverlap(_ shared: SharedPlaces) -> Double {
        switch shared {
        case .causeAndStep: 0.5
        case .cause, .step: 0.55
        case .none: 0.9
        }
    }
}

/// The causes and steps that name scripts.
private struct ScriptPlaces {
    private var causes: [String: Set<String>] = [:]
    private var steps: [String: Set<String>] = [:]

    init(_ pages: [ParsedPage]) {
        for page in pages where page.kind == "cause" || page.kind == "step" {
            for script in page.fields.texts("scripts") {
                if page.kind == "cause" {
                    causes[script, default: []].insert(page.id)
                } else {
                    steps[script, default: []].insert(page.id)
                }
            }
        }
    }

    func shared(by first: String, and second: String) -> SharedPlaces {
        let cause = !(causes[first] ?? []).isDisjoint(with: causes[second] ?? [])
        let step = !(steps[first] ?? []).isDisjoint(with: steps[second] ?? [])
        return cause ? step ? .causeAndStep : .cause : step ? .step : .none
    }

    /// The scripts of each cause and each step, by their indices, none longer than `longest`.
    func lists(of scripts: [ParsedPage], named longest: Int) -> [[Int]] {
        var lists: [String: [Int]] = [:]
        for (index, script) in scripts.enumerated() {
            for place in (causes[script.id] ?? []).union(steps[script.id] ?? []) {
                lists[place, default: []].append(index)
            }
        }
        return lists.filter { $0.value.count <= longest }.sorted { $0.key < $1.key }.map(\.value)
    }
}
