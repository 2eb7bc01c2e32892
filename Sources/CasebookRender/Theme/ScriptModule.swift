import CasebookModel

/// One module of the theme, read line by line.
struct ScriptModule {
    let path: String
    private(set) var code: [UInt8] = []
    private(set) var imports: [(path: String, range: SourceRange)] = []
    private(set) var declarations: [(name: String, range: SourceRange)] = []
    private(set) var faults: [ScriptBundle.Fault] = []
    private var isInImport = false

    init(path: String, bytes: [UInt8]) {
        self.path = path
        for line in ScriptLine.lines(of: bytes) {
            if line.isInTemplate {
                append(line.code[...])
            } else if !line.code.isEmpty {
                read(line)
            }
        }
    }

    private mutating func read(_ line: ScriptLine) {
        let code = String(decoding: line.code, as: UTF8.self)
        let range = SourceRange(line.range.lowerBound, line.range.upperBound)
        let beginsImport = ["import ", "import{", "import\"", "import'"].contains { code.hasPrefix($0) }
        if isInImport || line.isTopLevel && beginsImport {
            readImport(code, range)
        } else if line.isTopLevel {
            readTopLevel(code, range)
        } else {
            append(line.code[...])
        }
    }

    private mutating func append(_ line: ArraySlice<UInt8>) {
        code += line
        code.append(UInt8(ascii: "\n"))
    }

    private mutating func readImport(_ line: String, _ range: SourceRange) {
        isInImport = !line.contains(";")
        guard let quote = line.firstIndex(where: { $0 == "\"" || $0 == "'" }) else { return }
        let rest = line[line.index(after: quote)...]
        let name = rest.prefix { $0 != line[quote] }
        let path = name.hasPrefix("./") ? String(name.dropFirst(2)) : String(name)
        imports.append((path, range))
        // A renamed import would need its new name bound.
        if line.contains(" as ") { faults.append(.init(module: self.path, name: "as", range: range)) }
    }

    private mutating func readTopLevel(_ line: String, _ range: SourceRange) {
        var line = line[...]
        if line.hasPrefix("export{") || line.hasPrefix("export*") || line.hasPrefix("export default ") {
            faults.append(.init(module: path, name: "export", range: range))
            return
        }
        if line.hasPrefix("export ") { line = line.dropFirst("export ".count) }
        if let name = Self.declaredName(line) { declarations.append((name, range)) }
        append(Array(line.utf8)[...])
    }

    /// The name that a line at the top level declares.
    private static func declaredName(_ line: Substring) -> String? {
        var words = line[...]
        var isDeclaration = false
        for keyword in ["async ", "function*", "function ", "const ", "let ", "var ", "class "]
        where words.hasPrefix(keyword) {
            words = words.dropFirst(keyword.count)
            if keyword != "async " { isDeclaration = true }
        }
        guard isDeclaration else { return nil }
        let name = words.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
        return name.isEmpty ? nil : String(name)
    }
}
