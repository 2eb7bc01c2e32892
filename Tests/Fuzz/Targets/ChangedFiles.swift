/// What fuzzing makes of files that have to be nearly right: bytes of their own say only what is different.
///
/// An input is a list of changes: number of the file, place (two bytes), how many bytes to leave out, how many to put there,
/// and these. A place of 0xFFFF cuts the file to nothing first.
enum ChangedFiles {
    static func apply(_ changes: [UInt8], to whole: [String: [UInt8]]) -> [String: [UInt8]] {
        let names = whole.keys.sorted()
        var files = whole
        var rest = changes[...]
        while rest.count >= 5 {
            let head = Array(rest.prefix(5))
            rest = rest.dropFirst(5)
            let name = names[Int(head[0]) % names.count]
            let words = rest.prefix(Int(head[4]))
            rest = rest.dropFirst(words.count)
            var file = files[name] ?? []
            let place = Int(head[1]) << 8 | Int(head[2])
            if place == 0xFFFF { file = [] }
            let start = file.isEmpty ? 0 : place % file.count
            file.replaceSubrange(start..<min(file.count, start + Int(head[3])), with: words)
            files[name] = file
        }
        return files
    }
}
