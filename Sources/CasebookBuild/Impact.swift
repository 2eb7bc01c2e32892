import CasebookFiles
import CasebookModel
import CasebookRender
import CasebookResolve
import Synchronization

/// Which files of a site show something of a page, and what.
///
/// Nothing is guessed from relations: the site is rendered with other words for one aspect of the page at a time, and the
/// files are named whose bytes differ. So it holds for every template, a site's own too. Relations and links only say why.
package struct Impact: Sendable {
    /// Where a file belongs.
    package enum Place: Hashable, Sendable {
        /// The page itself, and the lists of relations that are too long for it.
        case itself
        case page(Site.PageIndex)
        case folder(String)
        case vocabulary(Int)
        /// Home, cause tree, comparison, glossary, coverage, health, feeds: by the name of the job.
        case overview(String)
        /// The JSON of a kind.
        case collection(String)
    }

    package struct File: Sendable {
        package let route: Route
        package let place: Place
        /// Not empty.
        package var aspects: [PageAspect]
    }

    package let site: Site
    package let page: Site.PageIndex
    /// In the order of their routes.
    package let files: [File]

    /// Files that change with every page: the search index, what says of all files how they are, what browsers keep.
    package static let always = ["search/", "site-manifest.json", "service-worker.js", "assets/offline.json"]
}

extension SiteBuild {
    /// - Returns: `nil` and the findings where the configuration or the theme can't be read; `nil` as impact where no page
    ///   of the site has the id.
    package func impact(of id: String) throws(BuildFailure) -> (impact: Impact?, site: Site?, report: BuildReport) {
        let (loaded, report) = try loadedWithTheme()
        guard let (content, theme) = loaded else { return (nil, nil, report) }
        let input = resolverInput(content)
        let site = SiteResolver.resolve(input).value
        guard let page = site.indexByID[id] else { return (nil, site, report) }
        let before = hashes(of: site, theme)
        var found: [Route: Impact.File] = [:]
        for aspect in PageAspect.allCases {
            var varied = input
            for index in varied.pages.indices where varied.pages[index].id == id {
                varied.pages[index] = varied.pages[index].varied(in: aspect)
            }
            for (route, made) in hashes(of: SiteResolver.resolve(varied).value, theme)
            where before[route]?.hash != made.hash {
                let place = Impact.Place(made.job, of: page)
                found[route, default: Impact.File(route: route, place: place, aspects: [])].aspects.append(aspect)
            }
        }
        let impact = Impact(site: site, page: page, files: found.values.sorted { $0.route < $1.route })
        return (impact, site, report)
    }

    private struct MadeFile: Sendable {
        let job: RenderJob
        let hash: ContentHash
    }

    /// Everything that is rendered, by its address. What is written is looked at and dropped.
    private func hashes(of site: Site, _ theme: Theme) -> [Route: MadeFile] {
        let renderer = Renderer(site: site, theme: theme)
        let jobs = renderer.jobs.filter { $0 != .theme }
        let made = Mutex<[Route: MadeFile]>([:])
        do {
            _ = try collectInParallel(jobs.count, jobs: request.jobs) { index in
                try renderer.run(jobs[index]) { file in
                    let hash = ContentHash(of: file.bytes)
                    made.withLock { $0[file.route] = MadeFile(job: jobs[index], hash: hash) }
                }
            }
        } catch {
            // The sink throws nothing, and nothing else does.
            preconditionFailure("\(error)")
        }
        return made.withLock { $0 }
    }
}

extension Impact.Place {
    fileprivate init(_ job: RenderJob, of page: Site.PageIndex) {
        switch job {
        case .page(let other), .rolePlay(let other): self = other == page ? .itself : .page(other)
        case .folder(let path): self = .folder(path)
        case .vocabulary(let number): self = .vocabulary(number)
        case .collection(let kind): self = .collection(kind)
        default: self = .overview("\(job)")
        }
    }
}

// MARK: - Why

extension Impact {
    /// Why a page shows something of another.
    package enum Reason: Hashable, Sendable {
        /// A block of relations, by its name and label.
        case relation(String, LocalizedText)
        /// `[[id]]` or a Markdown link in the body or a field.
        case link
        /// `![[id]]`
        case card
        /// The page links here, so it is among what links to that one.
        case backlink
        /// A step of the same method, or the method.
        case method
        /// A cause above or below.
        case cause
    }

    /// Empty where a page shows it only in what stands on many pages: the left column, a picture, a list of causes.
    package func reasons(on other: Site.PageIndex) -> [Reason] {
        let shown = site.pages[other]
        var reasons: [Reason] = []
        for block in shown.relations where block.entries.contains(where: { $0.page == page }) {
            reasons.append(.relation(block.name, block.label))
        }
        for (link, target) in zip(shown.parsed.links, shown.links) where target.leads(to: page) {
            let reason = link.form == .card ? Reason.card : .link
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        if shown.proseTargets.values.contains(where: { $0.leads(to: page) }), !reasons.contains(.link) {
            reasons.append(.link)
        }
        if shown.backlinks.contains(page) { reasons.append(.backlink) }
        if site.methods.contains(where: {
            ([$0.page] + $0.steps).contains(page) && ([$0.page] + $0.steps).contains(other)
        }) {
            reasons.append(.method)
        }
        let children = site.causes.children
        if children[page]?.contains(other) == true || children[other]?.contains(page) == true { reasons.append(.cause) }
        return reasons
    }
}

extension LinkTarget {
    fileprivate func leads(to page: Site.PageIndex) -> Bool {
        if case .page(page, _) = self { true } else { false }
    }
}
