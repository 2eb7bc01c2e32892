import CasebookModel

/// Why a site was not published. The output folder is as it was.
package enum PublishError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The output folder holds more than dot files and no manifest of ours: it may be anybody's.
    case foreignFolder(DiskPath)
    /// There is a `site-manifest.json` that we can't have written; as `foreignFolder`.
    case foreignManifest(DiskPath)
    /// A manifest of a later Casebook, whose files this one can't tell from others.
    case laterManifest(DiskPath, version: Int)
    /// There is something, but no folder, or its name is taken by Casebook itself.
    case notAFolder(DiskPath)
    /// The output is a mount point: it can't be exchanged with a folder beside it.
    case otherFileSystem(DiskPath)
    /// Another build holds the lock.
    case locked(DiskPath, waited: Duration)
    /// A file that Casebook did not write lies where a generated file or its folder belongs.
    case inTheWay(DiskPath)
    /// The file system can't exchange two folders in one step.
    case exchangeUnsupported(DiskPath)
    /// What was written is not what lies in the stage.
    case damaged(DiskPath)
    /// Two generated files with one route: a mistake in the program, since addresses are checked before.
    case duplicateRoute(Route)
    /// A route that leads out of the site or takes the manifest's place: a mistake in the program.
    case invalidRoute(Route)
    /// A part of it is no name that a file may have.
    case longRoute(Route)
    /// `write` or `commit` after the end, or after a failure: a mistake in the program.
    case notOpen
    case disk(FileError)

    /// In English, for logs; `message` speaks both languages.
    package var description: String { message.english }

    package var message: LocalizedText {
        switch self {
        case .foreignFolder(let path):
            LocalizedText(
                "输出文件夹“\(path)”里有文件，却没有 Casebook 的 \(SiteManifest.fileName)，为免误删已停止。请换一个 --output，或先清空它",
                "the output folder \(path) holds files and no \(SiteManifest.fileName) of Casebook; choose another "
                    + "--output, or empty it first")
        case .foreignManifest(let path):
            LocalizedText(
                "“\(path)”不是 Casebook 写的清单，或者已经损坏。请换一个 --output，或先清空这个文件夹",
                "\(path) is no manifest of Casebook, or damaged; choose another --output, or empty the folder first")
        case .laterManifest(let path, let version):
            LocalizedText(
                "“\(path)”由更新版本的 Casebook 写成（版本 \(version)）。请升级 Casebook，或换一个 --output",
                "\(path) was written by a later Casebook (version \(version)); update Casebook or choose another --output"
            )
        case .notAFolder(let path):
            LocalizedText("“\(path)”不能用作输出文件夹", "\(path) can't serve as the output folder")
        case .otherFileSystem(let path):
            LocalizedText(
                "“\(path)”是挂载点，无法整体替换。请输出到它下面的一个文件夹",
                "\(path) is a mount point and can't be replaced as a whole; choose a folder inside it as --output")
        case .locked(let path, let waited):
            LocalizedText(
                "另一次生成正在写“\(path)”（已等待 \(waited.components.seconds) 秒）。等它结束再试",
                "another build is writing \(path) (waited \(waited.components.seconds) s); try again when it is done")
        case .inTheWay(let path):
            LocalizedText(
                "“\(path)”不是 Casebook 写的，却占了要生成的文件的位置。请把它移走",
                "\(path) was not written by Casebook and lies where a generated file belongs; move it away")
        case .exchangeUnsupported(let path):
            LocalizedText(
                "“\(path)”所在的文件系统不能整体交换两个文件夹。请把 --output 放到本机磁盘（如 ext4、xfs、btrfs、tmpfs），或先删掉旧的输出文件夹",
                "the file system of \(path) can't exchange two folders in one step; choose an --output on a local disk "
                    + "(ext4, xfs, btrfs, tmpfs), or remove the old output folder first")
        case .damaged(let path):
            LocalizedText(
                "“\(path)”写到磁盘后与写入的内容不符", "\(path) is not on the disk as it was written")
        case .duplicateRoute(let route):
            LocalizedText("程序错误：两个文件的网址都是“\(route)”", "mistake in the program: two files for \(route)")
        case .invalidRoute(let route):
            LocalizedText("程序错误：“\(route)”不是有效的网址", "mistake in the program: \(route) is no valid address")
        case .longRoute(let route):
            LocalizedText(
                "网址“\(route)”有一段超过 255 字节，写不成文件名。请把对应的文件名或文件夹名改短",
                "a part of the address \(route) has more than 255 bytes and can't be a file's name; choose a shorter name"
            )
        case .notOpen:
            LocalizedText("程序错误：发布已经结束", "mistake in the program: publishing has ended already")
        case .disk(let error): error.message
        }
    }
}
