import CasebookModel

/// A page's own body on that page, ready to be written part by part.
///
/// A class because each view of a section holds it: one reference, where a copy of the page would count some thirty.
final class PageBody: Sendable {
    let context: RenderContext
    let document: Document
    let setting: BodySetting
    /// The body without a first heading that is the page's title.
    let range: Range<Int>
    let sections: BodySections

    /// - Parameter isPlaced: Whether the template places sections; the others need none.
    init(_ context: RenderContext, page: Site.PageIndex, of kind: KindDeclaration, isPlaced: Bool) {
        self.context = context
        let parsed = context.reading(page) { $0.parsed }
        document = parsed.body
        setting = .body(of: page, context)
        let start = parsed.bodyStartsWithTitle ? Int(document.nodes.first?.end ?? 0) : 0
        range = start..<document.nodes.count
        sections = BodySections(document, in: isPlaced ? range : range.upperBound..<range.upperBound, of: kind)
    }

    func write(_ range: Range<Int>, speech: SpeechSetting? = nil, _ html: inout HTMLBuffer) {
        guard !range.isEmpty else { return }
        var setting = setting
        setting.speech = speech
        DocumentWriter.write(document, range, setting: setting, into: &html)
    }
}
