import Testing

@testable import CasebookFiles

@Suite struct DiskPathTests {
    @Test(arguments: [
        ("/a", "b", "/a/b"), ("/", "b", "/b"), ("a/", "b/c", "a/b/c"), ("/a", "", "/a"), ("", "b", "b"),
    ])
    func appendsWithOneSlash(folder: String, name: String, joined: String) {
        #expect(DiskPath(folder).appending(name) == DiskPath(joined))
    }

    @Test(arguments: [
        ("/a/b", "/a", "b"), ("/a", "/", "a"), ("/", "/", ""), ("a", ".", "a"), ("a/b", "a", "b"),
    ])
    func splitsOffTheLastPart(path: String, parent: String, name: String) {
        #expect(DiskPath(path).parent == DiskPath(parent))
        #expect(String(decoding: DiskPath(path).name, as: UTF8.self) == name)
    }

    @Test(
        arguments: [
            ("/a/b/c", "/a", "b/c"), ("/a", "/a", ""), ("/a", "/", "a"), ("/ab", "/a", nil), ("/b", "/a", nil),
        ] as [(String, String, String?)])
    func tellsWhatLiesBelowAFolder(path: String, folder: String, relative: String?) {
        let found = DiskPath(path).relative(to: DiskPath(folder)).map { String(decoding: $0, as: UTF8.self) }
        #expect(found == relative)
    }

    @Test func keepsTwoNormalFormsApart() {
        #expect(DiskPath("e\u{301}.md") != DiskPath("\u{e9}.md"))
    }

    @Test func aPathWithNULIsRefusedByTheDisk() {
        let disk = LocalFileSystem()
        #expect(throws: FileError(.status, DiskPath("/tmp\0/x"), 22)) { try disk.status(DiskPath("/tmp\0/x")) }
        #expect(throws: FileError(.create, DiskPath("/tmp/x\0"), 22)) { try disk.create(DiskPath("/tmp/x\0"), []) }
    }
}
