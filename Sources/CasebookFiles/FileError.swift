import CasebookModel
import Glibc

/// What the disk refused. Ends the run: a problem of a single content file becomes a diagnostic instead.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Operation: String, Sendable, CaseIterable {
        case list, status, resolve, read, create, makeFolder, link, rename, exchange, remove, lock, watch
    }

    package var operation: Operation
    package var path: DiskPath
    /// As in `errno.h`.
    package var code: Int32

    package init(_ operation: Operation, _ path: DiskPath, _ code: Int32) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// In English, for logs; `message` speaks both languages.
    package var description: String { message.english }

    package var message: LocalizedText {
        let reason = FileError.reason(code)
        return LocalizedText(
            "\(operation.chinese)“\(path)”：\(reason.chinese)", "can't \(operation.english) \(path): \(reason.english)")
    }

    /// The system's words for a code, in our own where people often meet it.
    package static func reason(_ code: Int32) -> LocalizedText {
        switch code {
        case ENOENT: LocalizedText("文件或文件夹不存在", "no such file or folder")
        case EACCES, EPERM: LocalizedText("没有权限", "permission denied")
        case ENOSPC: LocalizedText("磁盘已满", "no space left on the disk")
        case EDQUOT: LocalizedText("超出磁盘配额", "the disk quota is used up")
        case EROFS: LocalizedText("文件系统是只读的", "the file system is read-only")
        case EEXIST: LocalizedText("已经存在", "it exists already")
        case ENOTDIR: LocalizedText("不是文件夹", "not a folder")
        case EISDIR: LocalizedText("是文件夹", "it is a folder")
        case ENOTEMPTY: LocalizedText("文件夹不是空的", "the folder is not empty")
        case EXDEV: LocalizedText("在另一个文件系统上", "it lies on another file system")
        case EBUSY: LocalizedText("正被占用，或者是挂载点", "it is in use or a mount point")
        case ENAMETOOLONG: LocalizedText("路径太长", "the path is too long")
        case ELOOP: LocalizedText("符号链接绕成了圈，或者这里不允许符号链接", "symbolic links that go round, or one where none is allowed")
        case EFBIG: LocalizedText("文件太大", "the file is too large")
        case EMFILE, ENFILE: LocalizedText("打开的文件太多", "too many open files")
        case EIO: LocalizedText("磁盘读写出错", "input/output error")
        case EINVAL: LocalizedText("路径无效，或者文件系统不支持", "an invalid path, or the file system can't do it")
        default: LocalizedText(systemWords(code), systemWords(code))
        }
    }

    private static func systemWords(_ code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard strerror_r(code, buffer.baseAddress!, buffer.count) == 0 else { return "error \(code)" }
            return String(cString: buffer.baseAddress!)
        }
    }
}

extension FileError.Operation {
    fileprivate var english: String {
        switch self {
        case .list: "list"
        case .status: "look at"
        case .resolve: "find"
        case .read: "read"
        case .create: "write"
        case .makeFolder: "make the folder"
        case .link: "link"
        case .rename: "rename"
        case .exchange: "exchange"
        case .remove: "remove"
        case .lock: "lock"
        case .watch: "watch"
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .list: "列不出文件夹"
        case .status: "查看不了"
        case .resolve: "找不到"
        case .read: "读不了"
        case .create: "写不了"
        case .makeFolder: "建不了文件夹"
        case .link: "链接不了"
        case .rename: "改不了名"
        case .exchange: "交换不了"
        case .remove: "删不掉"
        case .lock: "锁不住"
        case .watch: "盯不住"
        }
    }
}
