import CasebookModel

/// Takes down what one job looks at, so that its files can be kept for as long as that stays as it is.
///
/// A job runs on one thread from beginning to end and has a lookout of its own, which is asked when it has ended: hence no
/// lock, which would be taken some five hundred times a page.
final class Lookout: @unchecked Sendable {
    /// One bit a page.
    private var bits: [UInt64]
    private(set) var pages: [Site.PageIndex] = []
    /// Something that no list of pages stands for.
    private(set) var hasSeenEverything = false

    /// - Parameter pageCount: Of the site.
    init(pageCount: Int) { bits = Array(repeating: 0, count: (pageCount + 63) / 64) }

    func note(_ page: Site.PageIndex) {
        let bit = UInt64(1) << UInt64(page & 63)
        guard bits[page >> 6] & bit == 0 else { return }
        bits[page >> 6] |= bit
        pages.append(page)
    }

    func noteEverything() { hasSeenEverything = true }
}

/// Something of each page, in their order: to look at it is to look at the page.
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
        lookout?.note(page)
        return elements[page]
    }

    /// Of all pages.
    func count(where isWanted: (Element) -> Bool) -> Int {
        lookout?.noteEverything()
        return elements.count(where: isWanted)
    }
}
