import CasebookModel

/// What a page's path says about it: its kind and the id it has by default.
struct PageAddress {
    let kind: KindDeclaration
    let defaultID: String
    /// The file's name without its extension, or the folder's for `index.md`.
    let fileName: String
    /// The number at the head of the file's name (`2-apologise`).
    let number: Int?

    /// - Parameter path: Below the content folder.
    init(path: String, kinds: KindTable, isImplicit: Bool) {
        let parts = path.split(separator: "/").map(String.init)
        let stem = PageAddress.withoutExtension(parts.last ?? path)
        let isIndex = stem == "index"
        let folder = parts.dropLast().last
        fileName = isIndex ? folder ?? stem : stem
        number = PageAddress.stepName(stem).number
        let plain = kinds["page"] ?? BuiltInKinds.page
        if isImplicit {
            kind = plain
            defaultID = (parts.dropLast() + [stem]).joined(separator: "/")
            return
        }
        let topFolder = parts.count > 1 ? parts[0] : ""
        let declared = kinds.kind(inFolder: topFolder)
        if declared?.name == "method", parts.count >= 3 {
            if isIndex {
                kind = declared!
                defaultID = fileName
            } else {
                // Steps live in their method's folder and have none of their own.
                kind = kinds["step"] ?? plain
                defaultID = "\(folder!)/\(PageAddress.stepName(stem).slug)"
            }
        } else if isIndex {
            // `index.md` introduces its folder's list.
            kind = plain
            defaultID = fileName
        } else {
            kind = declared ?? plain
            defaultID = fileName
        }
    }

    /// `2-apologise` is step 2, `apologise`; the number is `nil` where there is none.
    static func stepName(_ stem: String) -> (number: Int?, slug: String) {
        let digits = stem.prefix { $0.isASCII && $0.isNumber }
        let rest = stem.dropFirst(digits.count)
        guard digits.count <= 9, let number = Int(digits), rest.first == "-", rest.count > 1 else { return (nil, stem) }
        return (number, String(rest.dropFirst()))
    }

    static func withoutExtension(_ name: String) -> String {
        for ending in [".md", ".markdown"] where name.lowercased().hasSuffix(ending) && name.count > ending.count {
            return String(name.dropLast(ending.count))
        }
        return name
    }

    /// Whether an id can stand in an address, a link and a file name of any system.
    /// - Parameter maxParts: How many parts joined by `/` it may have: two for a step.
    static func isValidID(_ id: String, maxParts: Int = 1) -> Bool {
        let parts = id.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        guard id.utf8.count <= 200, parts.count <= maxParts else { return false }
        return parts.allSatisfy { part in
            guard let first = part.first, first != ".", first != " ", part.last != " " else { return false }
            return part.allSatisfy { scalar in
                switch scalar {
                case "\\", ":", "*", "?", "\"", "<", ">", "|", "#", "[", "]": false
                default: scalar.value >= 0x20 && scalar.value != 0x7F
                }
            }
        }
    }
}
