/// A parsed Markdown body as one flat array in reading order.
///
/// A node's children follow it directly and `end` is the index behind its last descendant, so that a walk is a loop
/// over an array and a subtree a range. Words lie in one byte buffer. Per node this takes 24 bytes, where a tree of
/// classes takes some 100 and an allocation; a site of 100,000 pages keeps all of its documents until they are rendered.
package struct Document: Hashable, Sendable {
    package struct Node: Hashable, Sendable {
        package var kind: NodeKind
        /// What it holds depends on the kind; see ``NodeKind``.
        package var detail: UInt8
        /// Index into ``Document/links``, ``Document/names`` or ``Document/blocks``, as the kind says; -1 for none.
        package var index: Int32
        /// The index behind the node's last descendant.
        package var end: Int32
        /// The node's own words: a range of ``Document/text``. Empty for containers.
        package var textStart: Int32
        package var textEnd: Int32
        /// Where the node begins in the whole file, in bytes. For inline nodes that of their block.
        package var source: Int32

        package init(
            _ kind: NodeKind, detail: UInt8 = 0, index: Int32 = -1, end: Int32 = 0, textStart: Int32 = 0,
            textEnd: Int32 = 0, source: Int32 = 0
        ) {
            self.kind = kind
            self.detail = detail
            self.index = index
            self.end = end
            self.textStart = textStart
            self.textEnd = textEnd
            self.source = source
        }
    }

    /// The nodes in reading order; there is no root node, top-level blocks follow each other.
    package var nodes: [Node] = []
    /// UTF-8.
    package var text: [UInt8] = []
    package var links: [Link] = []
    /// Anchors of headings, info strings of code blocks, names of slots and footnotes.
    package var names: [String] = []
    /// The headings in order.
    package var headings: [Heading] = []
    /// The units of search, in order, without gaps: every top-level node belongs to exactly one.
    package var blocks: [Block] = []

    package init() {}

    /// Gives back what arrays have taken in advance while they grew: a site keeps its documents till the end.
    package mutating func shrink() {
        nodes = nodes.withoutRoom
        text = text.withoutRoom
        links = links.withoutRoom
        headings = headings.withoutRoom
        blocks = blocks.withoutRoom
    }

    package var isEmpty: Bool { nodes.isEmpty }

    package func words(of node: Node) -> ArraySlice<UInt8> { text[Int(node.textStart)..<Int(node.textEnd)] }
}

/// What a node is, and what its `detail`, `index` and words hold.
package enum NodeKind: UInt8, Sendable {
    // Blocks.
    case paragraph
    /// `detail`: level 1...6 · `index`: in `headings`.
    case heading
    /// `detail`: 1 for a spoken line, whose `index` is the number of the line on its page; else 0 and -1.
    case quotation
    /// `detail`: an ``Callout``'s raw value.
    case callout
    /// `detail`: bit 0 tight · `index`: -1.
    case bulletList
    /// `detail`: bit 0 tight · `index`: the first number.
    case orderedList
    /// `detail`: 0 plain, 1 task to do, 2 task done.
    case listItem
    /// `index`: the info string in `names`, or -1 · words: the code.
    case codeBlock
    /// Words: the HTML as written, to be shown as escaped text.
    case htmlBlock
    case thematicBreak
    case table
    /// `detail`: 1 for the header row.
    case tableRow
    /// `detail`: 0 none, 1 left, 2 centre, 3 right; bit 2 (4) for a header cell.
    case tableCell
    /// `index`: the footnote's number from 1, in order of first use.
    case footnote

    // Inlines.
    case text
    case softBreak
    case lineBreak
    /// Words: the code.
    case code
    /// Words: the HTML as written.
    case inlineHTML
    case emphasis
    case strong
    case strikethrough
    /// A Markdown link; children are its words · `index`: in `links`.
    case link
    /// An image; words: the alternative text · `index`: in `links`.
    case image
    /// `[[id]]`: without children, words: what the author gave behind `|`, empty where the title is to stand ·
    /// `index`: in `links`.
    case pageLink
    /// `![[id]]`: a script's card · `index`: in `links`. `detail`: 1 where it is alone in a top-level paragraph.
    case card
    /// `{称呼}`: a slot · `index`: its name in `names`.
    case slot
    /// `index`: the footnote's number from 1 · `detail`: which of its references this is, from 1 (255: or later).
    case footnoteReference
}

/// The five kinds of GitHub alert.
package enum Callout: UInt8, Sendable, CaseIterable {
    case note, tip, important, warning, caution
}

/// A heading and the anchor that links to it use.
package struct Heading: Hashable, Sendable {
    package var level: Int
    /// Plain words.
    package var text: String
    /// Unique on its page, never empty, not percent-encoded.
    package var anchor: String
    package var range: SourceRange

    package init(level: Int, text: String, anchor: String, range: SourceRange) {
        self.level = level
        self.text = text
        self.anchor = anchor
        self.range = range
    }
}

/// A link as an author wrote it; what it means is Resolve's to say.
package struct Link: Hashable, Sendable {
    package enum Form: UInt8, Sendable {
        /// `[[id]]`
        case page
        /// `![[id]]`
        case card
        /// `[words](destination)` or an autolink
        case markdown
        /// `![words](destination)`
        case image
    }

    package var form: Form
    /// The id or the destination, without the fragment of a page link.
    package var target: String
    /// Behind `#`; `nil` where there is none.
    package var fragment: String?
    /// A Markdown link's title; empty where there is none.
    package var title: String
    package var range: SourceRange

    package init(form: Form, target: String, fragment: String?, title: String = "", range: SourceRange) {
        self.form = form
        self.target = target
        self.fragment = fragment
        self.title = title
        self.range = range
    }
}

extension Link {
    /// The target as an author wrote it, `id#heading`: what ``Page/proseTargets`` is keyed by.
    package var key: String { fragment.map { "\(target)#\($0)" } ?? target }
}

/// A unit of search: a run of top-level nodes with an address of its own.
package struct Block: Hashable, Sendable {
    package enum Field: UInt8, Sendable {
        case heading
        case spoken
        case body
    }

    package var field: Field
    /// Indices into `Document.nodes`; starts and ends at top-level nodes.
    package var nodes: Range<Int32>
    /// The `id` in the page that a result opens at; several blocks of one node share it. Unique otherwise.
    package var anchor: String
    /// The heading it stands under; `nil` before the first.
    package var heading: Int32?

    package init(field: Field, nodes: Range<Int32>, anchor: String, heading: Int32?) {
        self.field = field
        self.nodes = nodes
        self.anchor = anchor
        self.heading = heading
    }
}
