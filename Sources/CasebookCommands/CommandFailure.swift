import ArgumentParser
import CasebookBuild
import CasebookFiles
import CasebookModel

/// What ends a command without a usage text: the words to say, and the exit status.
struct CommandFailure: Error {
    let message: LocalizedText
    let status: ExitCode

    /// - Parameter status: 64 for what was asked for wrongly.
    init(_ chinese: String, _ english: String, status: ExitCode = .validationFailure) {
        message = LocalizedText(chinese, english)
        self.status = status
    }

    /// What ended a run is said in the run's own words.
    init(_ failure: BuildFailure) {
        message = failure.message
        status = ExitCode(of: failure)
    }

    /// A run whose failure ends the command.
    static func asking<Value>(_ body: () throws(BuildFailure) -> Value) throws -> Value {
        do throws(BuildFailure) { return try body() } catch { throw CommandFailure(error) }
    }

    /// Runs a command's work and says what ended it.
    static func reported(in language: ProgramLanguage, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let failure as CommandFailure {
            Terminal.say("casebook: \(failure.message.text(in: language).printable)")
            throw failure.status
        } catch let error as FileError {
            Terminal.say("casebook: \(error.message.text(in: language))")
            throw ExitCode.disk
        }
    }
}

extension ExitCode {
    /// A folder that isn't there was asked for wrongly; everything else is the disk's.
    init(of failure: BuildFailure) {
        if case .noSource = failure { self = .validationFailure } else { self = .disk }
    }
}
