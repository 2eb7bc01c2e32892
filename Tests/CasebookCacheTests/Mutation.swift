import CasebookBuild
import CasebookModel

/// A change that somebody may make to a source folder, or to what is asked of a build.
enum Mutation: CaseIterable {
    case words, title, summary, status, rename, move, delete, revert, newPage, template, style, script, vocabulary,
        channelName, schema, slot, siteTitle, url, language, checks, asset, removeAsset, synonym, forbidden, searchTest,
        relation, link, alias, date, drafts, portable, touch, firstWords, heading, spokenLine, excuse, termMeaning,
        indexForm, noSearchTests

    /// What is built, and how.
    struct State {
        var source: MutableSource
        var edition: Edition
        /// Whether the search index is divided into files, small as the site is.
        var hasDividedIndex = true
        /// Files that are only written again.
        var touched: [String] = []
    }

    func apply(to state: inout State) {
        switch self {
        case .words:
            let path = state.source.somePage()
            let text = state.source[path]! + "\n" + state.source.sentences() + "\n"
            state.source.put(path, text)
        case .title: Self.edit(&state, "title: ", "title: 新")
        case .summary: Self.edit(&state, "summary: ", "summary: 又")
        case .status: Self.changeStatus(&state)
        case .rename: Self.rename(&state)
        case .move: Self.move(&state)
        case .delete: state.source.remove(state.source.somePage())
        case .revert: state.source.revertSomething()
        case .newPage: Self.addPage(&state)
        case .template: Self.changeTemplate(&state)
        case .style: state.source.put("Templates/styles/site.css", "main { margin: \(state.source.below(9))px }\n")
        case .script:
            let text = "function own(first) { return first * \(state.source.below(9)); }\nown(1);\n"
            state.source.put("Templates/scripts/own.js", text)
        case .vocabulary: Self.editFile(&state, "Content/vocabularies/emotion.yml", "label: ", "label: 很")
        case .channelName:
            Self.editFile(&state, "Content/vocabularies/channel.yml", "label: ", "aliases: [要点]\n  label: ")
        case .schema: Self.changeSchema(&state)
        case .slot: Self.editFile(&state, state.source.some("scripts/"), "default: ", "default: 尊敬的")
        case .siteTitle: Self.editFile(&state, "casebook.yml", "title: ", "title: 新")
        case .url:
            Self.toggle(&state, "casebook.yml", "url: https://kb.example.org/\n", "url: https://other.example.org/a/\n")
        case .language: Self.toggle(&state, "casebook.yml", "kinds:\n", "language: en\nkinds:\n")
        case .checks: Self.toggle(&state, "casebook.yml", "kinds:\n", "checks:\n  orphan-page: note\nkinds:\n")
        case .asset: state.source.put("Content/images/plan.svg", MutableSource.drawing(1 + state.source.below(99)))
        case .removeAsset: state.source.remove("Content/images/plan.svg")
        case .synonym: state.source.put("Content/synonyms.yml", "- [退款, 退钱]\n- [\(state.source.word()), 说法]\n")
        case .forbidden:
            state.source.put(
                "Content/forbidden.yml",
                "- pattern: \(state.source.word())\(state.source.word())\n  reason: 不妥\n  severity: warning\n")
        case .searchTest:
            let expected = state.source.pick(["guide-0", "script-0"])
            state.source.put(
                "Content/search-tests.yml", "- {query: \(state.source.word()), expect: \(expected), top: 90}\n")
        case .noSearchTests: state.source.remove("Content/search-tests.yml")
        case .relation: Self.edit(&state, "related: [term-0]", "related: [term-0, guide-0]")
        case .link:
            let path = state.source.somePage()
            state.source.put(path, state.source[path]! + "\n" + state.source.link() + "\n")
        case .alias: Self.edit(&state, "aliases: [", "aliases: [\(state.source.word())\(state.source.below(1000)), ")
        case .date: state.edition.date = CalendarDate(year: 2026, month: 10 + state.source.below(3), day: 14)!
        case .drafts: state.edition.includesDrafts.toggle()
        case .portable: state.edition.portable.toggle()
        case .firstWords:
            // All blocks of the page behind them get other numbers.
            Self.edit(&state, "\n---\n\n", "\n---\n\n\(state.source.sentences())\n\n")
        case .heading:
            let path = state.source.somePage()
            state.source.put(path, state.source[path]! + "\n## \(state.source.word())\(state.source.word())\n\n多说。\n")
        case .spokenLine: Self.editFile(&state, state.source.some("scripts/"), "\n> ", "\n> 您好，")
        case .excuse:
            let path = state.source.somePage()
            let excuse = "<!-- casebook-allow: orphan-page 有人看 -->\n<!-- casebook-allow: unplaced-script 通用 -->"
            state.source.put(path, state.source[path]! + "\n\(excuse)\n")
        case .termMeaning: Self.editFile(&state, state.source.some("terms/"), "definition: ", "definition: 又")
        case .indexForm: state.hasDividedIndex.toggle()
        case .touch: state.touched = [state.source.somePage(), "Content/images/plan.svg", "Content/synonyms.yml"]
        }
    }

