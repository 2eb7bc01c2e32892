/// Gives the names that a script binds itself short ones, since names are a sixth of the scripts that a browser loads.
///
/// Two names may become the same where they are never known in one place. Properties keep their names: other scripts,
/// stored values and the browser know them.
enum ShortNames {
    /// The script as it is, where it can't be read to its end.
    static func shortened(_ script: [UInt8]) -> [UInt8] {
        guard let names = ScriptNames(script) else { return script }
        let shortNames = assigned(names)
        var result: [UInt8] = []
        result.reserveCapacity(script.count)
        var end = 0
        for (index, token) in names.tokens.enumerated() {
            result += script[end..<token.range.upperBound]
            end = token.range.upperBound
            guard let short = shortNames[index] else { continue }
            if short.isShorthand {
                result.append(UInt8(ascii: ":"))
            } else {
                result.removeLast(token.range.count)
            }
            result += short.name.utf8
        }
        return result + script[end...]
    }

    /// By token, what is to stand there, or behind it as the value of the property that it names.
    private static func assigned(_ names: ScriptNames) -> [Int: (name: String, isShorthand: Bool)] {
        let bindings = Binding.all(of: names)
        var isFree = freeNames(beside: names, bindings)
        // By the number of the short name.
        var taken: [[Binding]] = []
        var result: [Int: (name: String, isShorthand: Bool)] = [:]
        for binding in bindings {
            var number = 0
            while number < taken.count, taken[number].contains(where: { binding.meets($0) }) { number += 1 }
            if number == taken.count { taken.append([]) }
            taken[number].append(binding)
            let short = isFree.name(number)
            for use in binding.uses { result[use.token] = (short, use.isShorthand) }
        }
        return result
    }

    /// Short names in order, without those that mean something else.
    private static func freeNames(beside names: ScriptNames, _ bindings: [Binding]) -> NameSequence {
        let renamed = Set(bindings.map(\.name))
        return NameSequence(without: ScriptNames.keywords.union(names.uses.keys.filter { !renamed.contains($0) }))
    }
}

/// A name in the largest ranges in which it is known: to be renamed everywhere in them alike.
private struct Binding {
    let name: String
    let range: Range<Int>
    let uses: [ScriptNames.Use]

    /// Whether one name for both would mean another thing somewhere. An inner one may hide an outer one that is not used
    /// where the inner one is known.
    func meets(_ other: Binding) -> Bool {
        guard range.overlaps(other.range), range != other.range else { return range == other.range }
        if range.contains(other.range) { return isUsed(in: other.range) }
        return !other.range.contains(range) || other.isUsed(in: range)
    }

    private func isUsed(in range: Range<Int>) -> Bool {
        var low = 0
        var high = uses.count
        while low < high {
            let middle = (low + high) / 2
            if uses[middle].token < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < uses.count && uses[low].token < range.upperBound
    }

    /// In the order in which they choose. Names with a use outside of all ranges are left out: that is another's.
    ///
    /// What functions bind chooses first, as it is written, so that most of them begin with the same two or three letters,
    /// which packs best: 4 % less than the most used first. What all of the script knows comes last, the most used first.
    static func all(of names: ScriptNames) -> [Binding] {
        var bindings: [Binding] = []
        for (name, scopes) in names.scopes {
            var rest = names.uses[name, default: []][...]
            var found: [Binding] = []
            for range in outermost(scopes) {
                let uses = rest.prefix { range.contains($0.token) }
                rest = rest.dropFirst(uses.count)
                found.append(Binding(name: name, range: range, uses: Array(uses)))
            }
            if rest.isEmpty { bindings += found.filter { !$0.uses.isEmpty } }
        }
        let widest = bindings.map(\.range.count).max() ?? 0
        let inner = bindings.filter { $0.range.count < widest }
        let outer = bindings.filter { $0.range.count == widest }
        return inner.sorted { $0.uses[0].token < $1.uses[0].token }
            + outer.sorted { ($1.uses.count, $0.uses[0].token) < ($0.uses.count, $1.uses[0].token) }
    }

    /// Ranges that touch no other, in order.
    private static func outermost(_ scopes: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for scope in scopes.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, scope.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, scope.upperBound)
            } else {
                result.append(scope)
            }
        }
        return result
    }
}

/// One letter, then two; the most frequent letters of the language's own words first.
private struct NameSequence {
    private let unwanted: Set<String>
    private var names: [String] = []
    private var next = 0

    init(without unwanted: Set<String>) {
        self.unwanted = unwanted
    }

    mutating func name(_ index: Int) -> String {
        while names.count <= index {
            let name = Self.spelled(next)
            next += 1
            if !unwanted.contains(name) { names.append(name) }
        }
        return names[index]
    }

    private static let letters = Array("etnrisaoclufdphmgvybwxkjzqSTMCADEFGHIJKLNOPQRUBVWXYZ_$")

    private static func spelled(_ number: Int) -> String {
        var name = ""
        var rest = number
        repeat {
            name.append(letters[rest % letters.count])
            rest = rest / letters.count - 1
        } while rest >= 0
        return name
    }
}
