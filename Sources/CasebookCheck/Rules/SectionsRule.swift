import CasebookModel

/// `missing-section`: a kind's sections stand in the body, in the declared order; a script has something to say.
struct SectionsRule: Rule {
    var reach: RuleReach { .page }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        let kinds = input.site.configuration.kinds
        for page in input.pages where !page.isBroken {
            guard let kind = kinds[page.kind] else { continue }
            if kind.hasSpokenLines, page.spokenLines.isEmpty {
                report.add(.noSpokenLine, in: page, at: SourceRange(page.bodyRange.start, page.bodyRange.start))
            }
            check(kind.sections, in: page, &report)
        }
    }

    private func check(_ sections: [SectionDeclaration], in page: ParsedPage, _ report: inout Report) {
        var furthest: (place: Int, label: String)?
        for section in sections {
            let names = SiteLanguage.allCases.map { section.label.text(in: $0) }
            guard let place = page.headings.firstIndex(where: { $0.level == 2 && names.contains($0.text) }) else {
                if section.required {
                    let end = SourceRange(page.bodyRange.end, page.bodyRange.end)
                    report.add(.missingSection(section: section.label.chinese), in: page, at: end)
                }
                continue
            }
            if let furthest, place < furthest.place {
                report.add(
                    .sectionOrder(section: furthest.label, before: section.label.chinese), in: page,
                    at: page.headings[furthest.place].range)
            }
            // One section that is out of place is one finding: the others are held against what follows it.
            furthest = (place, section.label.chinese)
        }
    }
}
