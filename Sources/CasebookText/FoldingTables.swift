/// The generated literals as tables that can be looked up, made on first use.
struct FoldingTables: Sendable {
    static let shared = FoldingTables()
    // Surrogates are no characters, so two of them can mark what is no folding.
    static let entangled: UInt32 = 0xD800
    static let ignored: UInt32 = 0xD801

    /// What each character of the basic plane becomes by itself, or one of the two marks.
    let basicPlane: [UInt16]
    let simplified: [(traditional: UInt32, simplified: UInt32)]
    private let simplifiedAboveBasicPlane: [UInt32: UInt32]

    private init() {
        var plane = (0..<0x10000).map { UInt16($0) }
        var pairs: [(UInt32, UInt32)] = []
        var above: [UInt32: UInt32] = [:]
        for (mark, ranges) in [(FoldingTables.entangled, entangledRanges), (FoldingTables.ignored, ignoredRanges)] {
            forEachMapping(ranges) { first, last, _ in
                for scalar in first...last { plane[Int(scalar)] = UInt16(mark) }
            }
        }
        simplifiedPairs.withUTF8Buffer { utf8 in
            var position = 0
            while position < utf8.count {
                let key = decodeScalar(utf8, at: position)
                let value = decodeScalar(utf8, at: position + key.length)
                position += key.length + value.length
                pairs.append((key.scalar, value.scalar))
                if key.scalar < 0x10000, value.scalar < 0x10000 {
                    plane[Int(key.scalar)] = UInt16(value.scalar)
                } else {
                    above[key.scalar] = value.scalar
                    // Looked up among those that need more than a unit of the table.
                    if key.scalar < 0x10000 { plane[Int(key.scalar)] = UInt16(FoldingTables.entangled) }
                }
            }
        }
        // Last, since some compatibility forms (radicals, say) are forms of a traditional character.
        forEachMapping(simpleFoldings) { first, last, target in
            for offset in 0...(last - first) { plane[Int(first + offset)] = plane[Int(target[0] + offset)] }
        }
        basicPlane = plane
        simplified = pairs.map { (traditional: $0.0, simplified: $0.1) }
        simplifiedAboveBasicPlane = above
    }

    func isTraditional(_ scalar: UInt32) -> Bool {
        var low = 0
        var high = simplified.count
        while low < high {
            let middle = (low + high) / 2
            if simplified[middle].traditional < scalar { low = middle + 1 } else { high = middle }
        }
        return low < simplified.count && simplified[low].traditional == scalar
    }

    /// What a character becomes wherever it stands; ``entangled`` where that depends on its neighbours or is not one
    /// character of the basic plane.
    @inline(__always)
    func independentFolding(of scalar: UInt32, _ basicPlane: UnsafeBufferPointer<UInt16>) -> UInt32 {
        if scalar < 0x10000 { return UInt32(basicPlane[Int(scalar)]) }
        switch scalar {
        // Pictographs, which have neither case nor compatibility forms.
        case 0x1F300..<0x1FB00: return scalar
        case 0x20000..<0x2F800, 0x30000..<0x3FFFE: return simplifiedAboveBasicPlane[scalar] ?? scalar
        case 0xE0100...0xE01EF: return FoldingTables.ignored
        default: return FoldingTables.entangled
        }
    }

    /// Lower case, simplified characters and dropped format characters for text that is in form NFKC.
    func append(folding normal: [UInt32], to scalars: inout [UInt32]) {
        func appendSimplified(_ scalar: UInt32) {
            if scalar < 0x10000 {
                let folded = UInt32(basicPlane[Int(scalar)])
                if folded == FoldingTables.ignored { return }
                if folded != FoldingTables.entangled {
                    scalars.append(folded)
                    return
                }
            } else if (0xE0100...0xE01EF).contains(scalar) {
                return
            }
            scalars.append(simplifiedAboveBasicPlane[scalar] ?? scalar)
        }
        for scalar in normal {
            let isIndependent = scalar < 0x10000 && UInt32(basicPlane[Int(scalar)]) != FoldingTables.entangled
            if isIndependent {
                appendSimplified(scalar)
            } else {
                guard let character = Unicode.Scalar(scalar) else { continue }
                for lower in character.properties.lowercaseMapping.unicodeScalars { appendSimplified(lower.value) }
            }
        }
    }
}

/// Walks a generated literal: entries `first[-last][ target…]` separated by `;`.
func forEachMapping(
    _ literal: StaticString, _ body: (_ first: UInt32, _ last: UInt32, _ target: [UInt32]) -> Void
) {
    literal.withUTF8Buffer { bytes in
        var numbers: [UInt32] = []
        var number: UInt32 = 0
        var isRange = false
        func endNumber() {
            numbers.append(number)
            number = 0
        }
        func endEntry() {
            endNumber()
            let last = isRange ? numbers[1] : numbers[0]
            body(numbers[0], last, Array(numbers[(isRange ? 2 : 1)...]))
            numbers.removeAll(keepingCapacity: true)
            isRange = false
        }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: ";"): endEntry()
            case UInt8(ascii: "-"):
                endNumber()
                isRange = true
            case UInt8(ascii: " "): endNumber()
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt32(byte - UInt8(ascii: "0"))
            default: number = number << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            }
        }
        endEntry()
    }
}
