import CasebookBuild
import Dispatch
import Foundation
import TestSupport
import Testing

/// A build that takes things from before gives what a build gives that doesn't: after any change, byte for byte.
///
/// `CASEBOOK_MUTATIONS`, `CASEBOOK_MUTATION_PAGES` and `CASEBOOK_MUTATION_SEED` ask for other ones; see
/// `Benchmarks/warm-builds.sh`.
@Suite struct MutationTests {
    @Test func afterEveryMutationAWarmBuildGivesWhatAColdOneGives() async {
        let run = MutationRun(
            count: number("CASEBOOK_MUTATIONS", 100), pages: number("CASEBOOK_MUTATION_PAGES", 120),
            seed: UInt64(number("CASEBOOK_MUTATION_SEED", 6)))
        // Not on a thread of the tests' own, of which there are as many as processors: others wait for each other there.
        let result = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: run.result()) }
        }
        print(result.summary)
        #expect(result.differences == [])
        #expect(result.published > run.count / 2)
    }

    @Test func withoutAChangeNothingIsWrittenAndTheSameIsReported() throws {
        let site = WarmBuilds(pages: 20, seed: 3)
        let first = try site.warm()
        let before = site.disk.tree("/out")
        for _ in 0..<2 {
            let again = try site.warm()
            #expect(again.publication?.written == 0)
            #expect(again.publication?.unchanged == first.publication?.written)
            #expect(again.diagnostics == first.diagnostics)
            #expect(again.pageCount == first.pageCount)
            #expect(again.fileCount == first.fileCount)
            #expect(again.reuse.map(\.what) == ["files"])
            #expect(site.disk.tree("/out") == before)
        }
    }

    @Test func anEditMakesThePagesAnewThatShowIt() throws {
        let site = WarmBuilds(pages: 40, seed: 8)
        _ = try site.warm()
        site.put("Content/guides/guide-3.md") { $0 + "\n多一句。\n" }
        let (differences, warm) = try site.compare()
        #expect(differences == [])
        let rendered = try #require(warm.reuse.first { $0.what == "renders" })
        #expect(rendered.count > rendered.total * 2 / 3)
        #expect(rendered.count < rendered.total)
        let parses = try #require(warm.reuse.first { $0.what == "parses" })
        #expect(parses.count == parses.total - 1)
    }

    /// With search tests, which ask kept files and new ones, and without.
    @Test(arguments: [true, false]) func anEditMakesTheFilesOfTheIndexAnewThatHoldIt(asksIndex: Bool) throws {
        let site = WarmBuilds(pages: 60, seed: 8)
        if !asksIndex { site.put("Content/search-tests.yml") { _ in "[]\n" } }
        _ = try site.warm()
        let before = site.disk.tree("/out/.casebook/Site/cache").filter { $0.key.hasPrefix("search") }
        site.put("Content/guides/guide-3.md") { $0 + "\n丙烷。\n" }
        let (differences, warm) = try site.compare()
        #expect(differences == [])
        let files = try #require(warm.reuse.first { $0.what == "files of the index" })
        #expect(files.count > files.total / 3)
        #expect(files.count < files.total)
        let after = site.disk.tree("/out/.casebook/Site/cache").filter { $0.key.hasPrefix("search") }
        #expect(after.keys == before.keys)
        let written = after.keys.filter { before[$0] != after[$0] }
        // Three terms, their lane and the whole.
        #expect(written.count < before.count / 4, "\(written.sorted())")
    }

    @Test func aSearchTestThatFailsKeepsTheOldSiteAndIsMendedByTheNextEdit() throws {
        let site = WarmBuilds(pages: 60, seed: 8)
        site.put("Content/search-tests.yml") { $0 + "- {query: 丙烷, expect: guide-3}\n" }
        site.put("Content/guides/guide-3.md") { $0 + "\n丙烷。\n" }
        let first = try site.warm()
        #expect(first.publication != nil)
        let before = site.disk.tree("/out/Site")
        site.put("Content/guides/guide-3.md") { $0.replacing("丙烷", with: "丁烷") }
        let (differences, refused) = try site.compare()
        #expect(differences == [])
        #expect(refused.publication == nil)
        let file = "Content/search-tests.yml"
        #expect(refused.diagnostics.filter { $0.severity == .error }.map(\.file) == [file])
        #expect(refused.lines.keys.contains(file))
        #expect(site.disk.tree("/out/Site") == before)
        site.put("Content/guides/guide-3.md") { $0.replacing("丁烷", with: "丙烷，丁烷") }
        let (later, mended) = try site.compare()
        #expect(later == [])
        #expect(mended.publication != nil)
        let files = try #require(mended.reuse.first { $0.what == "files of the index" })
        #expect(files.count > files.total / 3)
    }

    /// Which words stand on a page is kept for as long as the words of all terms are the same.
    @Test func aWordThatATermTakesOrGivesUpIsNoticedOnPagesThatStayed() throws {
        let site = WarmBuilds(pages: 40, seed: 8)
        site.put("Content/guides/guide-3.md") { $0 + "\n三方代扣也这样。\n" }
        _ = try site.warm()
        func isFound() throws -> Bool {
            let (differences, warm) = try site.compare()
            #expect(differences == [])
            return warm.diagnostics.contains { $0.id == .unlinkedTerm && $0.file == "Content/guides/guide-3.md" }
        }
        site.put("Content/terms/term-1.md") { $0.replacing("status:", with: "aliases: [三方代扣]\nstatus:") }
        #expect(try isFound())
        site.put("Content/guides/guide-2.md") { $0 + "\n多一句。\n" }
        #expect(try isFound())
        site.put("Content/guides/guide-3.md") { $0 + "\n见[[term-1]]。\n" }
        #expect(try !isFound())
        site.put("Content/guides/guide-3.md") { $0.replacing("见[[term-1]]。", with: "") }
        #expect(try isFound())
        site.put("Content/terms/term-1.md") { $0.replacing("三方代扣", with: "四方代扣") }
        #expect(try !isFound())
    }

    /// The left column is made once for a folder. Pages that go on with a list of another page once took that of whichever
    /// folder was first, and its addresses led astray.
    @Test func theColumnBesideALongListIsThatOfItsFolder() throws {
        let (_, tree) = try WarmBuilds(pages: 300, seed: 6).cold()
        let lists = tree.filter { path, html in
            path.contains("~") && path.count { $0 == "/" } == 1 && html.contains("<nav class=\"tree\"")
        }
        #expect(Set(lists.keys.map { $0.prefix { $0 != "/" } }).isSuperset(of: ["scripts", "terms"]))
        for (path, html) in lists {
            for folder in ["scripts", "cases", "terms"] where !path.hasPrefix(folder + "/") {
                let address = "../\(folder)/index.html"
                #expect(html.contains("<a href=\"\(address)\"><span class=\"icon"), "\(path)")
            }
        }
    }

    @Test func anOverviewThatComesOrGoesChangesEveryPage() throws {
        let site = WarmBuilds(pages: 20, seed: 5)
        // Without a case that is not retired there are no role-play cards, which every page leads to.
        let cases = site.state.source.files.keys.filter { $0.hasPrefix("Content/cases/") }.sorted()
        let (inUse, retired) = ("status: approved", "status: retired")
        for path in cases.dropFirst() { site.put(path) { $0.replacing(inUse, with: retired) } }
        #expect(try site.warm().publication != nil)
        for (old, new) in [(inUse, retired), (retired, inUse)] {
            site.put(cases[0]) { $0.replacing(old, with: new) }
            let (differences, warm) = try site.compare()
            #expect(differences == [])
            #expect(warm.publication != nil)
        }
    }
}

