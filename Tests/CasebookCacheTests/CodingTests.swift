import CasebookCache
import CasebookFiles
import CasebookModel
import CasebookParse
import Testing

/// What is written to a cache comes back, and nothing else comes back as something.
@Suite struct CodingTests {
    private let parser = PageParser(
        options: PageParser.Options(
            kinds: ConfigurationParser.parse(Array(MutableSource.configuration.utf8)).value.kinds, isImplicit: false,
            pathPrefix: "Content/", channels: ["电话": "phone"]))

    private func parse(_ path: String, _ text: String) throws -> Outcome<ParsedPage?> {
        let bytes = Array(text.utf8)
        return parser.parse(SourceFile(path: path, bytes: bytes, fingerprint: ContentHash(of: bytes).fingerprint))
    }

    /// With every kind of node, of link and of field, and with findings.
    private var richPage: String {
        """
        ---
        title: 安抚
        summary: 让客户慢慢说。
        aliases: [安慰, 别急]
        when: [客户情绪激动, "见[[a#b]]和`码`"]
        slots:
          称呼: {label: 称呼, kind: text, default: 您, pii: true}
          天数: {label: 天数, kind: number, required: true}
        intensity: 2
        risk: high
        pinned: true
        review_by: 2026-12-01
        avoid:
          - {phrase: 不归我管, why: 推诿, instead: 我来}
        next: [thanks]
        strange: 1
        ---

        # 安抚

        > {称呼}慢慢说。{天数}天内答复。

        ## 电话

        > {称呼}，**我**在*听*。

        - [ ] 一[词](b.md "题")
        - [x] ~~二~~ ![图](c.png)

        1. 三[^1]

        | a | b |
        |:--|--:|
        | `c` | <b>d</b> |

        ```swift
        let a = 1
        ```

        > [!NOTE]
        > ![[card]]
        > 五

        ---

        <div>块</div>

        [^1]: 脚注\\
        两行。
        <!-- casebook-allow: raw-html 演示 -->

        """
    }

    @Test func aPageComesBackAsItWas() throws {
        let parsed = try parse("scripts/soothe.md", richPage)
        let page = try #require(parsed.value)
        #expect(!parsed.diagnostics.isEmpty)
        var writer = CacheWriter()
        writer.page(page)
        writer.diagnostics(parsed.diagnostics)
        var reader = CacheReader(writer.bytes)
        let read = try reader.page()
        #expect(try reader.diagnostics() == parsed.diagnostics)
        #expect(reader.isAtEnd)
        expectSame(read, page)
    }

    /// Property by property: a page is a class, which has no `==`, and one that is forgotten here shows in the count.
    private func expectSame(_ left: ParsedPage, _ right: ParsedPage) {
        #expect(left.path == right.path)
        #expect(left.kind == right.kind)
        #expect(left.kindRange == right.kindRange)
        #expect(left.id == right.id)
        #expect(left.idRange == right.idRange)
        #expect(left.stepNumber == right.stepNumber)
        #expect(left.title == right.title)
        #expect(left.hasOwnTitle == right.hasOwnTitle)
        #expect(left.status == right.status)
        #expect(left.fields == right.fields)
        #expect(left.proseLinks == right.proseLinks)
        #expect(left.body == right.body)
        #expect(left.bodyRange == right.bodyRange)
        #expect(left.bodyStartsWithTitle == right.bodyStartsWithTitle)
        #expect(left.spokenLines == right.spokenLines)
        #expect(left.usedSlots == right.usedSlots)
        #expect(left.excuses == right.excuses)
        #expect(left.unusedKeys == right.unusedKeys)
        #expect(left.isBroken == right.isBroken)
        #expect(left.fingerprint == right.fingerprint)
        #expect(Mirror(reflecting: left).children.count == 20)
    }

    @Test func aPackedPageIsTheSameAndIsWrittenAsTheSame() throws {
        let page = try #require(try parse("scripts/soothe.md", richPage).value)
        let packed = page.packed()
        #expect(page.keptBody.packed == nil)
        #expect(packed.keptBody.packed != nil)
        expectSame(packed, page)
        var (first, second) = (CacheWriter(), CacheWriter())
        first.page(page)
        second.page(packed)
        #expect(first.bytes == second.bytes)
    }

