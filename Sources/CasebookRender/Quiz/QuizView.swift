import CasebookModel

/// The page of questions. Answers are folded, so that it works without a script; a script keeps what was done.
struct QuizView: SchemaView {
    let frame: FrameView
    let title: String
    let crumbs: [ReferenceView]
    let choices: [QuizChoiceView]
    let discussions: [QuizDiscussionView]

    static let viewName = "quiz"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.title },
        .list("crumbs") { $0.crumbs },
        .list("choices") { $0.choices },
        .list("discussions") { $0.discussions },
    ]
    static let schema = ViewSchema(Self.self)
}

/// A situation and the scripts to choose from.
struct QuizChoiceView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let choice: Quiz.Choice

    static let viewName = "choice"
    static let fields: [ViewField<Self>] = [
        .text("id") { $0.context.briefs[$0.choice.script].id },
        .html("situation") { view, html in
            // Without links: one would say the answer.
            html.text(view.choice.situation.plainWords { view.title(of: $0) })
        },
        .list("offered") { view in
            view.choice.offered.map { QuizOfferView(view: view, script: $0) }
        },
        .view("answer") { EntryView(context: $0.context, place: $0.place, page: $0.choice.script) },
    ]
    static let schema = ViewSchema(Self.self)

    private func title(of link: Link) -> String? {
        guard case .page(let page, _)? = context.reading(choice.script, { $0.proseTargets[link.key] }) else {
            return nil
        }
        return context.briefs[page].title
    }
}

struct QuizOfferView: SchemaView {
    let view: QuizChoiceView
    let script: Site.PageIndex

    static let viewName = "offer"
    static let fields: [ViewField<Self>] = [
        .text("question") { $0.view.context.briefs[$0.view.choice.script].id },
        .text("value") { $0.view.context.briefs[$0.script].id },
        .text("title") { $0.view.context.briefs[$0.script].title },
        .flag("isRight") { $0.script == $0.view.choice.script },
    ]
    static let schema = ViewSchema(Self.self)
}

/// What a case gives to discuss.
struct QuizDiscussionView: SchemaView {
    let context: RenderContext
    let place: EncodedRoute
    let discussion: Quiz.Discussion

    static let viewName = "discussion"
    static let fields: [ViewField<Self>] = [
        .text("id") { $0.context.briefs[$0.discussion.page].id },
        .view("page") { EntryView(context: $0.context, place: $0.place, page: $0.discussion.page) },
        .html("questions") { $0.write($0.discussion.questions, &$1) },
        .flag("hasLesson") { !$0.discussion.lesson.isEmpty },
        .html("lesson") { $0.write($0.discussion.lesson, &$1) },
    ]
    static let schema = ViewSchema(Self.self)

    /// Links lead from here, anchors stay on the case's own page.
    private func write(_ range: Range<Int>, _ html: inout HTMLBuffer) {
        let page = context.page(discussion.page)
        let setting = BodySetting(context: context, place: place, links: .resolved(page.links))
        DocumentWriter.write(page.parsed.body, range, setting: setting, into: &html)
    }
}

extension FieldValue {
    /// A text's words without marks. Links say the words that they have, else the title of where they lead.
    func plainWords(title: (Link) -> String?) -> String {
        guard case .prose(let prose) = content, let document = prose.document else { return text ?? "" }
        return document.plainText(0..<document.nodes.count) { title(document.links[$0]) }
    }
}
