import CasebookModel
import Testing

@testable import CasebookRender

/// What a theme is loaded for decides how long it takes, and nothing about what is found.
@Suite struct ThemePurposeTests {
    private func load(_ files: [String: [UInt8]], for purpose: Theme.Purpose) -> Outcome<Theme?> {
        Theme.load(
            files: files, configuration: SampleSite().configuration, for: purpose, hash: SampleTheme.hash)
    }

    @Test func `checking finds what publishing finds`() throws {
        var files = try SampleTheme.shippedFiles()
        files["script.mustache"] = Array("x\n{{#field.wehn}}{{/field.wehn}}".utf8)
        files["scripts/keys.js"] = Array("import { nothing } from './nowhere.js';\n".utf8)
        let found = load(files, for: .checking)
        #expect(found.value == nil && found.diagnostics.count > 1)
        #expect(found.diagnostics == load(files, for: .publishing).diagnostics)
    }

    @Test func `only what is published has short names`() throws {
        let files = try SampleTheme.shippedFiles()
        let checked = try #require(load(files, for: .checking).value)
        let published = try #require(load(files, for: .publishing).value)
        #expect(published.files.script.count < checked.files.script.count)
        #expect(published.files.style == checked.files.style)
    }
}
