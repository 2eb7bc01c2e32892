import Foundation

// embed-theme FOLDER OUTPUT NAME: writes one Swift file that holds every file of FOLDER as bytes, in the constant NAME.
// Folders and files whose names begin with a dot are among them: a starter holds `.gitignore`.
//
// Text becomes a string literal and anything else base64: a literal of 100,000 array elements takes the compiler
// minutes, a string literal of the same size nothing.

let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    FileHandle.standardError.write(Data("usage: embed-theme FOLDER OUTPUT NAME\n".utf8))
    exit(64)
}
let folder = URL(fileURLWithPath: arguments[1], isDirectory: true)

/// Escapes text for a single-line Swift string literal with one `#`.
func literal(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": escaped += "\\#n"
        case "\r": escaped += "\\#r"
        case "\t": escaped += "\\#t"
        case "\"", "\\": escaped += "\\#u{\(String(scalar.value, radix: 16))}"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
            escaped += "\\#u{\(String(scalar.value, radix: 16))}"
        default: escaped.unicodeScalars.append(scalar)
        }
    }
    return "#\"" + escaped + "\"#"
}

var source =
    "// Generated from \(folder.lastPathComponent)/ by EmbedTheme.\n\nlet \(arguments[3]): [(path: String, content: EmbeddedContent)] = [\n"
for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
    let file = folder.appending(path: path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue,
        // What editors and finders leave behind.
        !["~", ".swp", ".DS_Store"].contains(where: { path.hasSuffix($0) })
    else { continue }
    let data = try Data(contentsOf: file)
    if let text = String(data: data, encoding: .utf8) {
        source += "    (\(literal(path)), .text(\(literal(text)))),\n"
    } else {
        source += "    (\(literal(path)), .base64(\"\(data.base64EncodedString())\")),\n"
    }
}
source += "]\n"
try Data(source.utf8).write(to: URL(fileURLWithPath: arguments[2]))
