import CasebookModel

/// The theme's modules as one classic script, which browsers load from disk too (a module they don't).
///
/// The modules keep to a form that needs no parser: imports of other modules of the folder at the start of a line,
/// exports in front of declarations, names of the top level unique over all modules. They are put in the order of their
/// imports inside one strict function, without those words and without comments that have a line to themselves.
struct ScriptBundle {
    struct Fault {
        let module: String
        let name: String
        let range: SourceRange
    }

    /// The module that the generator writes: the interface words of the site's language.
    static let wordsModule = "words.js"

    private(set) var bytes: [UInt8] = []
    private(set) var faults: [Fault] = []
    private var declared: Set<String> = []

    init(_ modules: [(path: String, bytes: [UInt8])]) {
        let parsed = modules.map { ScriptModule(path: $0.path, bytes: $0.bytes) }
        var script = "(function () {\n\"use strict\";\n"
        for module in order(parsed) {
            faults += module.faults
            for (name, range) in module.declarations where !declared.insert(name).inserted {
                faults.append(Fault(module: module.path, name: name, range: range))
            }
            script += module.code
        }
        script += "})();\n"
        bytes = Array(script.utf8)
    }

    /// Behind what they import, else by name.
    private mutating func order(_ modules: [ScriptModule]) -> [ScriptModule] {
        let byPath = Dictionary(modules.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var ordered: [ScriptModule] = []
        var seen: Set<String> = []
        // Modules may import each other in a circle, as browsers allow: the first one met comes last.
        func visit(_ module: ScriptModule) {
            guard seen.insert(module.path).inserted else { return }
            for (path, range) in module.imports {
                if let imported = byPath[path] {
                    visit(imported)
                } else {
                    faults.append(Fault(module: module.path, name: path, range: range))
                }
            }
            ordered.append(module)
        }
        for module in modules.sorted(by: { $0.path < $1.path }) { visit(module) }
        return ordered
    }

    /// The source of ``wordsModule``.
    static func module(words: [String: String]) -> String {
        var json = JSONWriter()
        json.object { json in
            for key in words.keys.sorted() {
                json.key(key)
                json.string(words[key, default: ""])
            }
        }
        return "export const words = " + String(decoding: json.bytes, as: UTF8.self) + ";\n"
    }
}

/// One module of the theme, read line by line.
struct ScriptModule {
    let path: String
    private(set) var code = ""
    private(set) var imports: [(path: String, range: SourceRange)] = []
    private(set) var declarations: [(name: String, range: SourceRange)] = []
    private(set) var faults: [ScriptBundle.Fault] = []
    private var isInComment = false
    private var isInImport = false

    init(path: String, bytes: [UInt8]) {
        self.path = path
        var start = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            read(String(decoding: line, as: UTF8.self), at: start)
            start += line.count + 1
        }
    }

    private mutating func read(_ line: String, at start: Int) {
        let trimmed = line.drop { $0 == " " || $0 == "\t" }
        if isInComment {
            isInComment = !trimmed.contains("*/")
            return
        }
        if trimmed.isEmpty || trimmed.hasPrefix("//") { return }
        if trimmed.hasPrefix("/*"), !isInImport {
            // A comment that code follows on its line stays: it is short.
            guard let end = trimmed.range(of: "*/") else {
                isInComment = true
                return
            }
            if trimmed[end.upperBound...].allSatisfy({ $0 == " " }) { return }
        }
        if isInImport || line.hasPrefix("import ") || line.hasPrefix("import{") || line.hasPrefix("import\"") {
            readImport(line, at: start)
            return
        }
        readCode(line, at: start)
    }

    private mutating func readImport(_ line: String, at start: Int) {
        isInImport = !line.contains(";")
        guard let quote = line.firstIndex(where: { $0 == "\"" || $0 == "'" }) else { return }
        let rest = line[line.index(after: quote)...]
        let name = rest.prefix { $0 != line[quote] }
        let path = name.hasPrefix("./") ? String(name.dropFirst(2)) : String(name)
        imports.append((path, SourceRange(start, start + line.utf8.count)))
        // A renamed import would need its new name bound.
        if line.contains(" as ") {
            faults.append(.init(module: self.path, name: "as", range: SourceRange(start, start)))
        }
    }

    private mutating func readCode(_ line: String, at start: Int) {
        var line = line[...]
        let range = SourceRange(start, start + line.utf8.count)
        if line.hasPrefix("export ") {
            line = line.dropFirst("export ".count)
            if line.hasPrefix("default ") || line.hasPrefix("{") || line.hasPrefix("*") {
                faults.append(.init(module: path, name: "export", range: range))
                return
            }
        }
        if let name = Self.declaredName(line) { declarations.append((name, range)) }
        code += line + "\n"
    }

    /// The name that a line at the top level declares.
    private static func declaredName(_ line: Substring) -> String? {
        var words = line[...]
        var isDeclaration = false
        for keyword in ["async ", "function* ", "function ", "const ", "let ", "var ", "class "]
        where words.hasPrefix(keyword) {
            words = words.dropFirst(keyword.count)
            if keyword != "async " { isDeclaration = true }
        }
        guard isDeclaration else { return nil }
        let name = words.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
        return name.isEmpty ? nil : String(name)
    }
}
