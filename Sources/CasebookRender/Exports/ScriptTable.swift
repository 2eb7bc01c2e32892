import CasebookModel

/// The approved spoken lines as a table for spreadsheets, one line in each row.
package struct ScriptTable {
    private let site: Site

    package init(_ site: Site) { self.site = site }

    package var bytes: [UInt8] {
        var csv = CSVWriter(
            header: ["id", "title", "channel", "when", "line", "slots", "risk", "reviewed_on", "url"])
        for text in SpokenText.all(of: site) {
            let page = text.script
            csv.row([
                page.id, page.title, label(of: text.line.variant, in: "channel"),
                page.fields.list("when").map { words(of: $0, on: page) }.joined(separator: "；"), text.plain,
                text.slots.map(note).joined(separator: "；"), label(of: page.fields.text("risk"), in: "risk"),
                page.fields.date("reviewed_on")?.description ?? "", address(of: page, text.line),
            ])
        }
        return csv.bytes
    }

    private func words(of value: FieldValue, on page: Page) -> String {
        value.plainWords { link in
            guard case .page(let target, _)? = page.proseTargets[link.key] else { return nil }
            return site.pages[target].title
        }
    }

    private func note(_ slot: SlotView) -> String {
        let label = slot.fields.text("label") ?? slot.name
        // Private ones have no default to tell.
        let value = slot.fields.flag("pii") ? nil : slot.fields.text("default")
        return "{\(slot.name)} \(label)" + (value.map { "（\($0)）" } ?? "")
    }

    /// Empty for a line for all channels.
    private func label(of value: String?, in vocabulary: String) -> String {
        guard let value else { return "" }
        let found = site.vocabularies.first { $0.name == vocabulary }?[value]
        return found?.label.text(in: site.configuration.language) ?? value
    }

    /// On the web where the site has an address, else below its root.
    private func address(of page: Page, _ line: SpokenLine) -> String {
        (site.configuration.url ?? "") + Route("").reference(to: page.route, anchor: line.anchor)
    }
}
