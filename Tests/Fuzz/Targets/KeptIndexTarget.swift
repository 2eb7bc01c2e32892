import CasebookCache
import CasebookFiles
import CasebookModel
import CasebookTheme

@testable import CasebookBuild
@testable import CasebookSearch

/// What a build left of its search index, changed: is an index or damage, whatever is then asked of it.
enum KeptIndexTarget {
    static let kept: Fuzz.Target = { bytes in
        let files = ChangedFiles.apply(bytes, to: payloads)
        guard let index = try? KeptIndex((files[IndexRecall.name] ?? [])[...]) else { return }
        holds(index)
        for (number, terms) in index.terms.enumerated() {
            guard let slice = try? KeptSlice((files[IndexRecall.slice(number)] ?? [])[...]) else { continue }
            join(index.parts.compactMap { slice.table($0.outline.slices[number]) })
            try? slice.load(into: terms)
        }
        guard let lanes = try? KeptLanes((files[IndexRecall.lanes] ?? [])[...]) else { return }
        for part in index.parts { if let key = part.outline.laneKey { _ = try? lanes.lane(key) } }
    }

    private static func holds(_ index: KeptIndex) {
        let written = index.bytes
        guard let again = try? KeptIndex(written[...]) else { preconditionFailure("not read again") }
        precondition(again.bytes == written, "read as something else")
    }

    /// Walks all terms, as joining does.
    private static func join(_ tables: [PostingTable]) {
        let row = TableRow(tables)
        row.bytes.withUnsafeBufferPointer { bytes in
            var merge = TermMerge(bytes, ends: row.ends, firstPages: tables.indices.map { $0 * 8 })
            while merge.next() {}
        }
    }

    /// Of a small site, without their seals.
    private static let payloads: [String: [UInt8]] = {
        let disk = MemoryFileSystem()
        let program = Fingerprint(high: 7, low: 8)
        disk.putFolder("/out")
        let head = "status: approved\nreviewed_on: 2026-05-01\nreviewed_by: 甲\n"
        disk.put("/site/casebook.yml", "title: 试\n")
        disk.put(
            "/site/Content/guides/a.md", "---\ntitle: 安抚\n\(head)---\n先听客户的[[b|投诉]]。\n\n## Escalation\n")
        disk.put(
            "/site/Content/terms/b.md",
            "---\ntitle: 投诉\ndefinition: 不满\n\(head)aliases: [抱怨, complaint]\n---\n一种表达。\n")
        var request = BuildRequest(
            source: DiskPath("/site"), output: DiskPath("/out/Site"),
            edition: Edition(includesDrafts: false, portable: false, date: CalendarDate("2026-06-01")!),
            isStrict: false,
            jobs: 1, theme: DefaultTheme.files, program: program)
        request.dividesIndex = true
        guard let report = try? SiteBuild(request, disk: disk).build(), report.publication != nil,
            let cache = CacheFolder(of: request.outputFolder, on: disk)
        else { preconditionFailure("the site isn't built") }
        var payloads: [String: [UInt8]] = [:]
        for name in IndexRecall.names {
            guard let bytes = cache.read(name), let reader = try? SealedFile.open(bytes, program: program) else {
                continue
            }
            payloads[name] = Array(reader.rest)
        }
        precondition(payloads.count > 2, "nothing was left of the index")
        return payloads
    }()
}
