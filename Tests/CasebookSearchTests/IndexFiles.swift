import Foundation

@testable import CasebookSearch

/// An index's files, read back without the program's own reader.
struct IndexFiles {
    let files: [String: [UInt8]]
    let root: [String: Any]

    struct Entry {
        var lists: NaiveIndex.Lists
        /// Of a pair.
        var hints: NaiveIndex.Hints?
        /// Of a divided term.
        var tail: Tail?
    }

    struct Tail {
        var file: Int
        var shortestAlias: Int
        var shortestTitle: Int
        var millionths: Int
        var firstPage: Int
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    enum Damage: Error { case notJSON(String), badNumber(String), oddWords(String) }

    init(_ files: [String: [UInt8]]) throws {
        self.files = files
        root = try IndexFiles.object(files["root"] ?? files["index"] ?? [], "root")
    }

    static func object(_ bytes: [UInt8], _ name: String) throws -> [String: Any] {
        guard let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw Damage.notJSON(name)
        }
        return object
    }

    func object(_ name: String) throws -> [String: Any] { try IndexFiles.object(files[name] ?? [], name) }

    var boundaries: [String] {
        let text = root["shards"] as? String ?? ""
        return text.isEmpty ? [] : text.components(separatedBy: " ")
    }

    /// The keys of each file of the lane.
    var lane: [[String]] {
        (root["lane"] as? String ?? "").split(separator: ",").map { $0.components(separatedBy: " ") }
    }

    /// The entries of a term file in its own order.
    func terms(_ number: Int) throws -> [(term: String, entry: Entry)] {
        let name = "t/\(number)"
        let groups = try object(name)["terms"] as? [String: String] ?? [:]
        let order = groups.keys.sorted { $0.unicodeScalars.first!.value < $1.unicodeScalars.first!.value }
        return try order.flatMap { first in
            try IndexFiles.twos(groups[first]!, name).map { (first + $0.0, try IndexFiles.entry($0.1)) }
        }
    }

    /// Words separated by single spaces, two by two.
    static func twos(_ text: String, _ name: String) throws -> [(String, String)] {
        let words = text.components(separatedBy: " ")
        guard words.count % 2 == 0 else { throw Damage.oddWords(name) }
        return stride(from: 0, to: words.count, by: 2).map { (words[$0], words[$0 + 1]) }
    }

    static func entry(_ text: String) throws -> Entry {
        let halves = text.components(separatedBy: ";")
        let tail = halves.count > 1 ? halves[1].components(separatedBy: ",").compactMap { Int($0) } : []
        let parts = halves[0].components(separatedBy: ":")
        let lists = try lists(parts[0], groups: [.body, .spoken, .heading, .alias, .title])
        return Entry(
            lists: lists, hints: parts.count > 1 ? try hints(parts[1], lists) : nil,
            tail: tail.count == 5
                ? Tail(
                    file: tail[0], shortestAlias: tail[1], shortestTitle: tail[2], millionths: tail[3],
                    firstPage: tail[4])
                : nil)
    }

    /// The hints of lists' postings, which stand one behind the other.
    static func hints(_ text: String, _ lists: NaiveIndex.Lists) throws -> NaiveIndex.Hints {
        var digits = try text.map { digit -> Int in
            guard let value = IndexFiles.digits.firstIndex(of: digit) else { throw Damage.badNumber(text) }
            return value
        }[...]
        func hint() throws -> Int {
            guard digits.count >= 3 else { throw Damage.badNumber(text) }
            defer { digits = digits.dropFirst(3) }
            return digits.prefix(3).reduce(0) { $0 * 64 + $1 }
        }
        var hints: NaiveIndex.Hints = [:]
        for (group, postings) in lists.enumerated() {
            for posting in postings {
                // Less than 32 in all sites that tests make.
                let count = group >= FieldGroup.alias.rawValue ? digits.popFirst() ?? 0 : posting.count
                hints[posting.address * 8 + group] = try (0..<count).map { _ in try hint() }
            }
        }
        guard digits.isEmpty else { throw Damage.badNumber(text) }
        return hints
    }

    static func lists(_ text: String, groups: [FieldGroup]) throws -> NaiveIndex.Lists {
        var lists = NaiveIndex.Lists(repeating: [], count: 5)
        guard !text.isEmpty else { return lists }
        for (group, list) in zip(groups, text.components(separatedBy: ",")) {
            let numbers = try numbers(list)
            var address = 0
            var position = 0
            while position < numbers.count {
                var posting = NaiveIndex.Posting(address: 0)
                let isHead = group == .alias || group == .title
                let hasDetail = isHead || numbers[position] & 1 == 1
                guard !hasDetail || position + 1 < numbers.count else { throw Damage.badNumber(list) }
                address += isHead ? numbers[position] : numbers[position] / 2
                posting.address = address
                if isHead {
                    posting.length = numbers[position + 1] / 4
                    posting.links = numbers[position + 1] % 4
                } else {
                    posting.count = hasDetail ? numbers[position + 1] : 1
                }
                position += hasDetail ? 2 : 1
                lists[group.rawValue].append(posting)
            }
        }
        return lists
    }

    static func numbers(_ text: String) throws -> [Int] {
        var numbers: [Int] = []
        var open = 0
        var shift = 0
        for character in text {
            guard let digit = digits.firstIndex(of: character) else { throw Damage.badNumber(text) }
            open += (digit % 32) << shift
            shift += 5
            guard digit < 32 else { continue }
            numbers.append(open)
            (open, shift) = (0, 0)
        }
        guard shift == 0 else { throw Damage.badNumber(text) }
        return numbers
    }

    /// The sums of all numbers so far.
    static func ascending(_ text: String) throws -> [Int] {
        var last = 0
        return try numbers(text).map {
            last += $0
            return last
        }
    }
}
