import CasebookModel

/// `unreviewed-approval`: an approved page says who reviewed it and when. `overdue-review`: the review is past its date.
struct ReviewRule: Rule {
    var reach: RuleReach { .page }

    func check(_ input: SiteChecker.Input, _ report: inout Report) {
        let kinds = input.site.configuration.kinds
        for page in input.pages where page.status == .approved && !page.isBroken {
            if kinds[page.kind]?.approvedByDefault == false {
                let missing = ["reviewed_on", "reviewed_by"].filter { page.fields[field: $0] == nil }
                if !missing.isEmpty {
                    let place = page.fields[field: "status"]?.range ?? page.kindRange
                    report.add(.unreviewedApproval(missing: missing), in: page, at: place)
                }
            }
            if let due = page.fields[field: "review_by"], case .date(let date) = due.content,
                date < input.site.edition.date
            {
                report.add(.overdueReview(date: date), in: page, at: due.range)
            }
        }
    }
}
