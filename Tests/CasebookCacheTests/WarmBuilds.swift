import CasebookBuild
import CasebookFiles
import CasebookModel
import CasebookTheme
import Foundation
import Testing

/// What somebody asks for beyond what `make test` tries.
func number(_ variable: String, _ standard: Int) -> Int {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? standard
}

/// A source folder in memory that is built again and again with a cache, beside builds without one.
final class WarmBuilds {
    let disk: MemoryFileSystem
    private(set) var state: Mutation.State
    private var written: [String: [UInt8]] = [:]
    private let theme: [String: [UInt8]]
    init(pages: Int, seed: UInt64, on traits: MemoryFileSystem.Traits = MemoryFileSystem.Traits()) {
        disk = MemoryFileSystem(traits)
        state = Mutation.State(
            source: MutableSource(pages: pages, seed: seed),
            edition: Edition(includesDrafts: false, portable: false, date: CalendarDate("2026-11-20")!))
        theme = Self.lightTheme
        disk.putFolder("/out")
        disk.putFolder("/cold")
        writeSource()
    }

    /// The default theme with empty scripts: shortening their names takes longer than all else of a small site.
    private static let lightTheme: [String: [UInt8]] = {
        var theme = DefaultTheme.files
        for path in theme.keys where path.hasSuffix(".js") { theme[path] = Array("// nothing\n".utf8) }
        return theme
    }()

    func request(program: Fingerprint?, output: String) -> BuildRequest {
        var request = BuildRequest(
            source: DiskPath("/site"), output: DiskPath(output), edition: state.edition, isStrict: false, jobs: 2,
            theme: theme, program: program)
        request.dividesIndex = state.hasDividedIndex
        return request
    }

    static let program = Fingerprint(high: 1, low: 2)

    func warm() throws -> BuildReport {
        try SiteBuild(request(program: Self.program, output: "/out/Site"), disk: disk).build()
    }

    /// Of the same source, as if nothing had ever been built; leaves nothing.
    func cold() throws -> (report: BuildReport, tree: [String: String]) {
        let report = try SiteBuild(request(program: nil, output: "/cold/Site"), disk: disk).build()
        let tree = disk.tree("/cold/Site")
        try disk.removeTree(DiskPath("/cold/Site"))
        try disk.removeTree(DiskPath("/cold/.casebook"))
        return (report, tree)
    }

    /// Applies a mutation; one that leaves errors is taken back afterwards, by whoever asked for it.
    func apply(_ mutation: Mutation) {
        mutation.apply(to: &state)
        writeSource()
        for path in state.touched { if let bytes = state.source.files[path] { disk.put("/site/" + path, bytes) } }
        state.touched = []
    }

    /// Gives one file other words.
    func put(_ path: String, _ change: (String) -> String) {
        state.source.put(path, change(state.source[path] ?? ""))
        writeSource()
    }

    func restore(_ earlier: Mutation.State) {
        state = earlier
        writeSource()
    }

    private func writeSource() {
        for path in written.keys where state.source.files[path] == nil { disk.removeEntry("/site/" + path) }
        for (path, bytes) in state.source.files where written[path] != bytes { disk.put("/site/" + path, bytes) }
        written = state.source.files
    }

    /// Builds warm and cold, and says what differs.
    func compare() throws -> (differences: [String], warm: BuildReport) {
        let warm = try warm()
        let (cold, tree) = try cold()
        var differences: [String] = []
        if warm.diagnostics != cold.diagnostics { differences.append("findings differ") }
        if warm.pageCount != cold.pageCount { differences.append("\(warm.pageCount) pages, not \(cold.pageCount)") }
        if Set(warm.lines.keys) != Set(cold.lines.keys) { differences.append("other files to quote from") }
        if (warm.publication == nil) != (cold.publication == nil) { differences.append("published only once") }
        guard cold.publication != nil else { return (differences, warm) }
        let built = disk.tree("/out/Site")
        for path in Set(built.keys).union(tree.keys).sorted() where built[path] != tree[path] {
            let kind = built[path] == nil ? "missing" : tree[path] == nil ? "too many" : "differs"
            differences.append("\(path) \(kind)")
        }
        return (differences, warm)
    }
}
