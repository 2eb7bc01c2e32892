/// A page's record as it is read from an index: ``PageRecord``'s other side.
struct StoredPage: Sendable {
    struct Block: Sendable {
        var anchor = ""
        var field = PageText.Field.body
        var text = ""
        var variant: String?
    }

    var id = ""
    var url = ""
    var title = ""
    /// In the index's kinds.
    var kind = 0
    var status = "approved"
    var isOverdue = false
    var aliases: [String] = []
    var tags: [String] = []
    var summary = ""
    var blocks: [Block] = []

    init(_ scanner: inout JSONScanner) throws(SearchIndexError) {
        try scanner.object { (scanner, key) throws(SearchIndexError) in
            switch key {
            case "id": id = try scanner.string()
            case "url": url = try scanner.string()
            case "title": title = try scanner.string()
            case "kind": kind = try scanner.count()
            case "status": status = try scanner.string()
            case "overdue": isOverdue = try scanner.flag()
            case "aliases":
                try scanner.array { (scanner) throws(SearchIndexError) in aliases.append(try scanner.string()) }
            case "tags": try scanner.array { (scanner) throws(SearchIndexError) in tags.append(try scanner.string()) }
            case "summary": summary = try scanner.string()
            case "blocks":
                try scanner.array { (scanner) throws(SearchIndexError) in blocks.append(try Block(&scanner)) }
            default: try scanner.skipValue()
            }
        }
    }
}

extension StoredPage.Block {
    fileprivate init(_ scanner: inout JSONScanner) throws(SearchIndexError) {
        var place = 0
        try scanner.array { (scanner) throws(SearchIndexError) in
            switch place {
            case 0: anchor = try scanner.string()
            case 1:
                guard let known = PageText.Field(rawValue: try scanner.count()) else { throw scanner.damage }
                field = known
            case 2: text = try scanner.string()
            case 3: variant = try scanner.string()
            default: try scanner.skipValue()
            }
            place += 1
        }
        guard place >= 3 else { throw scanner.damage }
    }
}
