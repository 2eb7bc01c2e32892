import CasebookModel
import CasebookText

/// `undeclared-slot` and `unused-slot`: what the spoken lines leave open is what the front matter declares.
struct SlotsRule: Rule {
    var reach: RuleReach { .page }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        for page in input.pages where !page.isBroken {
            let declared = declaredSlots(page)
            guard !declared.isEmpty || !page.usedSlots.isEmpty else { continue }
            let names = declared.map(\.value)
            for use in page.usedSlots where !names.contains(use.value) {
                report.add(
                    .undeclaredSlot(name: use.value, near: nearestName(to: use.value, among: names)), in: page,
                    at: use.range)
            }
            let used = Set(page.usedSlots.map(\.value))
            for slot in declared where !used.contains(slot.value) {
                report.add(.unusedSlot(name: slot.value), in: page, at: slot.range)
            }
        }
    }

    private func declaredSlots(_ page: ParsedPage) -> [Located<String>] {
        guard case .keyed(let slots)? = page.fields[field: "slots"]?.content else { return [] }
        return slots.map(\.name)
    }
}
