import CasebookBuild
import CasebookModel

/// `{"id","files":[{"path","group","id","aspects":[…],"reasons":[…]}],"always":[…]}`: `id` is there for files of content
/// pages; `aspects` are title, summary, lines, rest; `reasons` are link, card, backlink, method, cause and `relation:name`.
struct ImpactJSON {
    let impact: Impact

    var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("id", impact.site.pages[impact.page].id)
            json.key("files")
            json.array { json in for file in impact.files { write(file, &json) } }
            json.member("always", Impact.always)
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ file: Impact.File, _ json: inout JSONWriter) {
        json.object { json in
            json.member("path", file.route.path)
            json.member("group", group(of: file))
            if case .page(let page) = file.place {
                json.member("id", impact.site.pages[page].id)
            }
            json.member("aspects", file.aspects.map(\.rawValue))
            json.member("reasons", reasons(of: file))
        }
    }

    private func group(of file: Impact.File) -> String {
        switch file.place {
        case .itself: "itself"
        case .page: "page"
        case .folder: "list"
        case .vocabulary: "vocabulary"
        case .overview: "overview"
        case .collection: "collection"
        }
    }

    private func reasons(of file: Impact.File) -> [String] {
        guard case .page(let page) = file.place else { return [] }
        return impact.reasons(on: page).map { reason in
            switch reason {
            case .relation(let name, _): "relation:\(name)"
            case .link: "link"
            case .card: "card"
            case .backlink: "backlink"
            case .method: "method"
            case .cause: "cause"
            }
        }
    }
}
