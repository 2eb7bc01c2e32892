import CasebookModel
import CasebookText

/// Joins the parts of an index and writes them as one JSON file.
struct IndexWriter {
    let site: Site
    let parts: [IndexPart]

    func write() -> [UInt8] {
        var json = JSONWriter()
        json.reserve(parts.reduce(100_000) { $0 + $1.records.count + $1.postingBytes.count * 2 })
        json.beginObject()
        writeRoot(to: &json)
        json.key("terms")
        writeTerms(to: &json)
        json.key("packs")
        writePacks(to: &json)
        json.endObject()
        json.appendRaw(UInt8(ascii: "\n"))
        return json.bytes
    }

    // MARK: - What doesn't grow with the pages

    private func writeRoot(to json: inout JSONWriter) {
        json.key("format")
        json.integer(CasebookSearch.formatVersion)
        json.key("language")
        json.string(site.configuration.language.rawValue)
        json.key("pages")
        json.integer(parts.reduce(0) { $0 + $1.pages.count })
        json.key("lengths")
        json.beginArray()
        json.integer(parts.reduce(0) { $0 + $1.titleLength })
        json.integer(parts.reduce(0) { $0 + $1.bodyLength })
        json.endArray()
        writeKinds(to: &json)
        writeFacets(to: &json)
        json.key("synonyms")
        json.beginArray()
        for group in site.synonyms {
            json.beginArray()
            for word in group { json.string(word) }
            json.endArray()
        }
        json.endArray()
        json.key("folds")
        json.string(folds())
    }

    private func writeKinds(to json: inout JSONWriter) {
        json.key("kinds")
        json.beginArray()
        for kind in site.configuration.kinds.kinds {
            json.beginObject()
            json.key("kind")
            json.string(kind.name)
            json.key("label")
            json.string(kind.label.text(in: site.configuration.language))
            json.key("weight")
            json.number(kind.searchWeight)
            json.endObject()
        }
        json.endArray()
    }

    private func writeFacets(to json: inout JSONWriter) {
        json.key("facets")
        json.beginArray()
        for facet in Facets(site).facets {
            json.beginObject()
            json.key("field")
            json.string(facet.field)
            json.key("label")
            json.string(facet.label)
            json.key("values")
            json.beginArray()
            for value in facet.values {
                json.beginArray()
                json.string(value.name)
                json.string(value.label)
                json.endArray()
            }
            json.endArray()
            json.endObject()
        }
        json.endArray()
    }

    /// The pairs of the folding table that the site's own words need. A browser verifies matches with these alone and
    /// fetches the whole table only for a query that holds other characters.
    private func folds() -> String {
        var traditional: Set<UInt32> = []
        for part in parts {
            for character in part.replaced { traditional.formUnion(traditionalCharacters(in: character)) }
        }
        var text = ""
        for pair in simplifiedCharacters where traditional.contains(pair.traditional) {
            for scalar in [pair.traditional, pair.simplified] {
                text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
            }
        }
        return text
    }

    // MARK: - Terms

    /// Under each first character: the rest of each term and its lists, all separated by spaces; a term's lists in the
    /// order of ``FieldGroup``, separated by commas.
    private func writeTerms(to json: inout JSONWriter) {
        json.beginObject()
        var merge = TermMerge(parts)
        var lists = [[UInt8]](repeating: [], count: FieldGroup.allCases.count)
        var openCharacter: UInt64?
        while let holders = merge.nextTerm(), let holder = holders.first {
            let prefix = parts[holder.part].prefixes[holder.rank]
            let character = prefix >> 42
            if character != openCharacter {
                if openCharacter != nil { json.endRawString() }
                json.key(String(Character(Unicode.Scalar(UInt32(character)) ?? "\u{FFFD}")))
                json.beginRawString()
                openCharacter = character
            } else {
                json.appendRaw(UInt8(ascii: " "))
            }
            appendRest(of: holder, prefix, to: &json)
            json.appendRaw(UInt8(ascii: " "))
            appendLists(holders, through: &lists, to: &json)
        }
        if openCharacter != nil { json.endRawString() }
        json.endObject()
    }