    private static func edit(_ state: inout State, _ old: String, _ new: String) {
        let path = state.source.somePage()
        state.source.edit(path, old, new)
    }

    private static func editFile(_ state: inout State, _ path: String?, _ old: String, _ new: String) {
        if let path { state.source.edit(path, old, new) }
    }

    private static func toggle(_ state: inout State, _ path: String, _ first: String, _ second: String) {
        let text = state.source[path] ?? ""
        if text.contains(second) {
            state.source.edit(path, second, first)
        } else {
            state.source.edit(path, first, second)
        }
    }

    private static func changeStatus(_ state: inout State) {
        let path = state.source.somePage()
        let statuses = ["status: approved", "status: draft", "status: retired\nreplaced_by: guide-0"]
        let now = statuses.first { state.source[path]!.contains($0) } ?? statuses[0]
        state.source.edit(path, now, state.source.pick(statuses))
    }

    /// With everything that names the page, or without: then links lead nowhere.
    private static func rename(_ state: inout State) {
        let path = state.source.somePage()
        let old = String(path.split(separator: "/").last!.dropLast(3))
        let id = state.source.newID()
        let isCareful = state.source.below(4) > 0
        let text = state.source[path]!.replacing("status: ", with: "former_ids: [\(old)]\nstatus: ", maxReplacements: 1)
        state.source.remove(path)
        state.source.put(path.replacing(old + ".md", with: id + ".md"), text)
        guard isCareful else { return }
        for file in state.source.files.keys.sorted() where file.hasSuffix(".md") || file.hasSuffix(".yml") {
            let text = state.source[file]!
            let renamed = text.replacing("[\(old)]", with: "[\(id)]").replacing("[\(old)|", with: "[\(id)|")
                .replacing(" \(old),", with: " \(id),")
            if renamed != text { state.source.put(file, renamed) }
        }
    }

    /// Into a folder of the kind's, where the id and the address stay.
    private static func move(_ state: inout State) {
        let path = state.source.somePage()
        var parts = path.split(separator: "/").map(String.init)
        let text = state.source[path]!
        parts.insert("更深", at: parts.count - 1)
        state.source.remove(path)
        state.source.put(parts.joined(separator: "/"), text)
    }

    private static func addPage(_ state: inout State) {
        let id = state.source.newID()
        let number = 1000 + state.source.below(9000)
        switch state.source.below(4) {
        case 0: state.source.put("Content/scripts/\(id).md", state.source.script(number))
        case 1: state.source.put("Content/cases/\(id).md", state.source.caseStudy(number))
        case 2: state.source.put("Content/terms/\(id).md", state.source.term(number))
        default: state.source.put("Content/guides/\(id).md", state.source.guide(number))
        }
    }

    private static func changeTemplate(_ state: inout State) {
        let path = "Templates/partials/own-note.mustache"
        if state.source[path] != nil, state.source.below(2) == 0 { return state.source.remove(path) }
        state.source.put(path, "<p>\(state.source.word())</p>\n")
        state.source.put("Templates/glossary.mustache", "<p>\(state.source.word()) {{title}}</p>\n")
    }

    private static func changeSchema(_ state: inout State) {
        switch state.source.below(3) {
        case 0: editFile(&state, "casebook.yml", "label: 地点", "label: 新地点")
        case 1: toggle(&state, "casebook.yml", "weight: 1.5", "weight: 0.5")
        default: toggle(&state, "casebook.yml", "values: [入门, 进阶]", "values: [入门, 进阶, 高手]")
        }
    }
}
