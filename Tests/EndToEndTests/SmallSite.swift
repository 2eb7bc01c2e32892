import Foundation
import Testing

/// Small sites that tests change before they run the program on them.
enum SmallSite {
    /// Nine pages of seven kinds without a finding.
    static func clean(named name: String = "site") throws -> TemporaryFolder {
        let folder = try Fixture("build/method").copy(named: name)
        try folder.remove("run.txt")
        return folder
    }

    /// A home page and a guide that it leads to: what a test about one bad file needs around it.
    static func tiny(named name: String = "site") throws -> TemporaryFolder {
        let folder = try TemporaryFolder(named: name)
        try folder.write("casebook.yml", "title: 小站\n")
        try folder.write("Content/index.md", "# 首页\n\n[[a]]\n")
        try folder.write("Content/guides/a.md", guide("甲"))
        return folder
    }

    /// An approved guide.
    static func guide(_ title: String, more: String = "", body: String = "正文。") -> String {
        "---\ntitle: \(title)\nstatus: approved\nreviewed_on: 2026-01-10\nreviewed_by: 质检组\n\(more)---\n\n\(body)\n"
    }
}

extension TemporaryFolder {
    /// Runs the program in this folder. Findings come in English unless the arguments say otherwise.
    func casebook(_ arguments: String..., environment: [String: String] = [:]) async throws -> ProgramRun {
        let speaks = arguments.contains("--language") ? [] : ["--language", "en"]
        return try await CasebookProgram.run(arguments + speaks, in: root, environment: environment)
    }

    /// Builds a site that must come out well.
    @discardableResult func build(_ options: String...) async throws -> ProgramRun {
        let run = try await CasebookProgram.run(["build", "--language", "en"] + options, in: root)
        try #require(run.status == 0, "\(run.errors)")
        return run
    }
}
