import CasebookModel
import Testing

@Suite struct KindTableTests {
    private let table = KindTable(
        [
            KindDeclaration(
                name: "b", folder: "bs", label: LocalizedText("乙", "B"),
                fields: [
                    FieldDeclaration("own", .text, label: LocalizedText("own")),
                    FieldDeclaration("title", .date, label: LocalizedText("own title")),
                ], template: "b"),
            KindDeclaration(name: "a", folder: "", label: LocalizedText("甲", "A"), fields: [], template: "a"),
        ],
        commonFields: [
            FieldDeclaration("title", .text, label: LocalizedText("title")),
            FieldDeclaration("tags", .list(.text), label: LocalizedText("tags")),
        ])

    @Test func `kinds are found by name and by folder, an empty folder is none`() {
        #expect(table.kinds.map(\.name) == ["a", "b"])
        #expect(table["b"]?.folder == "bs")
        #expect(table["c"] == nil)
        #expect(table.kind(inFolder: "bs")?.name == "b")
        #expect(table.kind(inFolder: "") == nil)
    }

    @Test func `a kind's own fields come first and replace common ones of their name`() throws {
        let fields = table.fields(of: try #require(table["b"]))
        #expect(fields.map(\.name) == ["own", "title", "tags"])
        #expect(fields.map(\.type) == [.text, .date, .list(.text)])
    }
}
