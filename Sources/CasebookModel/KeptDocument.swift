/// A document as a page keeps it till the end of a build: what all stages ask for at hand, the rest packed where that saves room.
///
/// Links are resolved and headings looked for on every page of every build. Words and nodes are read of few: by who renders a
/// page, indexes it or looks for words in it.
package struct KeptDocument: Sendable {
    package let links: [Link]
    package let headings: [Heading]
    private let rest: Rest

    private enum Rest: Sendable {
        indirect case whole(Document)
        case packed(any PackedDocument)
    }

    package init(_ document: Document) {
        links = document.links
        headings = document.headings
        rest = .whole(document)
    }

    package init(links: [Link], headings: [Heading], packed: any PackedDocument) {
        self.links = links
        self.headings = headings
        rest = .packed(packed)
    }

    /// `nil` where the document lies there as it is.
    package var packed: (any PackedDocument)? {
        if case .packed(let packed) = rest { packed } else { nil }
    }

    /// Unpacked at each call: who needs several things of it takes it once.
    package var document: Document {
        switch rest {
        case .whole(let document): return document
        case .packed(let packed):
            var document = Document()
            document.links = links
            document.headings = headings
            packed.unpack(into: &document)
            return document
        }
    }
}

/// What a document holds besides links and headings, in fewer bytes. In which form is the matter of who packs.
package protocol PackedDocument: AnyObject, Sendable {
    var bytes: ArraySlice<UInt8> { get }

    /// Adds all that is packed to a document that has its links and headings.
    func unpack(into document: inout Document)
}
