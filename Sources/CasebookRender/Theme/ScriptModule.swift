import CasebookModel

/// One module of the theme, read line by line.
struct ScriptModule {
    let path: String
    private(set) var code: [UInt8] = []
    private(set) var imports: [(path: String, names: [String], range: SourceRange)] = []
    private(set) var exports: Set<String> = []
    private(set) var declarations: [(name: String, range: SourceRange)] = []
    private(set) var faults: [ScriptBundle.Fault] = []
    /// What was read of an import that goes on.
    private var openImport = ""

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
        // Most lines: what is inside of functions says nothing about other modules.
        guard line.isTopLevel || !openImport.isEmpty else { return append(line.code[...]) }
        let code = String(decoding: line.code, as: UTF8.self)
        let range = SourceRange(line.range.lowerBound, line.range.upperBound)
        let beginsImport = ["import ", "import{", "import\"", "import'"].contains { code.hasPrefix($0) }
        if !openImport.isEmpty || line.isTopLevel && beginsImport {
            readImport(code, range)
        } else {
            readTopLevel(code, range)
        }
    }

    private mutating func append(_ line: ArraySlice<UInt8>) {
        code += line
        code.append(UInt8(ascii: "\n"))
    }

    private mutating func readImport(_ line: String, _ range: SourceRange) {
        openImport += line
        guard line.contains(";") else { return }
        let statement = openImport
        openImport = ""
        guard let quote = statement.firstIndex(where: { $0 == "\"" || $0 == "'" }) else { return }
        let path = statement[statement.index(after: quote)...].prefix { $0 != statement[quote] }
        let names = statement.split(separator: "{").last?.split(separator: "}").first?.split(separator: ",") ?? []
        // The names of files are unique over the folders of a bundle, as those of the top level are.
        imports.append(
            (
                path: path.split(separator: "/").last.map(String.init) ?? String(path),
                names: names.map { String($0.filter { !$0.isWhitespace }) }, range
            ))
        // A renamed import would need its new name bound.
        if statement.contains(" as ") { faults.append(.init(module: self.path, name: "as", range: range)) }
    }

    private mutating func readTopLevel(_ line: String, _ range: SourceRange) {
        var line = line[...]
        if line.hasPrefix("export{") || line.hasPrefix("export*") || line.hasPrefix("export default ") {
            faults.append(.init(module: path, name: "export", range: range))
            return
        }
        let isExport = line.hasPrefix("export ")
        if isExport { line = line.dropFirst("export ".count) }
        if let name = Self.declaredName(line) {
            declarations.append((name, range))
            if isExport { exports.insert(name) }
        }
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
