import CasebookBuild
import CasebookFiles
import CasebookModel
import Glibc

/// What editors show while a page is written: findings, proposals, explanations, the way to what is named.
///
/// Takes the messages of the Language Server Protocol 3.17 from one file descriptor, gives its own to another, until the
/// editor ends it. Content is read, linked and checked by the same stages as everywhere, with the texts of the editor over
/// the files of the disk (``OpenFiles``); what stands around a cursor is read from its lines (``Cursor``), since a page that
/// is being written is seldom whole. Writes no file.
package struct LanguageServer {
    private var session: Session
    private var stream = MessageStream()

    /// How long nothing must have come before the content is looked at: nobody reads findings between two letters.
    private static let pause: Int32 = 150

    /// - Parameters:
    ///   - isSourceGiven: Whether the request's source was asked for; else the folder that the editor names counts.
    ///   - version: The program's, for the editor to show.
    package init(_ request: BuildRequest, isSourceGiven: Bool, language: ProgramLanguage, version: String) {
        session = Session(
            request, isSourceGiven: isSourceGiven, language: language, version: version, disk: LocalFileSystem())
    }

    /// - Returns: The exit status: 0 where the editor said goodbye as the protocol wants it, else 1.
    package mutating func run(input: Int32, output: Int32) -> Int32 {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, session.wantsLook ? LanguageServer.pause : -1)
            if ready == 0 {
                guard send(session.look(), to: output) else { return 1 }
                continue
            }
            if ready < 0 {
                if errno == EINTR { continue }
                return 1
            }
            let count = read(input, &buffer, buffer.count)
            guard count > 0 else { return 1 }
            stream.append(buffer[..<count])
            do {
                while let message = try stream.next() {
                    guard send(session.receive(message), to: output) else { return 1 }
                    if let status = session.exitStatus { return status }
                }
            } catch {
                return 1
            }
        }
    }

    private func send(_ messages: [[UInt8]], to output: Int32) -> Bool {
        for message in messages {
            let bytes = MessageStream.framed(message)
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes { write(output, $0.baseAddress! + sent, $0.count - sent) }
                if count < 0, errno != EINTR { return false }
                sent += max(count, 0)
            }
        }
        return true
    }
}
