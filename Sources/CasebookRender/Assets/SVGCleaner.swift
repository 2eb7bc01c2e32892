import CasebookModel

/// Removes from an SVG what runs, embeds other documents or leads out of the file.
///
/// The file is read tag by tag and written again; what is not understood is not published. Only SVG's own elements stay
/// (``SVGElements``), and only references that begin with `#` or hold a picture themselves (``SVGReferences``), so that no
/// way of writing `javascript:` has to be known.
struct SVGCleaner {
    private var reader: SVGReader
    private var output: [UInt8] = []
    private var removed: Set<UnsafePart> = []
    /// The elements around the place that is read.
    private var open: [OpenElement] = []
    /// The element that is being left out, by its place in `open`.
    private var hidden: Int?
    /// What the open `style` says: looked at as a whole, since comments, CDATA and elements may cut a word in two.
    private var style: StyleWords?

    private struct OpenElement {
        let name: String
        let namespaces: SVGNamespaces
    }

    private struct StyleWords {
        var written: [UInt8] = []
        /// Without the marks of CDATA.
        var read: [UInt8] = []
    }

    /// - Returns: `nil` as bytes where the file is no SVG in UTF-8; else it and what was taken out, in a fixed order.
    static func clean(_ bytes: [UInt8]) -> (bytes: [UInt8]?, removed: [UnsafePart]) {
        // A browser would read the bytes of another encoding as other marks than we do.
        guard String(validating: bytes, as: UTF8.self) != nil else { return (nil, []) }
        var cleaner = SVGCleaner(reader: SVGReader(bytes))
        guard cleaner.run() else { return (nil, []) }
        return (cleaner.output, cleaner.removed.sorted { $0.rawValue < $1.rawValue })
    }

    private init(reader: SVGReader) { self.reader = reader }

    private mutating func run() -> Bool {
        var hasRoot = false
        while let token = reader.next() {
            switch token {
            case .text(let bytes): write(bytes, meaning: bytes[...])
            case .cdata(let bytes): write(bytes, meaning: bytes.dropFirst(9).dropLast(3))
            case .declaration(let part):
                if let part { removed.insert(part) }
            case .close(let name):
                guard close(name) else { return false }
            case .open(let name, let attributes, let isEmpty):
                guard hasRoot || isDrawing(name, attributes) else { return false }
                hasRoot = true
                enter(name, attributes, isEmpty: isEmpty)
            case .failure: return false
            }
        }
        return hasRoot && open.isEmpty
    }

    /// Whether a file's outermost element is one of a picture: `svg` in another namespace is anything.
    private func isDrawing(_ name: String, _ attributes: [SVGReader.Attribute]) -> Bool {
        SVGElements.local(name) == "svg"
            && SVGElements.verdict(on: name, attributes, SVGNamespaces().adding(attributes)) == .drawing
    }

    // MARK: - Elements

    private mutating func enter(_ name: String, _ attributes: [SVGReader.Attribute], isEmpty: Bool) {
        let namespaces = (open.last?.namespaces ?? SVGNamespaces()).adding(attributes)
        if hidden == nil {
            let verdict = style == nil ? SVGElements.verdict(on: name, attributes, namespaces) : .unsafe(.foreignObject)
            if verdict == .drawing {
                write(name, attributes, isEmpty: isEmpty)
                if !isEmpty, SVGElements.local(name) == "style" { style = StyleWords() }
            } else {
                if case .unsafe(let part) = verdict { removed.insert(part) }
                if !isEmpty { hidden = open.count }
            }
        }
        if !isEmpty { open.append(OpenElement(name: name, namespaces: namespaces)) }
    }

    private mutating func close(_ name: String) -> Bool {
        guard open.popLast()?.name == name else { return false }
        if let place = hidden {
            if open.count == place { hidden = nil }
            return true
        }
        if let words = style {
            style = nil
            if SVGReferences.reachOut(words.read) {
                removed.insert(.outsideReference)
            } else {
                output += words.written
            }
        }
        output += "</\(name)>".utf8
        return true
    }

    // MARK: - Writing

    private mutating func write(_ bytes: [UInt8], meaning: ArraySlice<UInt8>) {
        guard hidden == nil else { return }
        guard style != nil else {
            output += bytes
            return
        }
        style?.written += bytes
        style?.read += meaning
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

    private static func unsafePart(of attribute: SVGReader.Attribute) -> UnsafePart? {
        let name = SVGElements.local(attribute.name)
        if name.hasPrefix("on") { return .handler }
        switch name {
        case "href", "src", "base", "ping": return SVGReferences.isInside(attribute.text) ? nil : .outsideReference
        // Namespaces are names, not references.
        case _ where attribute.isNamespace: return nil
        default: return SVGReferences.reachOut(attribute.value) ? .outsideReference : nil
        }
    }
}
