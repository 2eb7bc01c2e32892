import CasebookModel

/// What the files of a job were made of: they would be the same again for as long as this is.
package struct Looked: Sendable {
    /// Pages of which everything was in reach; sorted.
    package var pages: [Site.PageIndex]
    /// Pages of which only the head was: all that they say but their body; sorted, none of them in `pages`.
    package var heads: [Site.PageIndex]
    package var overviews: SiteOverviews

    package init(pages: [Site.PageIndex], heads: [Site.PageIndex], overviews: SiteOverviews) {
        self.pages = pages
        self.heads = heads
        self.overviews = overviews
    }
}

/// What is worked out of all pages together, and has a hash of its own: who reads it need not name the pages.
package struct SiteOverviews: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The tree of causes, and what causes have at each step.
    package static let causes = SiteOverviews(rawValue: 1)
    /// Which pages use which value of which vocabulary.
    package static let uses = SiteOverviews(rawValue: 2)
    /// The pages by the day of their last change.
    package static let latest = SiteOverviews(rawValue: 4)
    package static let pinned = SiteOverviews(rawValue: 8)
    /// The cases that have a sheet.
    package static let rolePlays = SiteOverviews(rawValue: 16)

    /// The scripts and cases that the quiz asks about.
    package static let questions = SiteOverviews(rawValue: 32)

    package static let all: [SiteOverviews] = [.causes, .uses, .latest, .pinned, .rolePlays, .questions]
}

/// Takes down what one job looks at, so that its files can be kept for as long as that stays as it is.
///
/// A job runs on one thread from beginning to end and has a lookout of its own, which is asked when it has ended: hence no
/// lock, which would be taken some five hundred times a page.
final class Lookout: @unchecked Sendable {
    private var wholePages: PageSet
    private var heads: PageSet
    private var overviews: SiteOverviews = []
    /// Something that nothing of the above stands for.
    private var hasSeenEverything = false

    /// - Parameter pageCount: Of the site.
    init(pageCount: Int) {
        wholePages = PageSet(pageCount)
        heads = wholePages
    }

    func note(_ page: Site.PageIndex) { wholePages.insert(page) }
    func noteHead(_ page: Site.PageIndex) { heads.insert(page) }
    func note(_ overview: SiteOverviews) { overviews.insert(overview) }
    func noteEverything() { hasSeenEverything = true }

    /// `nil`: everything.
    var looked: Looked? {
        guard !hasSeenEverything else { return nil }
        return Looked(
            pages: wholePages.elements.sorted(), heads: heads.elements.filter { !wholePages.contains($0) }.sorted(),
            overviews: overviews)
    }

    private struct PageSet {
        /// One bit a page.
        private var bits: [UInt64]
        private(set) var elements: [Site.PageIndex] = []

        init(_ count: Int) { bits = Array(repeating: 0, count: (count + 63) / 64) }

        func contains(_ page: Site.PageIndex) -> Bool { bits[page >> 6] & 1 << UInt64(page & 63) != 0 }

        mutating func insert(_ page: Site.PageIndex) {
            guard !contains(page) else { return }
            bits[page >> 6] |= 1 << UInt64(page & 63)
            elements.append(page)
        }
    }
}

/// Something of the head of each page, in their order: to look at it is to look at the head.
struct Watched<Element: Sendable>: Sendable {
    private let elements: [Element]
    private let lookout: Lookout?

    init(_ elements: [Element], lookout: Lookout?) {
        self.elements = elements
        self.lookout = lookout
    }

    /// The same, for another job.
    init(_ other: Watched, lookout: Lookout?) { self.init(other.elements, lookout: lookout) }

    subscript(page: Site.PageIndex) -> Element {
        lookout?.noteHead(page)
        return elements[page]
    }
}
