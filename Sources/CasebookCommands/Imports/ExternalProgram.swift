import CasebookModel
import Foundation

/// Another program of this machine that reads what we don't. Run without a shell.
struct ExternalProgram {
    private let executable: URL

    /// - Returns: `nil` where no folder of `PATH` holds it.
    init?(_ name: String) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        let files = folders.map { URL(filePath: String($0)).appending(path: name) }
        guard let file = files.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            return nil
        }
        executable = file
    }

    /// The program, or what its user has to install.
    static func required(_ name: String, package: String, for purpose: LocalizedText) throws -> ExternalProgram {
        if let program = ExternalProgram(name) { return program }
        throw CommandFailure(
            "\(purpose.chinese)要用 \(name)，这台机器上没有；安装：sudo apt install \(package)",
            "\(purpose.english) takes \(name), which isn't installed here: sudo apt install \(package)", status: .disk)
    }

    /// Both outputs go to files of the bench: of two pipes one can fill up while the other is read.
    ///
    /// - Returns: Standard output.
    @discardableResult
    func run(_ arguments: [String], on bench: Workbench) throws -> [UInt8] {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try bench.handle("output")
        process.standardError = try bench.handle("errors")
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let complaint = String(decoding: try bench.bytes("errors"), as: UTF8.self)
            let words = complaint.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(300)
            let name = executable.lastPathComponent
            throw CommandFailure(
                "\(name) 读不了这个文件：\(words)", "\(name) can't read the file: \(words)", status: .refused)
        }
        return try bench.bytes("output")
    }
}

/// A folder for what other programs read and write, gone with the value.
final class Workbench {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        // What can't be removed is the system's to clear: its name says where it is from.
        try? FileManager.default.removeItem(at: folder)
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: folder.appending(path: name)) }

    func bytes(_ name: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path(name)) else {
            throw CommandFailure(
                "读取文件的程序没有给出结果（\(name)）", "the program that reads the file gave nothing (\(name))", status: .refused)
        }
        return [UInt8](data)
    }

    fileprivate func handle(_ name: String) throws -> FileHandle {
        try write("", to: name)
        return try FileHandle(forWritingTo: folder.appending(path: name))
    }
}
