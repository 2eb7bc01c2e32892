import CasebookModel

/// The modules of a folder of the theme as one classic script, which browsers load from disk too (a module they don't),
/// and which can be a worker as well as part of a page.
///
/// The modules keep to a form that needs no parser: imports of other modules at the start of a line, exports in front of
/// declarations, names of the top level unique over all modules. They are put in the order of their imports inside one
/// strict function, without those words and without what only people read (``ScriptLine``). Browsers get it with short names
/// (``ShortNames``).
///
/// A script that only some pages load may import from the one that all load, which lends it the names by a property of the
/// page: nothing is loaded twice.
struct ScriptBundle {
    struct Fault {
        let module: String
        let name: String
        let range: SourceRange
    }

    /// The module that the generator writes: the interface words of the site's language.
    static let wordsModule = "words.js"

    /// The script with the modules' own names.
    private(set) var source: [UInt8] = []
    private(set) var faults: [Fault] = []
    /// Names that come from the script that all pages load.
    private(set) var borrowed: Set<String> = []
    private var declared: Set<String> = []

    /// - Parameters:
    ///   - base: The modules of the script that is loaded before this one.
    ///   - lending: Names that other scripts borrow from this one.
    init(_ modules: [ScriptModule], over base: [ScriptModule] = [], lending: Set<String> = []) {
        let ordered = order(modules, base)
        declared = borrowed
        source = Array("(function(){\n\"use strict\";\n".utf8)
        if !borrowed.isEmpty { source += Array("const{\(Self.list(borrowed))}=\(Self.shelf);\n".utf8) }
        for module in ordered {
            faults += module.faults
            for (name, range) in module.declarations where !declared.insert(name).inserted {
                faults.append(Fault(module: module.path, name: name, range: range))
            }
            source += module.code
        }
        if !lending.isEmpty { source += Array("\(Self.shelf)={\(Self.list(lending))};\n".utf8) }
        source += Array("})();\n".utf8)
    }

    /// Where one script leaves what another takes.
    private static let shelf = "globalThis.casebook"

    private static func list(_ names: Set<String>) -> String { names.sorted().joined(separator: ",") }

    /// Behind what they import, else by name.
    private mutating func order(_ modules: [ScriptModule], _ lenders: [ScriptModule]) -> [ScriptModule] {
        let byPath = Dictionary(modules.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let lendersByPath = Dictionary(lenders.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var ordered: [ScriptModule] = []
        var seen: Set<String> = []
        // Modules may import each other in a circle, as browsers allow: the first one met comes last.
        func visit(_ module: ScriptModule) {
            guard seen.insert(module.path).inserted else { return }
            for (path, names, range) in module.imports {
                if let imported = byPath[path] {
                    visit(imported)
                } else if let lender = lendersByPath[path] {
                    borrowed.formUnion(names)
                    for name in names where !lender.exports.contains(name) {
                        faults.append(Fault(module: module.path, name: name, range: range))
                    }
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
                json.member(key, words[key, default: ""])
            }
        }
        return "export const words = " + String(decoding: json.bytes, as: UTF8.self) + ";\n"
    }
}
