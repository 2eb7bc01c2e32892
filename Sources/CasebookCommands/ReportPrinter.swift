import ArgumentParser
import CasebookBuild
import CasebookFiles
import CasebookModel
import CasebookReports

/// Tells what a run came to, in the form that was asked for, and ends it with the right status.
struct ReportPrinter {
    let options: ReportOptions
    /// The source folder as it was typed.
    let source: String
    let isStrict: Bool

    private var language: ProgramLanguage { options.words.language }

    func finish(_ report: BuildReport, isBuild: Bool) throws {
        switch options.format {
        case .text: sayText(report, isBuild: isBuild)
        case .json:
            let remarks = remarks(on: report, isBuild: isBuild)
            Terminal.result(ReportJSON(language: language, remarks: remarks).json(of: report))
        case .github: tellGitHub(report, isBuild: isBuild)
        // The report is for a file; a job's log says the same in words.
        case .gitlab:
            Terminal.result(CodeQualityReport(findings(report, isBuild: isBuild)).json)
            sayText(report, isBuild: isBuild)
        case .sarif:
            let log = SARIFLog(
                findings(report, isBuild: isBuild), version: Casebook.version,
                isRefused: report.isRefused(strict: isStrict),
                rules: Explanation.rule)
            Terminal.result(log.json)
            sayText(report, isBuild: isBuild)
        }
        if options.timings { sayTimings(report) }
        if report.isRefused(strict: isStrict) { throw ExitCode.refused }
    }

    func finish(_ failure: BuildFailure) -> ExitCode {
        Terminal.say("casebook: \(failure.message.text(in: language))")
        return ExitCode(of: failure)
    }

    // MARK: - For CI

    private func findings(_ report: BuildReport, isBuild: Bool) -> FindingsReport {
        FindingsReport(
            report.diagnostics, lines: report.lines, language: language,
            folder: RepositoryFolder.path(of: source), remarks: remarks(on: report, isBuild: isBuild))
    }

    private func tellGitHub(_ report: BuildReport, isBuild: Bool) {
        let findings = findings(report, isBuild: isBuild)
        let text = DiagnosticText(language: language, lines: report.lines)
        let summary = summary(report, refused: report.isRefused(strict: isStrict), isBuild: isBuild)
        for line in GitHubLog(findings).lines(text: report.diagnostics.map(text.text), summary: summary) {
            Terminal.result(line + "\n")
        }
        do throws(FileError) {
            try StepSummary.append(GitHubSummary(findings, title: "Casebook: \(summary)").markdown)
        } catch {
            Terminal.say("casebook: \(error.message.text(in: language))")
        }
    }

    // MARK: - For people

    private func sayText(_ report: BuildReport, isBuild: Bool) {
        Terminal.say(report.diagnostics, lines: report.lines, in: language)
        let refused = report.isRefused(strict: isStrict)
        if options.quiet, !refused { return }
        Terminal.say(summary(report, refused: refused, isBuild: isBuild))
        sayWhereToReadOn(report)
        for remark in remarks(on: report, isBuild: isBuild) { Terminal.say(remark) }
    }

    /// What the run did otherwise than somebody may expect, and found nothing wrong with.
    private func remarks(on report: BuildReport, isBuild: Bool) -> [String] {
        var remarks: [LocalizedText] = []
        if let note = report.cacheNote { remarks.append(note) }
        if isBuild, report.lacksURL, !report.isRefused(strict: isStrict), !options.quiet {
            remarks.append(
                LocalizedText(
                    "casebook.yml 没有写 url，因此没有生成 sitemap.xml、feed.xml 和 canonical 链接。",
                    "casebook.yml gives no url, so there is no sitemap.xml, feed.xml or canonical link."))
        }
        for name in report.publication?.foreign ?? [] {
            remarks.append(
                LocalizedText("保留了不是由 Casebook 生成的文件：\(name)", "kept a file that Casebook did not write: \(name)"))
        }
        return remarks.map { $0.text(in: language) }
    }

    /// Messages are short; the heaviest one's long form is a command away.
    private func sayWhereToReadOn(_ report: BuildReport) {
        guard let worst = report.diagnostics.map(\.severity).max(), worst > .note,
            let first = report.diagnostics.first(where: { $0.severity == worst })
        else { return }
        let command = "casebook explain \(first.id.rawValue)"
        Terminal.say(
            LocalizedText("为什么要紧、怎么改：\(command)", "why it matters and how to mend it: \(command)").text(in: language))
    }

    private func summary(_ report: BuildReport, refused: Bool, isBuild: Bool) -> String {
        let errors = report.count(.error)
        let warnings = report.count(.warning)
        var chinese = "\(report.pageCount) 页，\(errors) 个错误，\(warnings) 个警告"
        func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
        var english = [counted(report.pageCount, "page"), counted(errors, "error"), counted(warnings, "warning")]
            .joined(separator: ", ")
        if let publication = report.publication {
            chinese += "；写入 \(publication.written) 个文件，\(publication.unchanged) 个未变，删除 \(publication.removed) 个"
            english +=
                "; \(counted(publication.written, "file")) written, \(publication.unchanged) unchanged, \(publication.removed) removed"
        } else if refused, isBuild {
            chinese += "；没有发布，原来的网站保持不变"
            english += "; nothing was published, the old site is as it was"
        }
        let seconds = report.stages.total.inSeconds
        return LocalizedText("\(chinese)（\(seconds) 秒）", "\(english) (\(seconds) s)").text(in: language)
    }

    private func sayTimings(_ report: BuildReport) {
        for stage in report.stages.stages {
            Terminal.say("\(stage.name)\t\(stage.duration.inSeconds) s\tprocessor \(stage.processor.inSeconds) s")
        }
        for reuse in report.reuse { Terminal.say("reused \(reuse.what)\t\(reuse.count) of \(reuse.total)") }
    }
}

extension Duration {
    /// Seconds with three digits behind the point.
    var inSeconds: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}
