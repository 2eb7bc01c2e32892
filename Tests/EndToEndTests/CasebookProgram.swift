import Foundation
import Testing

/// The real executable, as a person or a CI job runs it.
///
/// Takes arguments, standard input and a folder to stand in; gives exit status and both outputs. The environment is
/// always the same few variables: what a test wants to be different it names.
enum CasebookProgram {
    /// Beside the test bundle, where the package manager puts every product. `CASEBOOK_EXECUTABLE` names another one.
    static let executable: URL = {
        if let path = ProcessInfo.processInfo.environment["CASEBOOK_EXECUTABLE"] { return URL(filePath: path) }
        let runner = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        return runner.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "casebook")
    }()

    /// The same for every run; and what `Scripts/sanitize.sh` tells a sanitizer, where the executable has one in it.
    static func environment(path: String = "/usr/bin:/bin") -> [String: String] {
        let sanitizers = ProcessInfo.processInfo.environment.filter {
            ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
        }
        return ["PATH": path, "HOME": "/nonexistent", "TZ": "UTC"].merging(sanitizers) { $1 }
    }

    static var hasThreadSanitizer: Bool { environment().keys.contains("TSAN_OPTIONS") }

    static func run(
        _ arguments: [String], in folder: URL, input: Data = Data(), environment: [String: String] = [:]
    ) async throws -> ProgramRun {
        try await run(executable, arguments, in: folder, input: input, environment: environment)
    }

    /// Runs any program; one that a signal ends fails the test, unless it is meant to be killed. Both outputs go
    /// to files: a pipe that another test's child inherits would stay open with it.
    static func run(
        _ program: URL, _ arguments: [String], in folder: URL, input: Data = Data(),
        environment: [String: String] = [:],
        mayBeKilled: Bool = false
    ) async throws -> ProgramRun {
        let desk = try TemporaryFolder()
        try desk.write("input", input)
        try desk.write("output", "")
        try desk.write("errors", "")
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = Self.environment().merging(environment) { $1 }
        let duration = try await Turnstile.shared.pass { try await run(process, at: desk) }
        let isKilled = process.terminationReason == .uncaughtSignal
        #expect(!isKilled || mayBeKilled, "ended by signal \(process.terminationStatus): \(arguments)")
        return ProgramRun(
            status: isKilled ? 128 + process.terminationStatus : process.terminationStatus,
            output: try desk.data("output"), errors: try desk.text("errors"), duration: duration)
    }

    /// Opens the files no earlier: of all tests that wait for their turn they would be more than Foundation can watch.
    private static func run(_ process: Process, at desk: TemporaryFolder) async throws -> Duration {
        process.standardInput = try FileHandle(forReadingFrom: desk.url("input"))
        process.standardOutput = try FileHandle(forWritingTo: desk.url("output"))
        process.standardError = try FileHandle(forWritingTo: desk.url("errors"))
        let start = ContinuousClock.now
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return ContinuousClock.now - start
    }
}

/// Lets a few programs run at once. All tests begin together, and hundreds of processes on two processors would each take
/// minutes.
private actor Turnstile {
    static let shared = Turnstile()

    private var free = 4
    private var waiting: [CheckedContinuation<Void, Never>] = []

    nonisolated func pass(_ body: () async throws -> Duration) async throws -> Duration {
        await enter()
        do {
            let result = try await body()
            await leave()
            return result
        } catch {
            await leave()
            throw error
        }
    }

    private func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

/// What a run came to.
struct ProgramRun {
    let status: Int32
    let output: Data
    let errors: String
    /// From the program's start to its end.
    let duration: Duration

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Standard error without the time that the run took, which is another one each time.
    var words: String {
        errors.replacing(/（[0-9]+\.[0-9]{3} 秒）/, with: "（0.000 秒）")
            .replacing(/\([0-9]+\.[0-9]{3} s\)/, with: "(0.000 s)")
    }

    /// Standard output likewise.
    var json: String { text.replacing(/"seconds":[0-9]+\.[0-9]{3}/, with: "\"seconds\":0.000") }

    func report() throws -> RunReport { try JSONDecoder().decode(RunReport.self, from: output) }
}

/// What `--format json` prints.
struct RunReport: Decodable {
    struct Finding: Decodable, Equatable {
        var id: String
        var severity: String
        var file: String
        var line: Int
        var column: Int
        var message: String
        var help: String

        /// As a test's table writes it.
        var brief: String { "\(file):\(line):\(column): \(severity) \(id)" }
    }

    struct Summary: Decodable, Equatable {
        var pages: Int
        var errors: Int
        var warnings: Int
        var written: Int
        var unchanged: Int
        var removed: Int
    }

    var diagnostics: [Finding]
    var summary: Summary
}
