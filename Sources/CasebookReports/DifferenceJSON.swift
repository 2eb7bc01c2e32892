import CasebookFiles
import CasebookModel

/// A difference for other programs:
///
/// `{"added":[page],"removed":[page],"moved":[{"from":page,"to":page,"redirect":true}],"changed":[{"from":page,"to":page}],`
/// `"surroundings":[page],"blind":false,"attachments":{"added":[path],"changed":[…],"removed":[…]},"others":7,`
/// `"sizes":{"old":{"files","bytes","indexBytes"},"new":{…}}}`, where a page is `{"id","url","title","kind","status"}`.
package struct DifferenceJSON {
    private let difference: SiteDifference

    package init(_ difference: SiteDifference) { self.difference = difference }

    package var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            write("added", difference.added, &json)
            write("removed", difference.removed, &json)
            json.key("moved")
            json.array { json in
                for move in difference.moved {
                    json.startLine()
                    json.object { json in
                        write(move.old, move.new, &json)
                        json.member("redirect", move.isRedirected)
                    }
                }
            }
            json.key("changed")
            json.array { json in
                for change in difference.changed {
                    json.startLine()
                    json.object { json in write(change.old, change.new, &json) }
                }
            }
            write("surroundings", difference.surroundings, &json)
            json.member("blind", difference.isBlind)
            json.key("attachments")
            json.object { json in
                for (key, paths) in [
                    ("added", difference.attachments.added), ("changed", difference.attachments.changed),
                    ("removed", difference.attachments.removed),
                ] {
                    json.member(key, paths)
                }
            }
            json.member("others", difference.otherCount)
            json.key("sizes")
            json.object { json in
                for (key, size) in [("old", difference.old), ("new", difference.new)] {
                    json.key(key)
                    write(size, &json)
                }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ key: String, _ pages: [SiteManifest.Page], _ json: inout JSONWriter) {
        json.key(key)
        json.array { json in
            for page in pages {
                json.startLine()
                write(page, &json)
            }
        }
    }

    private func write(_ old: SiteManifest.Page, _ new: SiteManifest.Page, _ json: inout JSONWriter) {
        json.key("from")
        write(old, &json)
        json.key("to")
        write(new, &json)
    }

    private func write(_ page: SiteManifest.Page, _ json: inout JSONWriter) {
        json.object { json in
            for (key, value) in [
                ("id", page.id), ("url", page.url), ("title", page.title), ("kind", page.kind), ("status", page.status),
            ] {
                json.member(key, value)
            }
        }
    }

    private func write(_ size: SiteDifference.Size, _ json: inout JSONWriter) {
        json.object { json in
            for (key, value) in [("files", size.files), ("bytes", size.bytes), ("indexBytes", size.indexBytes)] {
                json.member(key, value)
            }
        }
    }
}
