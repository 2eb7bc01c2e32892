import CasebookModel

/// What an index leaves for the next build: of what its parts, its joined terms and its files were made.
///
/// Each thing goes by a hash of all that it is made of. The lists of terms, which are most of an index, lie in files of
/// their own (``KeptSlice``) and are read where one of them has changed.
package struct KeptIndex: Sendable {
    package struct Part: Sendable {
        /// Of the pages.
        package var key: Fingerprint
        package var outline: IndexPart.Outline

        package init(key: Fingerprint, outline: IndexPart.Outline) {
            self.key = key
            self.outline = outline
        }
    }

    package struct Lane: Sendable {
        package var key: Fingerprint
        package var lane: IndexLane

        package init(key: Fingerprint, lane: IndexLane) {
            self.key = key
            self.lane = lane
        }
    }

    package struct File: Sendable {
        package var name: String
        package var key: Fingerprint
        package var hash: String

        package init(name: String, key: Fingerprint, hash: String) {
            self.name = name
            self.key = key
            self.hash = hash
        }
    }

    /// Of what all parts depend on besides pages.
    package var rules: Fingerprint
    /// Where the terms are cut into slices.
    package var bounds: [UInt64]
    package var parts: [Part]
    /// By slice; their lists have to be loaded.
    package var terms: [MergedTerms]
    package var lane: Lane
    package var files: [File]

    package init(
        rules: Fingerprint, bounds: [UInt64], parts: [Part], terms: [MergedTerms], lane: Lane, files: [File]
    ) {
        self.rules = rules
        self.bounds = bounds
        self.parts = parts
        self.terms = terms
        self.lane = lane
        self.files = files
    }

    package var bytes: [UInt8] {
        var writer = RowWriter()
        writer.fingerprints([rules])
        writer.row(bounds)
        writer.fingerprints(parts.map(\.key))
        for part in parts { part.outline.write(to: &writer) }
        for slice in terms { slice.write(to: &writer) }
        writer.fingerprints([lane.key])
        writer.row([lane.lane.count, lane.lane.size])
        writer.text(lane.lane.directory)
        writer.fingerprints(files.map(\.key))
        for file in files {
            writer.text(file.name)
            writer.text(file.hash)
        }
        return writer.bytes
    }

    package init(_ bytes: ArraySlice<UInt8>) throws(KeptIndexDamage) {
        var reader = RowReader(bytes)
        guard let rules = try reader.fingerprints().first else { throw KeptIndexDamage() }
        self.rules = rules
        bounds = try reader.row(of: UInt64.self)
        guard bounds.count > 1 else { throw KeptIndexDamage() }
        parts = []
        var next = 0
        for key in try reader.fingerprints() {
            let outline = try IndexPart.Outline(&reader, from: next, slices: bounds.count - 1)
            next = outline.pages.upperBound
            parts.append(Part(key: key, outline: outline))
        }
        terms = []
        for _ in bounds.dropFirst() { terms.append(try MergedTerms(&reader)) }
        guard let laneKey = try reader.fingerprints().first else { throw KeptIndexDamage() }
        let numbers = try reader.row(of: Int.self)
        guard numbers.count == 2, numbers.allSatisfy({ $0 >= 0 }) else { throw KeptIndexDamage() }
        lane = Lane(
            key: laneKey, lane: IndexLane(count: numbers[0], size: numbers[1], directory: try reader.text()))
        files = []
        for key in try reader.fingerprints() {
            files.append(File(name: try reader.text(), key: key, hash: try reader.text()))
        }
        guard reader.isAtEnd else { throw KeptIndexDamage() }
    }
}

extension IndexPart.Outline {
    fileprivate func write(to writer: inout RowWriter) {
        writer.row([pages.count, recordsSize])
        writer.row(facets.map(\.facet))
        writer.row(facets.map(\.value))
        writer.row(facets.map(\.page))
        writer.row(replaced.sorted())
        writer.fingerprints(slices)
        writer.fingerprints(laneKey.map { [$0] } ?? [])
    }

