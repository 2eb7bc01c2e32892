import CasebookFiles
import Testing

@testable import CasebookLanguageServer

@Suite struct FileAddressTests {
    @Test(arguments: ["/a/b.md", "/内容/话术 一.md", "/a%20b/#?.md", "/"])
    func pathsComeBack(_ path: String) {
        #expect(FileAddress(DiskPath(path)).path == DiskPath(path))
    }

    @Test(arguments: [
        ("file:///a%20b/%E8%AF%9D.md", "/a b/话.md"), ("file://localhost/a.md", "/a.md"),
        ("file:///C%3A/a.md", "/C:/a.md"),
    ])
    func addressesOfEditorsAreRead(_ address: String, _ path: String) {
        #expect(FileAddress(address).path == DiskPath(path))
    }

    @Test(arguments: [
        "untitled:Untitled-1", "git:/a.md", "file://server/a.md", "file:///a%zz", "file:///a%00b", "file:///a%",
    ])
    func otherAddressesAreNoFiles(_ address: String) {
        #expect(FileAddress(address).path == nil)
    }
}
