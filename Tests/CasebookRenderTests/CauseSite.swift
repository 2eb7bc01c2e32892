import CasebookModel

@testable import CasebookRender

/// A site with causes, methods, scripts and cases by hand: what each cause has at each step is all in the test.
struct CauseSite {
    var site = SampleSite()

    init() {
        func kind(_ name: String, _ folder: String, sections: [SectionDeclaration] = []) -> KindDeclaration {
            KindDeclaration(
                name: name, folder: folder, label: SampleSite.text(name), fields: [], sections: sections, template: name
            )
        }
        site.configuration.kinds = KindTable(
            [
                kind("cause", "causes"), kind("method", "methods"), kind("step", ""), kind("script", "scripts"),
                kind("case", "cases", sections: Self.sections), kind("page", ""),
            ],
            commonFields: [
                FieldDeclaration("owner", .text, label: SampleSite.text("负责")),
                FieldDeclaration("risk", .vocabulary("risk"), label: SampleSite.text("风险")),
            ])
    }

    static let sections = [
        SectionDeclaration(LocalizedText("经过", "Course"), required: true),
        SectionDeclaration(LocalizedText("讨论题", "Discussion"), required: true),
    ]

    mutating func cause(_ id: String, title: String? = nil, scripts: [String] = [], cases: [String] = []) {
        site.add(id, kind: "cause", title: title)
        relate(id, "scripts", scripts)
        relate(id, "cases", cases)
    }

    mutating func method(_ id: String, steps: [(id: String, scripts: [String], cases: [String])]) {
        site.add(id, kind: "method", route: "methods/\(id)/index.html")
        for step in steps {
            site.add(step.id, kind: "step", route: "methods/\(id)/\(step.id).html")
            relate(step.id, "scripts", step.scripts)
            relate(step.id, "cases", step.cases)
        }
        site.methods.append((id, steps.map(\.id)))
    }

    /// A case that went wrong at a step.
    mutating func violation(_ page: String, at step: String) {
        let block = RelationBlock(name: "violations", label: SampleSite.text("违背"), isInverse: true, entries: [])
        site.relations.append((step, block, [(page, ["verdict": "violated"])]))
    }

    mutating func pages(_ kind: String, _ ids: [String]) {
        for id in ids { site.add(id, kind: kind) }
    }

    private mutating func relate(_ from: String, _ name: String, _ targets: [String]) {
        if !targets.isEmpty { site.relate(from, name, targets) }
    }

    func context(_ templates: [String: String] = [:]) throws -> RenderContext {
        RenderContext(
            site: site.make(), theme: try SampleTheme.load(templates, site.configuration), searchForm: "index")
    }

    func outputs(_ templates: [String: String]) throws -> [String: String] {
        let theme = try SampleTheme.load(templates, site.configuration)
        return try SampleTheme.allOutputs(of: Renderer(site: site.make(), theme: theme))
    }
}
