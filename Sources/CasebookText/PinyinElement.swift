/// One piece of typed pinyin: a whole syllable, or letters that a syllable begins with.
package struct PinyinElement: Hashable, Sendable {
    /// `tou`, `t`, `zh`, `tia`: folded letters, ü as v.
    package let letters: String
    /// Whether only the syllable of this name is meant.
    package let isWhole: Bool
    /// Numbers of the syllables that are meant, never empty: sorted by name, those with one beginning stand together.
    package let syllables: Range<UInt16>

    package func matches(_ syllable: PinyinSyllable) -> Bool { syllables.contains(syllable.number) }

    /// The first letter, see ``PinyinSyllable/letter``.
    package var letter: UInt8 { PinyinSyllable(number: syllables.lowerBound).letter }

    fileprivate init(_ letters: ArraySlice<UInt8>, isWhole: Bool, syllables: Range<Int>) {
        self.letters = String(decoding: letters, as: UTF8.self)
        self.isWhole = isWhole
        self.syllables = UInt16(syllables.lowerBound)..<UInt16(syllables.upperBound)
    }
}

/// Typed letters as pinyin, once for every way of cutting them that is worth asking for, the likeliest first: a later one
/// is for where the earlier ones find nothing.
///
/// `Templates/search` has the same in JavaScript; `Tests/Fixtures/pinyin/segmentation.json` runs through both.
///
/// **Input.** Folded text of the letters a–z and ü, and between them spaces and apostrophes (`'`, `’`), which no element
/// crosses; with any other character there is no sequence. ü becomes v, then `lue` and `nue` (no break inside) become `lve`
/// and `nve`, which is how most input methods let one type 略 and 虐.
///
/// **Pieces.** A stretch of letters can be
/// - *whole*: the name of a syllable, except the single letters a, e and o;
/// - an *initial*: one letter that some syllable begins with (not i, u, v), or zh, ch, sh. It means every syllable that
///   begins so; z also zh. So do a, e, o, although they are syllables: `af` is 安抚;
/// - *begun*: letters that some syllable begins with and that are not all of its name.
///
/// **Sequences**, at most four, each cut of a kind in order of the number of its pieces, then, from left to right, the
/// longer piece first:
/// 1. complete: every piece whole, or a, e, o alone (`xian`: xian · xi an);
/// 2. still being typed: as 1, but the last piece is begun, also where its letters are whole as well, and not a, e or o
///    alone (`tous`: tou s…; `fan`: fan…);
/// 3. only where 1 and 2 gave nothing: whole pieces and initials mixed, the last may be begun where it is not whole
///    (`tsu`: t… su; `shyh`: sh… y… h… · s… h… y… h…), of the least number of pieces and of one more;
/// 4. only where 1 or 2 gave something, up to three letters without a break that all are initials: each by itself (`zh`: zh… ·
///    z… h…; `fa`: fa · fa… · f… a…), unless that was there already.
package func pinyinSequences(of text: some StringProtocol) -> [[PinyinElement]] {
    guard let cutter = PinyinCutter(foldedScalars(text)), !cutter.letters.isEmpty else { return [] }
    var found = cutter.sequences(allowing: cutter.complete)
    found += cutter.sequences(allowing: cutter.stillTyped)
    if found.isEmpty {
        found = cutter.sequences(allowing: cutter.mixed)
        let least = found.first?.count ?? 0
        found.removeAll { $0.count > least + 1 }
    } else if let initials = cutter.shortInitials, !found.contains(initials) {
        found.append(initials)
    }
    return Array(found.prefix(PinyinCutter.most))
}

/// Typed letters as nothing but initials, for where ``pinyinSequences(of:)`` finds nothing: each letter by itself
/// (`smshaf`: s… m… s… h… a… f…), then zh, ch and sh as one (s… m… sh… a… f…). People type one letter a syllable, whatever
/// else the letters spell.
///
/// None of those that are among the sequences, none for more than sixteen letters (each two neighbours may cost a file),
/// none where a letter is no initial.
package func pinyinInitials(of text: some StringProtocol) -> [[PinyinElement]] {
    guard let cutter = PinyinCutter(foldedScalars(text)),
        (1...PinyinCutter.mostInitials).contains(cutter.letters.count),
        let short = cutter.sequences(allowing: cutter.oneLetter).first,
        let long = cutter.sequences(allowing: cutter.initial).first
    else { return [] }
    let known = pinyinSequences(of: text)
    return (short == long ? [short] : [short, long]).filter { !known.contains($0) }
}

/// Finds the ways through the letters of one run.
private struct PinyinCutter {
    static let most = 4
    static let mostInitials = 16
    let letters: [UInt8]
    /// For each place between two letters, whether a break is there.
    private let breaks: [Bool]

