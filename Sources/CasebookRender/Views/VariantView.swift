import CasebookModel

/// One way to say a script: for all channels, or for the one whose heading it stands below. Together the variants are the
/// lead of the page, so that without a script they stand below each other as they were written.
struct VariantView: SchemaView {
    let view: PageView
    /// From 1.
    let number: Int
    /// A value of the channel vocabulary; `nil` for the line for all channels.
    let channel: String?
    let name: String
    /// Of the body's nodes.
    var range: Range<Int>

    static let viewName = "variant"
    static let fields: [ViewField<Self>] = [
        .text("number") { String($0.number) },
        .text("channel") { $0.channel ?? "" },
        .text("name") { $0.name },
        .flag("isFirst") { $0.number == 1 },
        .html("html") { $0.view.writeBody($0.range, &$1) },
    ]
    static let schema = ViewSchema(Self.self)
}

extension PageView {
    /// In the order of the page; empty for a page without spoken lines.
    var variants: [VariantView] {
        let document = body.document
        let channels = Dictionary(
            value.parsed.spokenLines.map { (Int($0.node), $0.variant) }, uniquingKeysWith: { first, _ in first })
        var variants: [VariantView] = []
        var heading: (index: Int, words: String)?
        var index = leadRange.lowerBound
        while index < leadRange.upperBound {
            let node = document.nodes[index]
            if node.kind == .heading { heading = (index, document.headings[Int(node.index)].text) }
            if let channel = channels[index], variants.isEmpty || channel != variants.last?.channel {
                // The first takes what stands in front of it, too.
                let start = variants.isEmpty ? leadRange.lowerBound : heading?.index ?? index
                if let last = variants.indices.last { variants[last].range = variants[last].range.lowerBound..<start }
                let name = channel == nil ? context.words[.anyChannel] : heading?.words ?? ""
                variants.append(
                    VariantView(
                        view: self, number: variants.count + 1, channel: channel, name: name,
                        range: start..<leadRange.upperBound))
            }
            index = Int(node.end)
        }
        return variants
    }

    /// As inputs; those that the first variant doesn't say are set aside.
    var slots: [SlotView] {
        let lines = value.parsed.spokenLines
        let first = lines.filter { $0.variant == lines.first?.variant }
        return SlotView.slots(of: value).map { slot in
            var slot = slot
            slot.isAside = !first.contains { $0.text.contains("{\(slot.name)}") }
            return slot
        }
    }
}
