/// Everything that one file says, without knowledge of any other file.
///
/// A class of constants: stages hand pages on and look at them one property at a time, and copying a structure of this
/// many parts counted some twenty references each time, which was a tenth of a whole build.
package final class ParsedPage: Sendable {
    /// Below the content folder: `cases/noon-queue.md`.
    package let path: String
    /// The kind's name; always one of the kind table.
    package let kind: String
    /// Where `kind:` or the file's start is.
    package let kindRange: SourceRange
    /// Unique in the site once Resolve has said so.
    package let id: String
    package let idRange: SourceRange
    /// The number at the head of a step's file name; `nil` for other kinds and where there is none.
    package let stepNumber: Int?
    package let title: Located<String>
    /// Whether the title was written in the front matter rather than taken from the first heading or the file's name.
    package let hasOwnTitle: Bool
    package let status: PageStatus
    package let fields: [Field]
    /// The links of all prose in `fields`, in their order. Found once, by the threads that make pages.
    package let proseLinks: [Link]
    /// See ``body``.
    package let keptBody: KeptDocument
    /// The body's bytes in the file: behind the front matter to the end.
    package let bodyRange: SourceRange
    /// Whether the body's first node is a heading that says the title again, which is then not shown twice.
    package let bodyStartsWithTitle: Bool
    package let spokenLines: [SpokenLine]
    /// Slots in spoken lines in the order of their first use, once for each name.
    package let usedSlots: [Located<String>]
    package let excuses: [Excuse]
    /// Keys that the kind doesn't declare, where that is no error (no configuration).
    package let unusedKeys: [Located<String>]
    /// The front matter could not be read: nothing can be said about what it lacks.
    package let isBroken: Bool
    package let fingerprint: Fingerprint

    /// - Parameter hasProseLinks: `false` where it is known that no link stands in the fields: then nobody looks for one.
    package init(
        path: String, kind: String, kindRange: SourceRange, id: String, idRange: SourceRange,
        stepNumber: Int? = nil, title: Located<String>,
        hasOwnTitle: Bool, status: PageStatus, fields: [Field], body: KeptDocument, bodyRange: SourceRange,
        bodyStartsWithTitle: Bool = false, spokenLines: [SpokenLine] = [], usedSlots: [Located<String>] = [],
        excuses: [Excuse] = [], unusedKeys: [Located<String>] = [], isBroken: Bool = false, fingerprint: Fingerprint,
        hasProseLinks: Bool = true
    ) {
        self.path = path
        self.kind = kind
        self.kindRange = kindRange
        self.id = id
        self.idRange = idRange
        self.stepNumber = stepNumber
        self.title = title
        self.hasOwnTitle = hasOwnTitle
        self.status = status
        self.fields = fields
        var proseLinks: [Link] = []
        if hasProseLinks { for field in fields { field.value.forEachLink { proseLinks.append($0) } } }
        self.proseLinks = proseLinks
        keptBody = body
        self.bodyRange = bodyRange
        self.bodyStartsWithTitle = bodyStartsWithTitle
        self.spokenLines = spokenLines
        self.usedSlots = usedSlots
        self.excuses = excuses
        self.unusedKeys = unusedKeys
        self.isBroken = isBroken
        self.fingerprint = fingerprint
    }

    /// Unpacked at each call: who needs several things of it takes it once. Links and headings are at hand.
    package var body: Document { keptBody.document }
    package var links: [Link] { keptBody.links }
    package var headings: [Heading] { keptBody.headings }

    /// The same page with its body in another form.
    package func keeping(_ body: KeptDocument) -> ParsedPage {
        ParsedPage(
            path: path, kind: kind, kindRange: kindRange, id: id, idRange: idRange, stepNumber: stepNumber,
            title: title,
            hasOwnTitle: hasOwnTitle, status: status, fields: fields, body: body, bodyRange: bodyRange,
            bodyStartsWithTitle: bodyStartsWithTitle, spokenLines: spokenLines, usedSlots: usedSlots, excuses: excuses,
            unusedKeys: unusedKeys, isBroken: isBroken, fingerprint: fingerprint)
    }
}

package enum PageStatus: String, Sendable, Codable, CaseIterable {
    case draft
    case inReview = "in_review"
    case approved
    case retired

    /// Whether the default edition holds the page.
    package var isPublished: Bool { self == .approved || self == .retired }
}

/// A sentence that an agent says, as a run of the body's nodes.
package struct SpokenLine: Hashable, Sendable {
    /// The index of its quotation in the body's nodes.
    package var node: Int32
    /// The channel it is for, a value of the channel vocabulary; `nil` for the default line.
    package var variant: String?
    package var anchor: String
    /// The words, slots as `{name}`, blocks and line breaks as line ends.
    package var text: String
    package var range: SourceRange

    package init(node: Int32, variant: String?, anchor: String, text: String, range: SourceRange) {
        self.node = node
        self.variant = variant
        self.anchor = anchor
        self.text = text
        self.range = range
    }
}

/// `<!-- casebook-allow: ID reason -->`: the author takes responsibility for one finding on one line.
package struct Excuse: Hashable, Sendable {
    package var diagnosticID: String
    package var reason: String
    /// The bytes of the lines it covers: its own and the one below.
    package var lines: SourceRange
    package var range: SourceRange

    package init(diagnosticID: String, reason: String, lines: SourceRange, range: SourceRange) {
        self.diagnosticID = diagnosticID
        self.reason = reason
        self.lines = lines
        self.range = range
    }
}
