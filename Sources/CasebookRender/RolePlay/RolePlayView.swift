import CasebookModel

/// A case as three cards to hand out. Nothing on it bears an anchor or is marked as a page's own: it is a copy.
struct RolePlayView: SchemaView {
    let context: RenderContext
    let play: RolePlay
    /// The sheet's own address.
    let place: EncodedRoute
    let frame: FrameView

    init(_ context: RenderContext, page: Site.PageIndex, route: Route) {
        self.context = context
        play = RolePlay(page, context)
        place = EncodedRoute(route)
        let title = "\(context.briefs[page].title) · \(context.words[.rolePlaySheet])"
        frame = FrameView(context, place: place, title: title, route: nil, page: page)
    }

    static let viewName = "role play"
    static let fields: [ViewField<Self>] = [
        .view("site") { $0.frame },
        .text("title") { $0.context.briefs[$0.play.page].title },
        .list("crumbs") { $0.crumbs },
        .view("page") { EntryView(context: $0.context, place: $0.place, page: $0.play.page) },
        .view("caveat") { $0.caveat },
        .flag("hasBackground") { !$0.play.background.isEmpty },
        .html("background") { $0.write($0.play.background, &$1) },
        .flag("hasTold") { !$0.play.told.isEmpty },
        .html("told") { $0.write($0.play.told, speech: $0.context.courseSpeech, &$1) },
        .list("moods") { $0.moods },
        .list("customerFacts") { $0.facts(Self.customerFields) },
        .list("lines") { $0.play.lines.map(PlainText.init) },
        .list("signs") { $0.quotes($0.play.signs) },
        .list("slips") { $0.slips },
        .list("hints") { $0.quotes($0.play.hints) },
        .list("agentFacts") { $0.facts(Self.agentFields) },
        .list("observerFacts") { $0.facts(Self.observerFields) },
        .list("strips") { $0.strips },
        .list("methods") { $0.methods },
        .list("scripts") { $0.scripts },
        .list("shown") { $0.shown },
    ]
    static let schema = ViewSchema(Self.self)

    /// What a customer knows of themselves, an agent sees when a case comes in, and only who watches may read.
    private static let customerFields = ["intensity", "needs"]
    private static let agentFields = ["channels", "industry"]
    private static let observerFields = ["complaint_type", "difficulty", "polarity"]

    /// A card has to fit on half a sheet of paper; it names the list of all methods, too.
    private static let methodLimit = 6

    private var value: Page { context.page(play.page) }

    private var crumbs: [ReferenceView] {
        context.folders.ancestors(of: play.page).filter { $0.index != play.page }
            .map { ReferenceView($0.title, from: place, to: $0.encodedRoute) }
            + [ReferenceView(context.briefs[play.page].title, from: place, to: context.routes[play.page])]
    }

    /// Links lead from here, anchors stay on the case's own page.
    private func write(_ range: Range<Int>, speech: SpeechSetting? = nil, _ html: inout HTMLBuffer) {
        guard !range.isEmpty else { return }
        var setting = BodySetting(context: context, place: place, links: .resolved(value.links))
        setting.speech = speech
        DocumentWriter.write(play.body, range, setting: setting, into: &html)
    }

    private func writer(of page: Site.PageIndex) -> FieldWriter {
        FieldWriter(context: context, page: page, place: place, marksOwn: false)
    }

    private func quotes(_ quotes: [RolePlay.Quoted]) -> [FieldItemView] {
        quotes.map { FieldItemView(value: $0.value, type: .prose, writer: writer(of: $0.page)) }
    }

    private var slips: [RolePlaySlipView] {
        play.slips.map { RolePlaySlipView(record: $0, writer: writer(of: $0.page)) }
    }

    private func facts(_ names: [String]) -> [OtherFieldView] {
        OtherFieldView.views(of: names, by: writer(of: play.page))
    }

    private var caveat: ProseView? {
        guard case .prose(let prose)? = value.fields[field: "caveat"]?.content else { return nil }
        return ProseView(prose: prose, writer: writer(of: play.page))
    }

    private var moods: [RolePlayMoodView] {
        value.fields.texts("emotion").compactMap { name in
            context.vocabularies["emotion"]?.values.first { $0.name == name }
                .map { RolePlayMoodView(context: context, place: place, mood: $0) }
        }
    }

    /// Without what the case did at each step. A case that is compared with no method leaves the choice to the agent.
    private var strips: [StripView] {
        let all = context.methods.indices.prefix(Self.methodLimit)
        let methods = play.methods.isEmpty ? Array(all) : play.methods.map(\.method)
        return methods.map { StripView.strip($0, from: place, context) }
    }

    private var methods: [RolePlayMethodView] {
        play.methods.map { number, verdicts in
            let method = context.methods[number]
            return RolePlayMethodView(
                title: context.briefs[method.page].title,
                steps: method.steps.enumerated().map { step, page in
                    RolePlayStepView(
                        number: step + 1, title: context.briefs[page].title,
                        doneWhen: quotes(RolePlay.values("done_when", of: page, context)),
                        verdict: verdicts[step].map { entry in
                            EntryView(
                                context: context, place: place, page: page, qualifiers: entry.qualifiers,
                                relation: "steps")
                        }?.verdictLabel)
                })
        }
    }

    private var scripts: [EntryView] {
        value.relations.filter { $0.name == "scripts" && !$0.isInverse }.flatMap(\.entries).map {
            EntryView(
                context: context, place: place, page: $0.page, qualifiers: $0.qualifiers, relation: "scripts")
        }
    }

    private var shown: [RolePlaySectionView] {
        play.shown.map { section in
            RolePlaySectionView(name: section.name ?? "other", title: section.heading) { html in
                write(
                    section.content, speech: section.name == "handling" ? context.modelSpeech : context.courseSpeech,
                    &html)
            }
        }
    }
}
