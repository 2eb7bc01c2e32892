import CasebookModel

/// A relative link's destination after a file or folder has another name: one part of it changes.
struct MovedDestination {
    /// As it has to be written.
    let text: String

    /// `nil` where the link leads elsewhere, or needs no other words.
    ///
    /// - Parameters:
    ///   - destination: As written, without a fragment.
    ///   - path: Of the file that the link stands in.
    init?(_ destination: String, from path: String, _ move: Renaming.Move) {
        guard !destination.isEmpty, destination.scheme == nil, !destination.hasPrefix("//") else { return nil }
        let whole = destination.withoutQuery
        var parts = whole.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let changed = MovedDestination.part(parts, from: path, move) else { return nil }
        let name = parts[changed]
        let (old, new) = (MovedDestination.stem(move.from, move), MovedDestination.stem(move.to, move))
        let rest = String(name.percentDecoded.dropFirst(old.count))
        parts[changed] = new + rest
        text = parts.joined(separator: "/") + destination.dropFirst(whole.count)
    }

    /// The part that names what moves.
    private static func part(_ parts: [String], from path: String, _ move: Renaming.Move) -> Int? {
        let wanted = move.from.split(separator: "/").map(String.init)
        // The path that the parts lead along, each with the part that named it; `nil` for the file's own folders.
        var along: [(name: String, part: Int?)] =
            parts.first == "" ? [] : path.split(separator: "/").dropLast().map { (String($0), nil) }
        for (index, part) in parts.enumerated() {
            switch part.percentDecoded {
            case "", ".": break
            case "..":
                guard along.popLast() != nil else { return nil }
            case let name: along.append((name, index))
            }
        }
        let depth = wanted.count - 1
        guard along.count > depth, along.count == wanted.count || move.isFolder,
            zip(along, wanted).prefix(depth).allSatisfy({ $0.name == $1 })
        else { return nil }
        let name = along[depth].name
        guard move.isFolder ? name == wanted[depth] : names(of: wanted[depth]).contains(name) else { return nil }
        return along[depth].part
    }

    /// A page's file may be called without its ending, or with that of the web.
    private static func names(of file: String) -> [String] {
        let stem = String(file[..<(file.lastIndex(of: ".") ?? file.endIndex)])
        return [file, stem, stem + ".html"]
    }

    private static func stem(_ path: String, _ move: Renaming.Move) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return move.isFolder ? name : String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
    }
}