/// Changes to a site, one after another.
struct MutationRun: Sendable {
    let count: Int
    let pages: Int
    let seed: UInt64

    struct Result: Sendable {
        /// In order, each with the number and name of its mutation.
        var differences: [String] = []
        /// After how many mutations there was a site; errors keep one from being published, and are taken back.
        var published = 0
        var reused: [String: (count: Int, total: Int)] = [:]
        var summary = ""
    }

    func result() -> Result {
        var result = Result()
        let site = WarmBuilds(pages: pages, seed: seed)
        var random = Generator(state: seed &+ 1)
        let first = build(site, "at first", &result)
        for number in 1...count {
            let mutation = random.pick(Mutation.allCases)
            let before = site.state
            site.apply(mutation)
            if build(site, "mutation \(number), \(mutation)", &result) == nil { site.restore(before) }
            if number.isMultiple(of: 50) { tell(number, result) }
        }
        let reuse = result.reused.sorted { $0.key < $1.key }
            .map { "\($0.value.count) of \($0.value.total) \($0.key)" }
        result.summary = """
            \(count) mutations of \(first ?? 0) pages, seed \(seed): \(result.differences.count) differences, \
            \(count + 1 - result.published) refused for errors; reused \(reuse.joined(separator: ", "))
            """
        return result
    }

    /// On standard error, which no test runner holds back.
    private func tell(_ number: Int, _ result: Result) {
        let line = "\(number) of \(count) mutations: \(result.differences.count) differences\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    /// - Returns: How many pages the site has, `nil` where none was published.
    private func build(_ site: WarmBuilds, _ name: String, _ result: inout Result) -> Int? {
        do {
            let (differences, warm) = try site.compare()
            result.differences += differences.map { "\(name): \($0)" }
            for reuse in warm.reuse {
                result.reused[reuse.what, default: (0, 0)].count += reuse.count
                result.reused[reuse.what, default: (0, 0)].total += reuse.total
            }
            guard warm.publication != nil else { return nil }
            result.published += 1
            return warm.pageCount
        } catch {
            result.differences.append("\(name): \(error)")
            return nil
        }
    }
}
