import CasebookCache
import CasebookFiles
import CasebookModel
import CasebookParse

/// What a build left for the next one, changed: is a value or damage, and never more than its bytes stand for.
///
/// Sealed files are looked at once as a whole; their payloads are tried without the seal, since no change gets past a hash.
enum CacheTarget {
    static let cache: Fuzz.Target = { bytes in
        let files = ChangedFiles.apply(bytes, to: payloads)
        for (name, read) in readers { read(files[name] ?? []) }
        _ = try? SealedFile.open(bytes, program: program)
    }

    /// A reader that is new gets a line here and one in `payloads`, with the same name.
    private static let readers: [String: @Sendable ([UInt8]) -> Void] = [
        "page": { bytes in
            holds(bytes, { reader throws(CacheDamage) in try reader.page() }) { $0.page($1) }
            var reader = CacheReader(bytes)
            if let page = try? reader.page() { MarkdownTargets.walk(page.body) }
        },
        "record": { bytes in
            holds(bytes, { reader throws(CacheDamage) in try reader.record() }) { $0.record($1) }
        },
        "renders": { bytes in
            holds(bytes, { reader throws(CacheDamage) in try reader.renders() }) { $0.renders($1) }
        },
        "checks": { bytes in
            holds(bytes, { reader throws(CacheDamage) in try reader.checks() }) { $0.checks($1) }
        },
        "shard": { bytes in
            guard let shard = try? ParseShard(CacheReader(bytes)) else { return }
            let parses = shard.entries.compactMap { try? $0.parse() }
            let written = ParseShard.payload(rules: shard.rules, parses)
            guard let again = try? ParseShard(CacheReader(written)) else { preconditionFailure("not read again") }
            precondition(again.entries.count == parses.count, "read as something else")
        },
    ]

    /// What is read is written and read as the same.
    private static func holds<Value>(
        _ bytes: [UInt8], _ read: (inout CacheReader) throws(CacheDamage) -> Value,
        _ write: (inout CacheWriter, Value) -> Void
    ) {
        var reader = CacheReader(bytes)
        guard let value = try? read(&reader) else { return }
        var first = CacheWriter()
        write(&first, value)
        reader = CacheReader(first.bytes)
        guard let again = try? read(&reader) else { preconditionFailure("not read again") }
        var second = CacheWriter()
        write(&second, again)
        precondition(first.bytes == second.bytes, "read as something else")
    }

    private static let program = Fingerprint(high: 7, low: 8)

    private static let payloads: [String: [UInt8]] = {
        let text = """
            ---
            title: 安抚
            summary: 让客户慢慢说。
            status: approved
            when: [客户情绪激动, "见[[a#b]]和`码`"]
            slots: {称呼: {label: 称呼, kind: text, default: 您, pii: true}}
            risk: high
            review_by: 2026-12-01
            avoid: [{phrase: 不归我管, why: 推诿, instead: 我来}]
            strange: 1
            ---
            # 安抚

            > {称呼}慢慢说。

            ## 电话

            - [x] ~~二~~ ![图](c.png) [[thanks|谢]] ![[card]]
            - `三`[^1]

            | a | b |
            |:--|--:|
            | c | <b>d</b> |

            [^1]: 注
            """
        let bytes = Array(text.utf8)
        let hash = ContentHash(of: bytes)
        let options = PageParser.Options(
            kinds: BuiltInKinds.table, isImplicit: false, pathPrefix: "", channels: ["电话": "phone"])
        let parse = PageParser(options: options).parse(
            SourceFile(path: "scripts/soothe.md", bytes: bytes, fingerprint: hash.fingerprint))
        let stamp = FileStamp(size: bytes.count, modified: 1_700_000_000_123_456_789, inode: 77, mode: 0o100644)
        let record = BuildRecord(
            settings: program,
            inputs: [
                BuildRecord.Input(path: "scripts/soothe.md", stamp: stamp, content: .hash(hash.fingerprint)),
                BuildRecord.Input(path: "media/c.png", stamp: stamp, content: .unread),
                BuildRecord.Input(path: "media/d.png", stamp: stamp, content: .unknown),
            ],
            observed: 1_700_000_001_000_000_000,
            findings: BuildRecord.Findings(diagnostics: parse.diagnostics, pageCount: 1),
            published: PublishedFiles(
                files: [PublishedFiles.File(path: "index.html", hash: hash, stamp: stamp)], observed: 5))
        let renders = RenderRecord(
            hashes: RenderRecord.Hashes(
                shared: program, frame: hash.fingerprint, pages: [program, hash.fingerprint, program],
                heads: [program, program, program], overviews: [program]),
            renders: [
                RenderRecord.Render(
                    job: "scripts/soothe.html",
                    sources: RenderRecord.Sources(pages: [1], heads: [0, 2], overviews: [0]),
                    files: [RenderRecord.File(path: "scripts/soothe.html", hash: hash)])
            ])
        let checks = CheckRecord(
            rules: program, terms: program,
            pages: [
                CheckRecord.Page(
                    path: "scripts/soothe.md", hash: hash.fingerprint, terms: [TermUse(word: 3, place: 400)])
            ],
            ofPages: parse.diagnostics, heads: program, ofHeads: parse.diagnostics)
        return [
            "page": written { writer in if let page = parse.value { writer.page(page) } },
            "record": written { $0.record(record) },
            "renders": written { $0.renders(renders) },
            "checks": written { $0.checks(checks) },
            "shard": ParseShard.payload(rules: program, [parse]),
        ]
    }()

    private static func written(_ body: (inout CacheWriter) -> Void) -> [UInt8] {
        var writer = CacheWriter()
        body(&writer)
        return writer.bytes
    }
}