    /// All characters of a term but the first.
    private func appendRest(of holder: TermMerge.Holder, _ prefix: UInt64, to json: inout JSONWriter) {
        var text = ""
        let mask: UInt64 = 0x1F_FFFF
        for scalar in [prefix >> 21 & mask, prefix & mask] where scalar != 0 {
            text.unicodeScalars.append(Unicode.Scalar(UInt32(scalar)) ?? "\u{FFFD}")
        }
        for scalar in parts[holder.part].rest(ofRank: holder.rank) {
            text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
        }
        json.appendRaw(text.utf8)
    }

    private func appendLists(
        _ holders: [TermMerge.Holder], through lists: inout [[UInt8]], to json: inout JSONWriter
    ) {
        for group in lists.indices { lists[group].removeAll(keepingCapacity: true) }
        var last = [Int](repeating: 0, count: lists.count)
        for holder in holders {
            let base = parts[holder.part].pages.lowerBound * BlockAddress.blocksPerPage
            let start = Int(parts[holder.part].listStarts[holder.rank])
            let end = Int(parts[holder.part].listStarts[holder.rank + 1])
            for number in start..<end {
                let list = parts[holder.part].lists[number]
                let group = list.group.rawValue
                let first = Posting(address: list.first.address + base, count: list.first.count)
                PostingCode.append(first, after: last[group], to: &lists[group])
                lists[group].append(contentsOf: parts[holder.part].postingBytes[list.rest])
                last[group] = list.last + base
            }
        }
        var pendingCommas = 0
        for list in lists {
            // Commas stand before a list, so that none trail.
            if !list.isEmpty {
                for _ in 0..<pendingCommas { json.appendRaw(UInt8(ascii: ",")) }
                pendingCommas = 0
                json.appendRaw(list)
            }
            pendingCommas += 1
        }
    }

    // MARK: - Pages

    private func writePacks(to json: inout JSONWriter) {
        json.beginArray()
        var inPack = 0
        for part in parts {
            for page in 0..<part.pages.count {
                if inPack == 0 { json.beginArray() }
                json.raw(part.records[part.recordStarts[page]..<part.recordStarts[page + 1]])
                inPack += 1
                if inPack == CasebookSearch.pagesPerPack {
                    json.endArray()
                    inPack = 0
                }
            }
        }
        if inPack > 0 { json.endArray() }
        json.endArray()
    }
}

/// Walks the terms of all parts in code-point order, each term once.
private struct TermMerge {
    /// A part that has the term, and the term's place in the part's order.
    struct Holder {
        var part: Int
        var rank: Int
    }

    private let parts: [IndexPart]
    /// The place of each part's next term in its order.
    private var ranks: [Int]
    /// The prefix of each part's next term: nearly always enough to see which term comes first.
    private var heads: [UInt64]

    init(_ parts: [IndexPart]) {
        self.parts = parts
        ranks = [Int](repeating: -1, count: parts.count)
        heads = [UInt64](repeating: 0, count: parts.count)
        for part in parts.indices { advance(part) }
    }

    private mutating func advance(_ part: Int) {
        ranks[part] += 1
        heads[part] = ranks[part] < parts[part].prefixes.count ? parts[part].prefixes[ranks[part]] : .max
    }

    /// The parts that have the next term, in order; `nil` at the end.
    mutating func nextTerm() -> [Holder]? {
        var head = UInt64.max
        for candidate in heads where candidate < head { head = candidate }
        guard head != .max else { return nil }
        // Only behind three characters can there be more, which is far away in memory.
        let mayGoOn = head & 0x1F_FFFF != 0
        var holders: [Holder] = []
        for part in heads.indices where heads[part] == head {
            let holder = Holder(part: part, rank: ranks[part])
            if mayGoOn, let first = holders.first, !rest(of: holder).elementsEqual(rest(of: first)) {
                if rest(of: holder).lexicographicallyPrecedes(rest(of: first)) { holders = [holder] }
            } else {
                holders.append(holder)
            }
        }
        for holder in holders { advance(holder.part) }
        return holders
    }

    private func rest(of holder: Holder) -> ArraySlice<UInt32> { parts[holder.part].rest(ofRank: holder.rank) }
}

extension IndexPart {
    /// The code points of a term behind its prefix; most have none.
    fileprivate func rest(ofRank rank: Int) -> ArraySlice<UInt32> { terms.rest(of: terms.terms[Int(order[rank])]) }
}