    fileprivate init(
        _ reader: inout RowReader, from first: Int, slices count: Int
    ) throws(KeptIndexDamage) {
        let numbers = try reader.row(of: Int.self)
        guard numbers.count == 2, numbers.allSatisfy({ (0..<1 << 40).contains($0) }) else { throw KeptIndexDamage() }
        let facets = try reader.row(of: Int32.self)
        let values = try reader.row(of: Int32.self)
        let pages = try reader.row(of: Int32.self)
        guard values.count == facets.count, pages.count == facets.count else { throw KeptIndexDamage() }
        self.init(
            pages: first..<first + numbers[0],
            facets: facets.indices.map {
                IndexPart.FacetValue(facet: facets[$0], value: values[$0], page: pages[$0])
            }, replaced: Set(try reader.row(of: UInt32.self)), recordsSize: numbers[1])
        slices = try reader.fingerprints()
        laneKey = try reader.fingerprints().first
        guard slices.count == count, laneKey != nil else { throw KeptIndexDamage() }
    }
}

extension MergedTerms {
    fileprivate func write(to writer: inout RowWriter) {
        writer.fingerprints(key.map { [$0] } ?? [])
        writer.row(entries.map(\.firstCharacter))
        writer.row(entries.map { UInt32($0.restEnd) })
        writer.row(entries.map { UInt32($0.end) })
        writer.row(entries.map(\.hints))
        writer.row(entries.map(\.pages))
        writer.row(entries.map(\.tail))
        writer.row(rests)
        writer.row(tails.map(\.entry))
        writer.row(tails.map { UInt32($0.end) })
        writer.row(tails.map(\.border.score.bitPattern))
        writer.row(tails.flatMap { [$0.border.firstPage, $0.border.shortestAlias, $0.border.shortestTitle] })
    }

    fileprivate init(_ reader: inout RowReader) throws(KeptIndexDamage) {
        let key = try reader.fingerprints().first
        let first = try reader.row(of: UInt32.self)
        let restEnds = try reader.row(of: UInt32.self)
        let ends = try reader.row(of: UInt32.self)
        let hints = try reader.row(of: Int32.self)
        let pages = try reader.row(of: Int32.self)
        let tailNumbers = try reader.row(of: Int32.self)
        let rests = try reader.row(of: UInt8.self)
        let tailEntries = try reader.row(of: Int32.self)
        let tailEnds = try reader.row(of: UInt32.self)
        let scores = try reader.row(of: UInt64.self)
        let borders = try reader.row(of: Int.self)
        guard
            [restEnds.count, ends.count, hints.count, pages.count, tailNumbers.count].allSatisfy({ $0 == first.count }),
            tailEnds.count == tailEntries.count, scores.count == tailEntries.count,
            borders.count == 3 * tailEntries.count, ascends(restEnds, to: rests.count),
            ascends(ends), ascends(tailEnds),
            tailNumbers.allSatisfy({ $0 < tailEntries.count }),
            tailEntries.allSatisfy({ first.indices.contains(Int($0)) }), hints.allSatisfy({ $0 >= 0 })
        else { throw KeptIndexDamage() }
        self.init(
            entries: first.indices.map {
                Entry(
                    firstCharacter: first[$0], restEnd: Int(restEnds[$0]), end: Int(ends[$0]), hints: hints[$0],
                    pages: pages[$0], tail: tailNumbers[$0])
            }, rests: rests,
            tails: tailEntries.indices.map {
                Tail(
                    entry: tailEntries[$0], end: Int(tailEnds[$0]),
                    border: TermDivider.Border(
                        score: Double(bitPattern: scores[$0]), firstPage: borders[$0 * 3],
                        shortestAlias: borders[$0 * 3 + 1], shortestTitle: borders[$0 * 3 + 2]))
            }, lists: nil)
        self.key = key
    }
}
