import CasebookCache
import CasebookModel
import CasebookRender
import Testing

@testable import CasebookBuild

/// Scripts with short names are taken from before where they were made of the same.
@Suite struct KeptScriptsTests {
    private let script = Array("(function(){const number = 1;use(number);})();\n".utf8)

    /// What is written and read again.
    private func stored(_ scripts: KeptScripts) throws -> [Fingerprint: [UInt8]] {
        var writer = CacheWriter()
        writer.scripts(try #require(scripts.news))
        var reader = CacheReader(writer.bytes)
        return try reader.scripts()
    }

    @Test func theSameScriptIsTakenFromBefore() throws {
        let first = KeptScripts([:])
        #expect(first.shortened(script) == Theme.shortened(script))
        var kept = try stored(first)
        #expect(kept.values.map { $0 } == [Theme.shortened(script)])
        kept = kept.mapValues { _ in Array("from before".utf8) }
        let second = KeptScripts(kept)
        #expect(second.shortened(script) == Array("from before".utf8))
        #expect(second.news == nil, "nothing has changed")
    }

    @Test func anotherScriptIsMadeAnewAndTheOldOneForgotten() throws {
        let first = KeptScripts([:])
        _ = first.shortened(script)
        let other = Array("(function(){const name = 2;use(name);})();\n".utf8)
        let second = KeptScripts(try stored(first))
        #expect(second.shortened(other) == Theme.shortened(other))
        #expect(try stored(second).values.map { $0 } == [Theme.shortened(other)])
    }

    @Test func everyTruncationIsNoticed() throws {
        let first = KeptScripts([:])
        _ = first.shortened(script)
        var writer = CacheWriter()
        writer.scripts(try #require(first.news))
        for length in 0..<writer.bytes.count {
            var reader = CacheReader(Array(writer.bytes[..<length]))
            #expect(throws: CacheDamage.damaged, "\(length) bytes") { try reader.scripts() }
        }
    }
}
