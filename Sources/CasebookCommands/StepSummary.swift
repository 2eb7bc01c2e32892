import CasebookFiles
import Glibc

/// The summary of a step of GitHub Actions: a file that the runner names and that every program of the step adds to.
enum StepSummary {
    /// Does nothing outside of GitHub Actions.
    static func append(_ markdown: String) throws(FileError) {
        guard let path = getenv("GITHUB_STEP_SUMMARY").map({ String(cString: $0) }), !path.isEmpty else { return }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileError(.create, DiskPath(path), errno) }
        defer { close(descriptor) }
        Terminal.write(markdown + "\n", to: descriptor)
    }
}