    @Test func numbersComeBack() throws {
        let signed: [Int64] = [0, 1, -1, 63, -64, 64, 1 << 40, .max, .min]
        let unsigned: [UInt64] = [0, 127, 128, 1 << 63, .max]
        var writer = CacheWriter()
        for number in signed { writer.signed(number) }
        for number in unsigned { writer.unsigned(number) }
        for number in unsigned { writer.word(number) }
        var reader = CacheReader(writer.bytes)
        for number in signed { #expect(try reader.signed() == number) }
        for number in unsigned { #expect(try reader.unsigned() == number) }
        for number in unsigned { #expect(try reader.word() == number) }
        #expect(reader.isAtEnd)
    }

    @Test func aPageThatIsCutOffIsDamagedAtEveryLength() throws {
        var writer = CacheWriter()
        writer.page(try #require(try parse("scripts/soothe.md", richPage).value))
        for length in 0..<writer.bytes.count {
            var reader = CacheReader(writer.bytes[..<length])
            #expect(throws: CacheDamage.damaged, "\(length) bytes") { try reader.page() }
        }
    }

    @Test func whateverBytesAPageIsMadeOfItEndsInAPageOrInDamage() throws {
        var writer = CacheWriter()
        writer.page(try #require(try parse("scripts/soothe.md", richPage).value))
        var pages = 0
        for place in writer.bytes.indices {
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                var bytes = writer.bytes
                bytes[place] ^= change
                var reader = CacheReader(bytes)
                if let page = try? reader.page() {
                    pages += 1
                    // Every index leads to something: walking it must not trap.
                    for node in page.body.nodes { _ = page.body.words(of: node) }
                }
            }
        }
        print("\(writer.bytes.count * 3) changed bytes: \(pages) gave another page, the rest damage")
        #expect(pages > 0)
    }

    @Test func deepNestingIsDamageAndNoOverflow() {
        var reader = CacheReader([UInt8](repeating: 1, count: 1_000_000))
        #expect(throws: CacheDamage.damaged) { try reader.page() }
    }

    // MARK: - Files

    private let program = Fingerprint(high: 7, low: 8)

    @Test func aSealedFileOpensForItsProgramOnly() throws {
        let file = SealedFile.seal([1, 2, 3], program: program)
        var reader = try SealedFile.open(file, program: program)
        #expect(try reader.byte() == 1)
        #expect(throws: CacheDamage.otherProgram) {
            try SealedFile.open(file, program: Fingerprint(high: 7, low: 9))
        }
    }

    @Test func aSealedFileIsNoticedAtEveryLengthAndInEveryByte() {
        let file = SealedFile.seal(Array("payload".utf8), program: program)
        for length in file.indices {
            #expect(throws: CacheDamage.damaged, "\(length) bytes") {
                try SealedFile.open(Array(file[..<length]), program: program)
            }
        }
        for place in file.indices {
            var bytes = file
            bytes[place] ^= 0x10
            #expect(throws: CacheDamage.self, "byte \(place)") { try SealedFile.open(bytes, program: program) }
        }
    }

    /// Payloads of all lengths about those that the sum takes at once, each bit of them.
    @Test func noBitOfAPayloadChangesUnnoticed() {
        for length in 0...70 {
            let payload = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37) }
            let file = SealedFile.seal(payload, program: program)
            let zeros = SealedFile.seal([UInt8](repeating: 0, count: length), program: program)
            for place in file.count - length..<file.count {
                for bit in 0..<8 {
                    for whole in [file, zeros] {
                        var bytes = whole
                        bytes[place] ^= 1 << bit
                        #expect(throws: CacheDamage.damaged) { try SealedFile.open(bytes, program: program) }
                    }
                }
            }
            // As many zeros more.
            #expect(throws: CacheDamage.damaged) { try SealedFile.open(zeros + [0], program: program) }
            #expect(throws: CacheDamage.damaged) {
                try SealedFile.open(zeros + [UInt8](repeating: 0, count: 32), program: program)
            }
        }
    }

    @Test func otherFilesAreForeignAndOtherFormatsNamed() {
        var file = SealedFile.seal([], program: program)
        file[15] = 9
        #expect(throws: CacheDamage.otherFormat(version: 9)) { try SealedFile.open(file, program: program) }
        #expect(throws: CacheDamage.foreign) {
            try SealedFile.open(Array("something else, and long enough to be a cache of ours".utf8), program: program)
        }
    }
}
