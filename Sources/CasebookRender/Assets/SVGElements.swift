import CasebookModel

/// Which elements a published SVG may hold: those that draw. An SVG can hold elements of any other language, which a browser
/// obeys as well: HTML's alone load pictures, go on to other pages and send forms.
enum SVGElements {
    enum Verdict: Equatable {
        case drawing
        /// Shows nothing: what drawing programs note for themselves, with names and paths of whoever drew.
        case note
        case unsafe(UnsafePart)
    }

    static func verdict(
        on name: String, _ attributes: [SVGReader.Attribute], _ namespaces: SVGNamespaces
    ) -> Verdict {
        let local = local(name)
        switch local {
        case "script", "handler", "listener": return .unsafe(.script)
        case "foreignobject", "iframe", "object", "embed", "audio", "video": return .unsafe(.foreignObject)
        case "metadata": return .note
        case "set", "animate", "animatemotion", "animatetransform":
            if attributes.contains(where: animatesLink) { return .unsafe(.animation) }
        default: break
        }
        switch namespaces[of: name] {
        case .drawing: return drawing.contains(local) ? .drawing : .unsafe(.foreignObject)
        case .document: return .unsafe(.foreignObject)
        case .other: return .note
        }
    }

    /// Every attribute of that name counts: one with a prefix of its own may stand before the one that browsers mean.
    private static func animatesLink(_ attribute: SVGReader.Attribute) -> Bool {
        guard local(attribute.name) == "attributename" else { return false }
        let target = local(attribute.text.filter { !$0.isWhitespace })
        return target == "href" || target.hasPrefix("on")
    }

    /// A name without its prefix, in lower case.
    static func local(_ name: String) -> String {
        (name.split(separator: ":").last.map(String.init) ?? name).lowercased()
    }

    private static let drawing: Set<String> = [
        "a", "animate", "animatecolor", "animatemotion", "animatetransform", "circle", "clippath", "defs", "desc",
        "ellipse", "feblend", "fecolormatrix", "fecomponenttransfer", "fecomposite", "feconvolvematrix",
        "fediffuselighting", "fedisplacementmap", "fedistantlight", "fedropshadow", "feflood", "fefunca", "fefuncb",
        "fefuncg", "fefuncr", "fegaussianblur", "feimage", "femerge", "femergenode", "femorphology", "feoffset",
        "fepointlight", "fespecularlighting", "fespotlight", "fetile", "feturbulence", "filter", "font", "font-face",
        "font-face-format", "font-face-name", "font-face-src", "font-face-uri", "g", "glyph", "hkern", "image", "line",
        "lineargradient", "marker", "mask", "missing-glyph", "mpath", "path", "pattern", "polygon", "polyline",
        "radialgradient", "rect", "set", "stop", "style", "svg", "switch", "symbol", "text", "textpath", "title",
        "tref", "tspan", "use", "view", "vkern",
    ]
}

/// What the prefixes of names stand for, at one place of a file.
struct SVGNamespaces {
    enum Meaning {
        /// SVG's own, or none: an element of no language does nothing.
        case drawing
        /// A language of documents, whose elements browsers obey.
        case document
        case other
    }

    /// By prefix, the empty one for names without.
    private var meanings: [String: Meaning] = [:]

    func adding(_ attributes: [SVGReader.Attribute]) -> SVGNamespaces {
        var inner = self
        for attribute in attributes where attribute.isNamespace {
            let prefix = attribute.name.split(separator: ":").dropFirst().first.map(String.init) ?? ""
            switch attribute.text {
            case "http://www.w3.org/2000/svg", "": inner.meanings[prefix] = .drawing
            case "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML":
                inner.meanings[prefix] = .document
            default: inner.meanings[prefix] = .other
            }
        }
        return inner
    }

    /// An undeclared prefix makes the file unreadable for browsers.
    subscript(of name: String) -> Meaning {
        guard let colon = name.firstIndex(of: ":") else { return meanings[""] ?? .drawing }
        return meanings[String(name[..<colon])] ?? .other
    }
}
