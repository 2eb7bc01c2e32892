import CasebookModel

/// `incomplete-method`: a case that names one step of a method says of each of them whether it was shown, violated or not
/// reached. Otherwise coverage would take silence for "not reached".
struct IncompleteMethodRule: Rule {
    var reach: RuleReach { .heads }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        let methods = Methods(input.pages)
        for page in input.pages where page.kind == "case" {
            guard let steps = page.fields[field: "steps"] else { continue }
            let named = Set(steps.elements.compactMap { $0.fields.text("step") ?? $0.text }.map(methods.currentID))
            for method in methods.named(by: named) {
                let missing = method.steps.filter { !named.contains($0) }
                guard !missing.isEmpty else { continue }
                report.add(.incompleteMethod(method: method.title, missing: missing), in: page, at: steps.range)
            }
        }
    }
}

/// The published methods with the ids of their published steps.
private struct Methods {
    struct Method {
        var title: String
        /// In the order of their numbers.
        var steps: [String]
    }

    private var methods: [String: Method] = [:]
    private var folderOfStep: [String: String] = [:]
    /// By the ids that steps had before.
    private var idByFormer: [String: String] = [:]

    init(_ pages: [ParsedPage]) {
        let published = pages.filter { $0.status == .approved && !$0.isBroken }
        let steps = published.filter { $0.kind == "step" }.sorted {
            ($0.stepNumber ?? 0, $0.id) < ($1.stepNumber ?? 0, $1.id)
        }
        for page in published where page.kind == "method" {
            methods[folder(of: page), default: Method(title: page.title.value, steps: [])].title = page.title.value
        }
        for step in steps {
            methods[folder(of: step)]?.steps.append(step.id)
            folderOfStep[step.id] = folder(of: step)
            for former in step.fields.texts("former_ids") { idByFormer[former] = step.id }
        }
    }

    func currentID(_ id: String) -> String { idByFormer[id] ?? id }

    /// In the order of their folders.
    func named(by steps: Set<String>) -> [Method] {
        Set(steps.compactMap { folderOfStep[$0] }).sorted().compactMap { methods[$0] }
    }

    private func folder(of page: ParsedPage) -> String {
        page.path.split(separator: "/").dropLast().joined(separator: "/")
    }
}
