import CasebookModel

/// What a result shows of a page, and the texts on which matches are verified; `Documentation/search-format.md` has
/// the fields. Members that say nothing are left out.
struct PageRecord {
    let page: Page
    let text: PageText
    let kind: Int
    let facets: [[Int]]
    /// Between kind and title in the breadcrumbs.
    let place: String?

    init(_ number: Int, _ page: Page, _ text: PageText, in plan: SearchPlan) {
        self.page = page
        self.text = text
        kind = plan.kindNumbers[page.kind] ?? 0
        facets = plan.facets.numbers(of: page, in: plan.site)
        place = plan.place(ofPage: number)
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", page.id)
        json.member("url", page.route.path)
        json.member("title", text.title)
        json.member("kind", kind)
        if let place {
            json.member("place", place)
        }
        writeStatus(to: &json)
        writeTexts("aliases", text.aliases, to: &json)
        writeTexts("tags", text.tags, to: &json)
        if !text.summary.isEmpty {
            json.member("summary", text.summary)
        }
        writeFacets(to: &json)
        writeBlocks(to: &json)
        json.endObject()
    }

    private func writeStatus(to json: inout JSONWriter) {
        if page.status != .approved {
            json.member("status", page.status.rawValue)
        }
        if page.isOverdue {
            json.member("overdue", true)
        }
        if let date = page.fields.date("reviewed_on") {
            json.member("reviewed", date.description)
        }
    }

    private func writeTexts(_ key: String, _ texts: [String], to json: inout JSONWriter) {
        guard !texts.isEmpty else { return }
        json.member(key, texts)
    }

    private func writeFacets(to json: inout JSONWriter) {
        guard !facets.isEmpty else { return }
        json.key("facets")
        json.array { json in
            for facet in facets { json.array { json in for number in facet { json.integer(number) } } }
        }
    }

    private func writeBlocks(to json: inout JSONWriter) {
        json.key("blocks")
        json.beginArray()
        text.bytes.withUnsafeBufferPointer { utf8 in
            for block in text.blocks {
                json.beginArray()
                json.string(block.anchor)
                json.integer(block.field.rawValue)
                json.string(UnsafeBufferPointer(rebasing: utf8[block.range]))
                if let variant = block.variant { json.string(variant) }
                json.endArray()
            }
        }
        json.endArray()
    }
}
