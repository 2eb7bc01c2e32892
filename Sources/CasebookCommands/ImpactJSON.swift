import CasebookBuild
import CasebookModel

/// `{"id","files":[{"path","group","id","aspects":[…],"reasons":[…]}],"always":[…]}`: `id` is there for files of content
/// pages; `aspects` are title, summary, lines, rest; `reasons` are link, card, backlink, method, cause and `relation:name`.
struct ImpactJSON {
    let impact: Impact

    var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("id")
            json.string(impact.site.pages[impact.page].id)
            json.key("files")
            json.array { json in for file in impact.files { write(file, &json) } }
            json.key("always")
            json.strings(Impact.always)
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ file: Impact.File, _ json: inout JSONWriter) {
        json.object { json in
            json.key("path")
            json.string(file.route.path)
            json.key("group")
            json.string(group(of: file))
            if case .page(let page) = file.place {
                json.key("id")
                json.string(impact.site.pages[page].id)
            }
            json.key("aspects")
            json.strings(file.aspects.map(\.rawValue))
            json.key("reasons")
            json.strings(reasons(of: file))
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
