import CasebookBuild
import CasebookFiles
import TestSupport
import Testing

/// The same content gives the same site on any disk.
@Suite struct DiskTests {
    static let disks: [(name: String, traits: MemoryFileSystem.Traits)] = {
        var shuffled = MemoryFileSystem.Traits()
        shuffled.listingSeed = 41
        shuffled.listsKinds = false
        var caseless = MemoryFileSystem.Traits()
        caseless.ignoresCase = true
        var decomposing = MemoryFileSystem.Traits()
        decomposing.decomposesNames = true
        decomposing.listingSeed = 7
        return [
            ("lists in any order", shuffled), ("ignores case", caseless), ("decomposes names", decomposing),
        ]
    }()

    private func site(_ traits: MemoryFileSystem.Traits = MemoryFileSystem.Traits()) -> WarmBuilds {
        let site = WarmBuilds(pages: 16, seed: 5, on: traits)
        site.disk.put("/site/Content/handbook/café à la crème.md", "# 咖啡\n\n[[guide-0]]\n")
        site.disk.put("/site/Content/handbook/Großes.md", "# 大写\n\n[咖啡](caf%C3%A9 à la crème.md)\n")
        return site
    }

    @Test(arguments: disks.indices) func aSiteIsTheSame(on disk: Int) throws {
        let (expected, tree) = try site().cold()
        #expect(expected.publication != nil)
        let other = site(Self.disks[disk].traits)
        let (differences, warm) = try other.compare()
        #expect(differences == [], "\(Self.disks[disk].name)")
        #expect(warm.diagnostics == expected.diagnostics)
        let built = other.disk.tree("/out/Site")
        let differing = TestSupport.differences(built, tree)
        let first = differing.first.map { path in
            zip(built[path, default: ""].split(separator: "\n"), tree[path, default: ""].split(separator: "\n"))
                .first { $0 != $1 }
        }
        #expect(differing == [], "a disk that \(Self.disks[disk].name): \(String(describing: first))")
        #expect(try other.warm().reuse.map(\.what) == ["files"], "\(Self.disks[disk].name)")
    }
}
