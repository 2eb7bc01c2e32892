/// What every hit of a regular expression begins with: some words of at most three characters (scalars). Where a text holds
/// none of them there is no hit, and no engine has to look.
package struct HitOpenings: Sendable, Equatable {
    /// Up to three scalars, none of them NUL.
    package struct Opening: Hashable, Sendable {
        /// 21 of them a scalar, the first one highest; zeros where there is none.
        private var bits: UInt64 = 0

        package static let length = 3
        private static let width = 21
        static let empty = Opening([])

        package init(_ scalars: some Sequence<Unicode.Scalar>) {
            for (place, scalar) in scalars.prefix(Self.length).enumerated() {
                bits |= UInt64(scalar.value) << Self.shift(place)
            }
        }

        private static func shift(_ place: Int) -> Int { width * (length - 1 - place) }

        private var count: Int { (Self.length * Self.width - bits.trailingZeroBitCount + Self.width - 1) / Self.width }

        var isFull: Bool { count == Self.length }

        /// The lower 16 bits of the first scalar.
        package var mark: Int { Int(truncatingIfNeeded: (bits >> Self.shift(0)) & 0xFFFF) }

        func followed(by next: Opening) -> Opening {
            var all = self
            // What sticks out of the end falls away, a whole scalar each.
            all.bits |= next.bits >> (count * Self.width)
            return all
        }

        package func prefix(_ count: Int) -> Opening {
            var first = self
            first.bits &= ~((1 << Self.shift(count - 1)) - 1)
            return first
        }

        /// Leaves the first scalar of a text's three behind for the one that comes next.
        package mutating func move(on scalar: Unicode.Scalar) {
            bits = ((bits << Self.width) | UInt64(scalar.value)) & ((1 << (Self.length * Self.width)) - 1)
        }
    }

    /// What may be all of a hit.
    private var whole: Set<Opening>
    /// What something unknown may follow.
    private var cut: Set<Opening>

    /// So many words filter little, and putting them together would take longer than looking.
    private static let most = 400

    static let nothing = HitOpenings(whole: [.empty], cut: [])
    static let unknown = HitOpenings(whole: [], cut: [.empty])

    static func anyOf(_ scalars: some Sequence<Unicode.Scalar>) -> HitOpenings {
        let openings = Set(scalars.map { Opening([$0]) })
        return openings.contains(.empty) ? .unknown : HitOpenings(whole: openings, cut: [])
    }

    /// What a phrase begins with.
    package init(ofPhrase phrase: String) {
        self.init(whole: [Opening(phrase.unicodeScalars)], cut: [])
    }

    private init(whole: Set<Opening>, cut: Set<Opening>) {
        (self.whole, self.cut) = (whole, cut)
    }

    /// All of them; `nil` where a hit may begin with anything. Hits without a length are none.
    package var words: Set<Opening>? {
        cut.contains(.empty) ? nil : whole.union(cut).subtracting([.empty])
    }

    func followed(by next: HitOpenings) -> HitOpenings {
        // Before they are put together: a short expression can name hundreds of thousands.
        guard whole.count * (next.whole.count + next.cut.count) <= 4 * Self.most else { return .unknown }
        var all = HitOpenings(whole: [], cut: cut)
        for word in whole {
            // What follows three characters is of no account.
            guard !word.isFull else {
                all.cut.insert(word)
                continue
            }
            for follower in next.whole { all.whole.insert(word.followed(by: follower)) }
            for follower in next.cut { all.cut.insert(word.followed(by: follower)) }
        }
        return all.bounded
    }

    func or(_ other: HitOpenings) -> HitOpenings {
        HitOpenings(whole: whole.union(other.whole), cut: cut.union(other.cut)).bounded
    }

    /// - Parameters:
    ///   - isOptional: It may be left out.
    ///   - mayRecur: It may stand more than once.
    func repeated(isOptional: Bool, mayRecur: Bool) -> HitOpenings {
        let some =
            mayRecur
            ? HitOpenings(whole: whole.intersection([.empty]), cut: cut.union(whole.subtracting([.empty]))) : self
        return isOptional ? some.or(.nothing) : some
    }

    private var bounded: HitOpenings {
        whole.count + cut.count > Self.most ? .unknown : self
    }
}
