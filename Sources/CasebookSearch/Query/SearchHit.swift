import CasebookModel

/// How a result came about.
package enum SearchMatch: String, Sendable {
    /// All that was typed stands on the page as it was typed.
    case exact
    /// Something is missing, or stands there in pieces.
    case relaxed
    /// Another word of the same meaning stands there.
    case synonym
    /// Letters were read as pinyin.
    case pinyin
    /// Other characters of the same sound, or a word spelt nearly so.
    case typo
}

/// One page that a query found.
package struct SearchHit: Hashable, Sendable {
    /// From 1.
    package var rank: Int
    package var id: String
    /// Relative to the site's root, not percent-encoded.
    package var url: String
    /// The `id` inside the page at which the result opens, not percent-encoded; empty: the page's top.
    package var anchor: String
    package var title: String
    package var kind: String
    /// Comparable within one answer only; rounded to three places.
    package var score: Double
    package var match: SearchMatch
    /// Plain words around the match, on one line.
    package var snippet: String
    /// For `relaxed` what was left out, for `synonym` and `typo` what was searched instead, for `pinyin` the characters
    /// that the page has.
    package var words: [String]
    /// The page's number in the index.
    var page: Int
}

/// Hits as the JSON that `casebook search --format json` prints.
package func encodeHits(_ hits: [SearchHit]) -> [UInt8] {
    var json = JSONWriter()
    json.array { json in
        for hit in hits {
            json.object { json in
                json.member("rank", hit.rank)
                json.member("id", hit.id)
                json.member("url", hit.url)
                json.member("anchor", hit.anchor)
                json.member("title", hit.title)
                json.member("kind", hit.kind)
                json.key("score")
                json.number(hit.score)
                json.member("match", hit.match.rawValue)
                json.member("snippet", hit.snippet)
            }
        }
    }
    json.appendRaw(UInt8(ascii: "\n"))
    return json.bytes
}
