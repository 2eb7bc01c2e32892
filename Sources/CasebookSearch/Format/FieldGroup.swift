/// The kinds of places in a page that a term can stand in. Postings are kept apart by group, so that a title counts for
/// more than a remark.
///
/// The raw value is the place of the group's list among a term's lists: the most frequent group first, so that a term
/// that stands in bodies only has nothing but its one list.
enum FieldGroup: Int, CaseIterable, Sendable {
    case body, spoken, heading
    /// Aliases and tags.
    case alias
    case title

    static let count = 5

    /// Whether its texts are names: short, and found whole or hardly at all. Their postings say how long the text is.
    var isHead: Bool { self == .alias || self == .title }
}

/// Where a term stands: the page's number times ``blocksPerPage``, plus the block's number in its page.
///
/// Block 0 is the page's head (title, aliases, tags, summary). The last number stands for all further blocks of a long
/// page: page and pack of a posting then follow by arithmetic, without a table that grows with the site.
enum BlockAddress {
    static let blocksPerPage = 32

    static func address(page: Int, block: Int) -> Int { page * blocksPerPage + min(block, blocksPerPage - 1) }
    static func page(of address: Int) -> Int { address / blocksPerPage }
    static func block(of address: Int) -> Int { address % blocksPerPage }
}
