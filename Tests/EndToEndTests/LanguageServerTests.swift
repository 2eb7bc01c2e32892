import Foundation
import Testing

@Suite struct LanguageServerTests {
    private func message(_ json: String) -> String { "Content-Length: \(json.utf8.count)\r\n\r\n\(json)" }

    @Test func anEditorIsAnsweredAndLetGo() async throws {
        let site = try SmallSite.tiny()
        let root = "file://" + site.root.resolvingSymlinksInPath().path(percentEncoded: true)
        let guide = "\(root.hasSuffix("/") ? root : root + "/")Content/guides/a.md"
        let input = [
            #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"rootUri":"\#(root)","capabilities":{}}}"#,
            #"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
            #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"\#(guide)","languageId":"markdown","version":1,"text":"---\ntitle: 甲\n---\n\n[[b]] [[\n"}}}"#,
            #"{"jsonrpc":"2.0","id":"two","method":"textDocument/completion","params":{"textDocument":{"uri":"\#(guide)"},"position":{"line":4,"character":8}}}"#,
            #"{"jsonrpc":"2.0","id":3,"method":"shutdown"}"#, #"{"jsonrpc":"2.0","method":"exit"}"#,
        ].map(message).joined()
        let run = try await CasebookProgram.run(["lsp", "--language", "en"], in: site.root, input: Data(input.utf8))
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.text.contains(#""id":1,"result":{"capabilities":{"#))
        #expect(run.text.contains(#""code":"unresolved-link""#))
        #expect(run.text.contains(#""id":"two","result":{"isIncomplete":false,"items":[{"label":"a""#))
        #expect(run.text.hasSuffix(#"{"jsonrpc":"2.0","id":3,"result":null}"#))
    }

    @Test func whatIsNoMessageEndsIt() async throws {
        let site = try SmallSite.tiny()
        for input in ["", "GET / HTTP/1.1\r\n\r\n"] {
            let run = try await CasebookProgram.run(["lsp"], in: site.root, input: Data(input.utf8))
            #expect(run.status == 1)
        }
    }
}
