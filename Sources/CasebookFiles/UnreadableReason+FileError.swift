import CasebookModel
import Glibc

extension UnreadableReason {
    /// What a failed call means for the author of the file.
    init(_ error: FileError) {
        switch error.code {
        case EACCES, EPERM: self = .permission
        case ENOENT, ENOTDIR: self = .vanished
        case ENAMETOOLONG: self = .pathTooLong
        case ELOOP: self = .repeatedLink
        default: self = .system(FileError.reason(error.code))
        }
    }
}

extension FileError {
    var isTooLarge: Bool { code == EFBIG }
}