    init?(_ scalars: [UInt32]) {
        var letters: [UInt8] = []
        var breaks: [Bool] = [false]
        for scalar in scalars {
            switch scalar {
            case 0x61...0x7A: letters.append(UInt8(scalar))
            case 0xFC: letters.append(UInt8(ascii: "v"))
            case 0x20, 0x27, 0x2019:
                breaks[letters.count] = true
                continue
            default: return nil
            }
            breaks.append(false)
        }
        for place in letters.indices.dropLast(2) where !breaks[place + 1] && !breaks[place + 2] {
            let isNasalOrLiquid = letters[place] == UInt8(ascii: "l") || letters[place] == UInt8(ascii: "n")
            if isNasalOrLiquid, letters[place + 1] == UInt8(ascii: "u"), letters[place + 2] == UInt8(ascii: "e") {
                letters[place + 1] = UInt8(ascii: "v")
            }
        }
        self.letters = letters
        self.breaks = breaks
    }

    func complete(_ piece: Range<Int>) -> PinyinElement? { whole(piece) ?? vowel(piece) }

    func stillTyped(_ piece: Range<Int>) -> PinyinElement? {
        guard piece.upperBound == letters.count else { return complete(piece) }
        return vowel(piece) == nil ? begun(piece) : nil
    }

    func mixed(_ piece: Range<Int>) -> PinyinElement? {
        whole(piece) ?? initial(piece) ?? (piece.upperBound == letters.count ? begun(piece) : nil)
    }

    func oneLetter(_ piece: Range<Int>) -> PinyinElement? { piece.count == 1 ? initial(piece) : nil }

    var shortInitials: [PinyinElement]? {
        guard letters.count <= 3, !breaks[1..<letters.count].contains(true) else { return nil }
        return sequences(allowing: oneLetter).first
    }

    /// The best ways from the first letter to the last, at most ``most``, best first.
    ///
    /// From the end: what follows a piece doesn't depend on what stands before it, so the best four of each rest suffice.
    func sequences(allowing element: (Range<Int>) -> PinyinElement?) -> [[PinyinElement]] {
        // Each way is kept last piece first, so that a piece in front is an append.
        var ways = [[[PinyinElement]]](repeating: [], count: letters.count + 1)
        ways[letters.count] = [[]]
        for start in letters.indices.reversed() {
            var found: [[PinyinElement]] = []
            let end = min(start + SyllableNames.longest, letters.count)
            // Longest first: a stable sort by number of pieces then keeps the longer first piece in front.
            for upper in stride(from: end, to: start, by: -1) where !ways[upper].isEmpty {
                guard !breaks[(start + 1)..<upper].contains(true), let piece = element(start..<upper) else { continue }
                found += ways[upper].map { $0 + [piece] }
            }
            let order = found.indices.sorted { (found[$0].count, $0) < (found[$1].count, $1) }
            ways[start] = order.prefix(PinyinCutter.most).map { found[$0] }
        }
        return ways[0].map { $0.reversed() }
    }

    private func whole(_ piece: Range<Int>) -> PinyinElement? {
        guard vowel(piece) == nil, let syllable = letters[piece].withUnsafeBufferPointer(SyllableNames.shared.syllable)
        else { return nil }
        return PinyinElement(letters[piece], isWhole: true, syllables: Int(syllable.number)..<Int(syllable.number) + 1)
    }

    /// A syllable of one letter, which is taken for an initial.
    private func vowel(_ piece: Range<Int>) -> PinyinElement? {
        guard piece.count == 1, "aeo".utf8.contains(letters[piece.lowerBound]) else { return nil }
        return initial(piece)
    }

    func initial(_ piece: Range<Int>) -> PinyinElement? {
        if piece.count == 2 {
            guard "zcs".utf8.contains(letters[piece.lowerBound]), letters[piece.lowerBound + 1] == UInt8(ascii: "h")
            else { return nil }
        } else if piece.count > 2 {
            return nil
        }
        return beginning(piece)
    }

    /// - Returns: `nil` where no syllable is longer than the letters.
    private func begun(_ piece: Range<Int>) -> PinyinElement? {
        guard let element = beginning(piece) else { return nil }
        return element.syllables.count > 1 || whole(piece) == nil ? element : nil
    }

    private func beginning(_ piece: Range<Int>) -> PinyinElement? {
        let syllables = letters[piece].withUnsafeBufferPointer(SyllableNames.shared.syllables(beginning:))
        return syllables.isEmpty ? nil : PinyinElement(letters[piece], isWhole: false, syllables: syllables)
    }
}
