import CasebookCheck
import CasebookModel

/// What a run has found, and what it weighs. One kind of finding may come later than all others.
struct Findings: Sendable {
    private var found: [Diagnostic]
    private let policy: FindingsPolicy
    /// Sorted, and without what is excused.
    private(set) var weighed: [Diagnostic]

    /// - Parameter awaited: What is still looked for; `nil`: nothing.
    init(_ found: [Diagnostic], _ policy: FindingsPolicy, awaiting awaited: DiagnosticID? = nil) {
        self.found = found
        self.policy = policy
        weighed = policy.apply(to: found, awaiting: awaited)
    }

    /// With what was still looked for.
    func completed(by late: [Diagnostic]) -> Findings { Findings(found + late, policy) }
}
