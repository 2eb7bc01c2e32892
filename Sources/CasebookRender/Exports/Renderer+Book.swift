import CasebookModel

/// Which pages a book holds.
package enum BookChoice: Hashable, Sendable {
    case everything
    case kind(String)
    /// With its steps, if it is a method.
    case page(Site.PageIndex)
}

extension Renderer {
    /// The chosen pages as one page to print, which needs no other file.
    ///
    /// - Parameters:
    ///   - pictures: `data:` addresses of the pictures that pages show, by route; others are left out.
    ///   - digest: SHA-256 in base 64, by which the page's policy allows its own style and no other.
    package func book(_ choice: BookChoice, pictures: [Route: String], digest: ([UInt8]) -> String) -> [UInt8] {
        let chapters = BookChapters(shared, choice)
        let files = shared.theme.files
        // Inside an element, a style must not seem to end it.
        let style = Self.withoutEndTags(files.style + (files.parts[.pages]?.style ?? []) + files.bookStyle)
        let scope = BookScope(pages: Set(chapters.all.flatMap(\.everyPage)), pictures: pictures)
        let view = BookView(
            context: shared, chapters: chapters.all, title: chapters.title, scope: scope, style: style,
            digest: digest(style))
        var html = HTMLBuffer(capacity: 1_000_000)
        shared.theme.book.render(view, to: &html)
        return html.bytes
    }

    private static func withoutEndTags(_ style: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(style.count)
        for byte in style {
            // `\/` in a style is `/`.
            if byte == UInt8(ascii: "/"), kept.last == UInt8(ascii: "<") { kept.append(UInt8(ascii: "\\")) }
            kept.append(byte)
        }
        return kept
    }
}

/// The parts of a book, in the order in which the site's lists come.
struct BookChapters {
    struct Chapter {
        /// `nil`: the title is the introduction's.
        let title: String
        let introduction: Site.PageIndex?
        let pages: [Site.PageIndex]

        var everyPage: [Site.PageIndex] { (introduction.map { [$0] } ?? []) + pages }
    }

    let all: [Chapter]
    /// Of the chosen part; `nil` for a book of everything.
    let title: String?

    init(_ context: RenderContext, _ choice: BookChoice) {
        let chapters = Self.chapters(of: context)
        switch choice {
        case .everything:
            all = chapters.map(\.chapter)
            title = nil
        case .kind(let kind):
            all = chapters.filter { $0.kind == kind }.map(\.chapter)
            title = all.first?.title
        case .page(let page):
            let steps = context.methods.first { $0.page == page }?.steps ?? []
            all = [Chapter(title: context.briefs[page].kindLabel, introduction: nil, pages: [page] + steps)]
            title = context.briefs[page].title
        }
    }

    private static func chapters(of context: RenderContext) -> [(kind: String, chapter: Chapter)] {
        let site = context.site
        let introductions = Set(site.introductions.values)
        var byKind: [String: [Site.PageIndex]] = [:]
        for page in site.pages.indices where context.briefs[page].status != .retired && !introductions.contains(page) {
            byKind[context.briefs[page].kind, default: []].append(page)
        }
        // Methods with their steps in order; a step without a method, behind them.
        let methods = site.methods.flatMap { [$0.page] + $0.steps }.filter { context.briefs[$0].status != .retired }
        let loose = (byKind["step"] ?? []).filter { !methods.contains($0) }
        byKind["step"] = nil
        byKind["method"] = methods.isEmpty && loose.isEmpty ? nil : methods + loose
        let listed = context.topFolders.compactMap { $0.kind?.name }
        let order = listed + byKind.keys.filter { !listed.contains($0) }.sorted()
        return order.compactMap { kind in
            guard let pages = byKind[kind], let declared = site.configuration.kinds[kind] else { return nil }
            let introduction = declared.folder.isEmpty ? site.introductions[""] : site.introductions[declared.folder]
            let title = context.folders[declared.folder].flatMap { declared.folder.isEmpty ? nil : $0.title }
            return (
                kind,
                Chapter(
                    title: title ?? context.text(declared.label), introduction: introduction,
                    pages: site.configuration.isImplicit ? pages.filter { $0 != introduction } : pages)
            )
        }
    }
}
