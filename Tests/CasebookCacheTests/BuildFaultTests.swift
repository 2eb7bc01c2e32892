import CasebookBuild
import CasebookFiles
import Glibc
import TestSupport
import Testing

/// A call to the disk fails, or the process ends there, anywhere in a build of a site that was built before: while content,
/// cache or old site are read, while the next site is put together, and while the cache is written.
///
/// `CASEBOOK_BUILD_FAULTS` asks for more than a sample of the calls; see `Benchmarks/warm-builds.sh`.
@Suite struct BuildFaultTests {
    @Test(arguments: [.fails(EIO), .fails(ENOSPC), .dies] as [MemoryFileSystem.Fault])
    func theSiteIsTheOldOrTheNewOneAndTheNextBuildMendsAll(fault: MemoryFileSystem.Fault) throws {
        let trial = try FaultTrial(fault)
        let most = number("CASEBOOK_BUILD_FAULTS", 20)
        var random = Generator(state: 12)
        let count = try trial.callCount()
        #expect(count > 200)
        // The first ones find out what there is: an error is no answer. With the last ones the new site is there.
        let (first, last) = (1...12, count - 7...count)
        let others = most >= count ? Array(13..<count - 7) : (0..<most).map { _ in 13 + random.below(count - 20) }
        let calls = Array(first) + others + Array(last)
        for call in calls { try trial.run(failingAt: call) }
        print(
            "\(fault): \(calls.count) of \(count) calls, \(trial.failures) left the old site,",
            "\(trial.successes) the new one, 0 neither")
        #expect(trial.failures > 0)
        #expect(trial.successes > 0)
    }
}

/// A site that is edited and built again and again, with one fault in each build.
private final class FaultTrial {
    private let fault: MemoryFileSystem.Fault
    private let site = WarmBuilds(pages: 10, seed: 4)
    private var edits = 0
    private(set) var failures = 0
    private(set) var successes = 0

    init(_ fault: MemoryFileSystem.Fault) throws {
        self.fault = fault
        // The third build has a twin to begin with.
        for _ in 0..<3 { #expect(try buildAfterAnEdit().publication != nil) }
    }

    /// One thread, so that calls have numbers.
    private func build() throws -> BuildReport {
        var request = site.request(program: WarmBuilds.program, output: "/out/Site")
        request.jobs = 1
        return try SiteBuild(request, disk: site.disk).build()
    }

    private func edit() {
        edits += 1
        site.put("Content/guides/guide-0.md") { $0.replacing("\n---\n\n", with: "\n---\n\n第\(self.edits)句。") }
    }

    private func buildAfterAnEdit() throws -> BuildReport {
        edit()
        site.disk.revive()
        return try build()
    }

    /// Of a build after an edit.
    func callCount() throws -> Int {
        _ = try buildAfterAnEdit()
        return site.disk.callCount
    }

    func run(failingAt call: Int) throws {
        let before = site.disk.tree("/out/Site")
        edit()
        site.disk.revive()
        site.disk.plan(fault, atCall: call)
        let isPublished: Bool
        do {
            isPublished = try build().publication != nil
        } catch is BuildFailure {
            isPublished = false
        }
        let after = site.disk.tree("/out/Site")
        site.disk.revive()
        let next = try build()
        #expect(next.publication != nil, "after call \(call)")
        let mended = site.disk.tree("/out/Site")
        #expect(differences(mended, before) != [])
        #expect(differences(after, isPublished ? mended : before) == [], "\(fault) at call \(call)")
        if isPublished { successes += 1 } else { failures += 1 }
        #expect(try build().reuse.map(\.what) == ["files"], "after call \(call)")
        guard edits.isMultiple(of: 16) else { return }
        #expect(differences(mended, try site.cold().tree) == [], "after call \(call)")
    }
}
