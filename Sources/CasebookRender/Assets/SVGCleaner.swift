import CasebookModel

/// Removes from an SVG what runs, embeds other documents or leads out of the file.
///
/// The file is read tag by tag and written again; what is not understood is not published. Only references that begin with
/// `#` or hold a picture themselves stay, so that no way of writing `javascript:` has to be known.
struct SVGCleaner {
    private var reader: SVGReader
    private var output: [UInt8] = []
    private var removed: Set<UnsafePart> = []

    /// - Returns: `nil` as bytes where the file is no SVG in UTF-8; else it and what was taken out, in a fixed order.
    static func clean(_ bytes: [UInt8]) -> (bytes: [UInt8]?, removed: [UnsafePart]) {
        var cleaner = SVGCleaner(reader: SVGReader(bytes))
        guard cleaner.run() else { return (nil, []) }
        return (cleaner.output, cleaner.removed.sorted { $0.rawValue < $1.rawValue })
    }

    private init(reader: SVGReader) { self.reader = reader }

    private mutating func run() -> Bool {
        var open: [String] = []
        // The element that is being left out, by its place in `open`.
        var hidden: Int?
        var hasRoot = false
        while let token = reader.next() {
            switch token {
            case .text(let bytes):
                if hidden == nil { output += bytes }
            case .styleText(let bytes):
                guard hidden == nil else { continue }
                if SVGCleaner.reachesOut(style: bytes) {
                    removed.insert(.outsideReference)
                } else {
                    output += bytes
                }
            case .declaration(let part):
                if let part { removed.insert(part) }
            case .close(let name):
                guard open.popLast() == name else { return false }
                if hidden == nil { output += "</\(name)>".utf8 }
                if let place = hidden, open.count == place { hidden = nil }
            case .open(let name, let attributes, let isEmpty):
                if !hasRoot, SVGCleaner.local(name) != "svg" { return false }
                hasRoot = true
                if hidden == nil {
                    if let part = SVGCleaner.unsafePart(of: name, attributes) {
                        removed.insert(part)
                        if !isEmpty { hidden = open.count }
                    } else {
                        write(name, attributes, isEmpty: isEmpty)
                    }
                }
                if !isEmpty { open.append(name) }
            case .failure: return false
            }
        }
        return hasRoot && open.isEmpty
    }

    private mutating func write(_ name: String, _ attributes: [SVGReader.Attribute], isEmpty: Bool) {
        output += "<\(name)".utf8
        for attribute in attributes {
            if let part = SVGCleaner.unsafePart(of: attribute) {
                removed.insert(part)
            } else {
                output += " \(attribute.name)=".utf8
                output += attribute.quoted
            }
        }
        output += (isEmpty ? "/>" : ">").utf8
    }

    // MARK: - What is unsafe

    private static func unsafePart(of name: String, _ attributes: [SVGReader.Attribute]) -> UnsafePart? {
        switch local(name) {
        case "script", "handler", "listener": return .script
        case "foreignobject", "iframe", "object", "embed", "audio", "video": return .foreignObject
        case "set", "animate", "animatemotion", "animatetransform":
            let target = attributes.first { local($0.name) == "attributename" }.map { local($0.text) } ?? ""
            return target == "href" || target.hasPrefix("on") ? .animation : nil
        default: return nil
        }
    }

    private static func unsafePart(of attribute: SVGReader.Attribute) -> UnsafePart? {
        let name = local(attribute.name)
        if name.hasPrefix("on") { return .handler }
        switch name {
        case "href", "src", "base": return isInside(attribute.text) ? nil : .outsideReference
        // Namespaces are names, not references.
        case _ where attribute.name.hasPrefix("xmlns"): return nil
        default: return reachesOut(style: attribute.value) ? .outsideReference : nil
        }
    }

    private static func isInside(_ reference: String) -> Bool {
        let reference = reference.lowercased()
        return reference.isEmpty || reference.hasPrefix("#")
            || ["png", "jpeg", "gif", "webp"].contains { reference.hasPrefix("data:image/\($0)") }
    }

    /// `url(…)` of anything but a part of the file, and rules that load.
    private static func reachesOut(style bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        if text.contains("@import") || text.contains("expression(") || text.contains("javascript:") { return true }
        // An escape may write any of them in another way.
        if text.contains("\\") { return true }
        return text.ranges(of: "url(").contains { range in
            let inside = text[range.upperBound...].drop { $0 == " " || $0 == "\"" || $0 == "'" || $0 == "\n" }
            return !inside.hasPrefix("#") && !inside.hasPrefix("&quot;#") && !inside.hasPrefix("data:image/")
        }
    }

    /// A name without its prefix, in lower case.
    private static func local(_ name: String) -> String {
        (name.split(separator: ":").last.map(String.init) ?? name).lowercased()
    }
}
